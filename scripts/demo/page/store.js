/** What the page knows, how it hears of changes, and how it asks for things. */

const listeners = new Map()

/** The stage as the server told it, and what only this page knows: who it is, what is unread. */
export const state = {
  clock: { now: 0, speed: 0, hurrying: false },
  people: [],
  villages: [],
  bubbles: [],
  menu: null,
  scene: { index: null, show: null },
  sentences: [],
  morning: [],
  places: [],
  menuEnglish: {},
  me: null,
  unread: new Map(),
  understood: null,
}

export const on = (what, listener) => listeners.set(what, [...(listeners.get(what) ?? []), listener])
export const tell = (what, detail) => {
  for (const listener of listeners.get(what) ?? []) listener(detail)
}

export const personOf = (userid) => state.people.find((person) => person.userid === userid)
export const villageOf = (person) => state.villages.find(({ id }) => id === person?.villageId)

/** Asks the server to do something; says why when it does not. */
export async function ask(command) {
  try {
    const response = await fetch('/api/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    })
    if (!response.ok) throw new Error(await response.text())
  } catch (error) {
    tell('trouble', error instanceof Error ? error.message : String(error))
  }
}

/** Takes over somebody's phone. */
export function become(userid) {
  if (userid === state.me || personOf(userid) === undefined) return
  state.me = userid
  state.unread.delete(userid)
  tell('me')
  tell('unread')
  void ask({ do: 'enter', userid })
}

/** What arrives while everything is being read waits until it has been. */
let waiting = null

async function load() {
  waiting = []
  const response = await fetch('/api/state')
  Object.assign(state, await response.json())
  state.unread.clear()
  state.understood = null
  tell('world')
  const heard = waiting
  waiting = null
  heard.forEach(hear)
}

const HEARD = {
  bubble({ bubble }) {
    if (state.bubbles.some(({ id }) => id === bubble.id)) return
    state.bubbles.push(bubble)
    if (bubble.from === 'bot' && bubble.userid !== state.me) {
      state.unread.set(bubble.userid, (state.unread.get(bubble.userid) ?? 0) + 1)
      tell('unread')
      tell('arrival', bubble)
    }
    tell('bubble', bubble)
  },
  clock({ clock }) {
    state.clock = clock
    tell('clock')
  },
  villages({ villages }) {
    state.villages = villages
    tell('villages')
  },
  understood(heard) {
    state.understood = heard
    tell('understood')
  },
  scene({ scene }) {
    state.scene = scene
    if (scene.show !== null) become(scene.show)
    tell('scene')
  },
  reset: () => load(),
}

function hear(event) {
  if (waiting === null || event.type === 'reset') HEARD[event.type]?.(event)
  else waiting.push(event)
}

/** Reads everything, then listens; after a broken connection reads everything again. */
export async function connect() {
  const source = new EventSource('/api/events')
  let opened = false
  source.addEventListener('open', () => {
    if (opened) void load()
    opened = true
  })
  source.addEventListener('message', ({ data }) => hear(JSON.parse(data)))
  await load()
}
