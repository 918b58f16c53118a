import { bi, h, icon } from './dom.js'
import { ask, on, state } from './store.js'

/** What stands under the chat: the line to type in, voice, picture, place, and the application's menu. */

let input
let places
let pickingFor = 'locate'

/** Types a sentence and sends it. */
export async function say(text) {
  const userid = state.me
  if (userid === null || text.trim() === '') return
  await ask({ do: 'say', userid, text })
}

function pickPlace(how, opener) {
  const closed = places.hidden || pickingFor !== how
  pickingFor = how
  places.hidden = !closed
  if (closed) places.querySelector('button')?.focus()
  else opener.focus()
}

function tool(name, zh, en, onclick) {
  return h(
    'button.tool',
    { type: 'button', title: `${zh} ${en}`, 'aria-label': `${zh} ${en}`, onclick },
    icon(name),
  )
}

function placeSheet() {
  const sheet = h('div.sheet', { hidden: true, role: 'group', 'aria-label': '发哪里的位置 Which place' })
  on('world', () => {
    const choices = state.places.map(({ id, zh, en }) =>
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            sheet.hidden = true
            void ask({ do: pickingFor, userid: state.me, place: id })
          },
        },
        icon('place'),
        h('span', {}, ...bi(zh, en)),
      ),
    )
    sheet.replaceChildren(...choices)
  })
  sheet.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') sheet.hidden = true
  })
  return sheet
}

const captioned = (name) => bi(name, state.menuEnglish[name])

function item(button, close, opener) {
  const choose = () => {
    close()
    if (button.type === 'location_select') pickPlace('select', opener)
    else void ask({ do: 'click', userid: state.me, key: button.key })
  }
  return h(
    'button',
    { type: 'button', role: 'menuitem', 'data-key': button.key, onclick: choose },
    ...captioned(button.name),
  )
}

function menuButton({ name, sub_button: under }) {
  const list = h('div.under', { role: 'menu', 'aria-label': name, hidden: true })
  const opener = h(
    'button',
    { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'data-menu': name },
    ...captioned(name),
  )
  const close = () => {
    list.hidden = true
    opener.setAttribute('aria-expanded', 'false')
  }
  opener.addEventListener('click', () => {
    const wasOpen = !list.hidden
    document.querySelectorAll('.menu .under').forEach((each) => {
      each.hidden = true
      each.nextElementSibling.setAttribute('aria-expanded', 'false')
    })
    if (wasOpen) return
    list.hidden = false
    opener.setAttribute('aria-expanded', 'true')
    list.querySelector('button').focus()
  })
  list.append(...under.map((button) => item(button, close, opener)))
  const whole = h('div.entry', {}, list, opener)
  whole.addEventListener('keydown', (event) => {
    const items = [...list.querySelectorAll('button')]
    const at = items.indexOf(document.activeElement)
    if (event.key === 'Escape') {
      close()
      opener.focus()
    } else if (at >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      items[(at + step + items.length) % items.length].focus()
    }
  })
  whole.addEventListener('focusout', ({ relatedTarget }) => {
    if (!whole.contains(relatedTarget)) close()
  })
  return whole
}

export function composer() {
  input = h('input', {
    type: 'text',
    maxlength: '600',
    autocomplete: 'off',
    enterkeyhint: 'send',
    'aria-label': '说一句 Say something',
    placeholder: '说一句平常话就行',
  })
  const form = h(
    'form.line',
    {
      onsubmit: (event) => {
        event.preventDefault()
        const text = input.value
        input.value = ''
        void say(text)
      },
    },
    tool('voice', '语音', 'voice', () => ask({ do: 'voice', userid: state.me })),
    input,
    tool('picture', '照片', 'picture', () => ask({ do: 'picture', userid: state.me })),
    tool('place', '位置', 'place', ({ currentTarget }) => pickPlace('locate', currentTarget)),
    h('button.send', { type: 'submit', 'aria-label': '发送 Send' }, icon('send')),
  )
  const menu = h('div.menu', { role: 'group', 'aria-label': '菜单 Menu' })
  on('world', () => menu.replaceChildren(...(state.menu?.button ?? []).map(menuButton)))
  places = placeSheet()
  return h('div.composer', {}, places, form, menu)
}
