import { startBoard } from './board.js'
import { startClock } from './clock.js'
import { bi, h } from './dom.js'
import { startGuide, understoodStrip } from './guide.js'
import { startPhone } from './phone.js'
import { ask, become, connect, on, personOf, state, villageOf } from './store.js'

const byId = (id) => document.getElementById(id)

function captions() {
  const KEY = 'zaicun-captions'
  const stored = localStorage.getItem(KEY)
  const button = h('button', { type: 'button', id: 'captions' }, 'English')
  function set(shown) {
    document.body.classList.toggle('captions', shown)
    button.setAttribute('aria-pressed', String(shown))
  }
  set(stored === null ? !navigator.language.startsWith('zh') : stored === 'on')
  button.addEventListener('click', () => {
    const shown = !document.body.classList.contains('captions')
    localStorage.setItem(KEY, shown ? 'on' : 'off')
    set(shown)
  })
  return button
}

const resetButton = () =>
  h(
    'button',
    { type: 'button', id: 'reset', onclick: () => ask({ do: 'reset' }) },
    ...bi('重新开始', 'Start again'),
  )

const TABS = [
  ['board', '全区', 'District'],
  ['chat', '聊天', 'Chat'],
  ['guide', '试一试', 'Try it'],
]

function tabs() {
  const buttons = TABS.map(([tab, zh, en]) =>
    h(
      'button',
      { type: 'button', 'data-tab': tab, onclick: () => open(tab) },
      ...bi(zh, en),
      tab === 'board' ? h('span.badge', { hidden: true }) : null,
    ),
  )
  const badge = buttons[0].querySelector('.badge')
  const count = () => {
    const all = [...state.unread.values()].reduce((sum, each) => sum + each, 0)
    badge.hidden = all === 0
    badge.textContent = String(all)
  }
  on('unread', count)
  on('world', count)
  function mark() {
    for (const button of buttons) {
      if (button.dataset.tab === document.body.dataset.tab) button.setAttribute('aria-current', 'page')
      else button.removeAttribute('aria-current')
    }
  }
  function open(tab) {
    document.body.dataset.tab = tab
  }
  new MutationObserver(mark).observe(document.body, { attributes: true, attributeFilter: ['data-tab'] })
  mark()
  return buttons
}

/** A push at somebody else's phone: seen for a while, and one click from it. */
function toast(bubble) {
  const person = personOf(bubble.userid)
  if (person === undefined || !bubble.unasked) return
  const where = villageOf(person)?.name ?? person.township ?? ''
  const button = h(
    'button.toast',
    {
      type: 'button',
      onclick: () => {
        become(bubble.userid)
        document.body.dataset.tab = 'chat'
        button.remove()
      },
    },
    h(
      'b',
      {},
      ...bi(
        `${where}${person.title}${person.name}收到一条`,
        `${person.en}, ${person.titleEn}, gets a message`,
      ),
    ),
    h('span.peek', {}, bubble.text.split('\n')[0]),
  )
  const box = byId('toasts')
  box.append(button)
  while (box.children.length > 3) box.firstElementChild.remove()
  button.addEventListener('animationend', ({ animationName }) => {
    if (animationName === 'leave') button.remove()
  })
}

function scene() {
  const line = byId('scene')
  on('scene', () => {
    const shown = state.scene.index === null ? undefined : state.morning[state.scene.index]
    line.hidden = shown === undefined
    if (shown === undefined) return
    line.replaceChildren(h('time', {}, shown.at), h('span', {}, ...bi(shown.zh, shown.en)))
    document.body.dataset.tab = 'chat'
  })
}

function trouble(text) {
  byId('toasts').append(
    h('p.toast.trouble', { role: 'alert' }, ...bi('没有做成', 'That did not work'), ` ${text}`),
  )
}

byId('tools').replaceChildren(captions(), resetButton())
byId('tabs').replaceChildren(...tabs())
startClock(byId('clock'))
startBoard(byId('board'))
startPhone(byId('chat'))
byId('chat').append(understoodStrip())
startGuide(byId('guide'))
scene()
on('arrival', toast)
on('trouble', trouble)
on('world', () => {
  document.body.classList.add('ready')
  if (state.me === null) become('suxiaomei')
})
await connect()
