import { avatar, bi, h, icon, typeset } from './dom.js'
import { become, on, personOf, state, villageOf } from './store.js'
import { clockOf, stampOf } from './times.js'
import { composer } from './composer.js'

/** One person's phone, open at the application's chat. */

const GAP = 5 * 60_000
const MARGIN = 12
let list
let lastAt = 0

const BODY = {
  text: ({ text }) => h('span.words', {}, text),
  menu: ({ text }) => h('span.words', {}, text),
  voice: () => h('span.words.voice', {}, icon('voice'), '6″'),
  image: () => h('span.words.photo', { role: 'img', 'aria-label': '照片 picture' }, h('i')),
  location: ({ text }) =>
    h('span.words.map', {}, h('i', { 'aria-hidden': 'true' }, icon('place')), typeset(text)),
}

function bubbleElement(bubble) {
  const caption = bubble.en === null ? null : h('span.en', { lang: 'en' }, bubble.en)
  const body = BODY[bubble.kind](bubble)
  if (bubble.kind === 'menu') {
    return h('p.tapped', {}, h('span.zh', {}, '点了菜单「', body, '」'), caption)
  }
  const mine = bubble.from === 'me'
  const me = personOf(bubble.userid)
  const face = mine ? avatar(me?.name ?? '') : h('img.avatar', { src: '/icon.svg', alt: '' })
  const mark = bubble.unasked ? h('span.mark', {}, ...bi('主动发来', 'unasked')) : null
  return h(
    `div.row.${mine ? 'mine' : 'theirs'}`,
    {},
    face,
    h(`div.bubble${bubble.unasked ? '.unasked' : ''}`, {}, mark, body, caption),
  )
}

function append(bubble) {
  if (bubble.at - lastAt > GAP) list.append(h('p.stamp', {}, stampOf(bubble.at, state.clock.now)))
  lastAt = bubble.at
  list.append(bubbleElement(bubble))
}

/** To the end; but what is too long to see at once is shown from its beginning. */
function toEnd() {
  list.scrollTop = list.scrollHeight
  const last = list.lastElementChild
  if (last !== null && last.offsetHeight > list.clientHeight - MARGIN) {
    list.scrollTop = last.offsetTop - list.offsetTop - MARGIN
  }
}

function rebuild() {
  list.replaceChildren()
  lastAt = 0
  const mine = state.bubbles.filter(({ userid }) => userid === state.me)
  if (mine.length === 0) {
    list.append(h('p.empty', {}, ...bi('这里还没有话。说一句试试。', 'Nothing here yet. Say something.')))
  }
  for (const bubble of mine) append(bubble)
  toEnd()
}

const CAST = [
  ['suxiaomei', '队员', 'Member'],
  ['zhangmingyuan', '队友', 'Team mate'],
  ['zilaosan', '村支书', 'Village secretary'],
  ['liuzhen', '乡镇', 'Township'],
  ['gaoyuan', '区里', 'District'],
]

function cast() {
  const chips = CAST.map(([userid, role, en]) =>
    h(
      'button.chip',
      { type: 'button', 'data-userid': userid, 'aria-pressed': 'false', onclick: () => become(userid) },
      ...bi(role, en),
      h('span.badge', { hidden: true }),
    ),
  )
  const showMe = () => {
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset.userid === state.me))
  }
  const showUnread = () => {
    for (const chip of chips) {
      const count = state.unread.get(chip.dataset.userid) ?? 0
      const badge = chip.querySelector('.badge')
      badge.hidden = count === 0
      badge.textContent = String(count)
    }
  }
  on('me', showMe)
  on('world', showMe)
  on('unread', showUnread)
  on('world', showUnread)
  return h('div.cast', { role: 'group', 'aria-label': '我是谁 Who am I' }, chips)
}

const GROUPS = [
  ['工作队 Teams', ['first_secretary', 'team_leader', 'team_member']],
  ['村干部 Village cadres', ['village_secretary', 'village_cadre']],
  [
    '乡镇和区 Township and district',
    ['township_admin', 'district_admin', 'feedback_officer', 'unit_contact'],
  ],
]

function chooser() {
  const select = h('select', {
    'aria-label': '换一个人 Be somebody else',
    onchange: () => become(select.value),
  })
  on('world', () => {
    const groups = GROUPS.map(([label, roles]) =>
      h(
        'optgroup',
        { label },
        state.people
          .filter(({ userid, role }) => userid !== null && roles.includes(role))
          .map((person) => {
            const where = villageOf(person)?.name ?? person.township ?? ''
            return h('option', { value: person.userid }, `${person.name} ${where}${person.title}`)
          }),
      ),
    )
    select.replaceChildren(...groups)
    select.value = state.me ?? ''
  })
  on('me', () => {
    select.value = state.me ?? ''
  })
  return select
}

export function startPhone(column) {
  const time = h('span.time', {}, '')
  const owner = h('span.owner', {}, '')
  list = h('div.list', { role: 'log', 'aria-label': '消息 Messages', tabindex: '0' })
  column.replaceChildren(
    cast(),
    chooser(),
    h(
      'div.phone',
      {},
      h('div.status', { 'aria-hidden': 'true' }, time, h('span.signal', {}, h('i'), h('i'), h('i'), h('i'))),
      h('div.title', {}, h('b', {}, '在村'), owner),
      list,
      composer(),
    ),
  )
  on('clock', () => {
    time.textContent = clockOf(state.clock.now)
  })
  on('me', () => {
    const person = personOf(state.me)
    owner.replaceChildren(...(person ? bi(`${person.name}的手机`, `${person.en}’s phone`) : []))
    rebuild()
  })
  on('world', () => {
    time.textContent = clockOf(state.clock.now)
    rebuild()
  })
  on('bubble', (bubble) => {
    if (bubble.userid !== state.me) return
    list.querySelector('.empty')?.remove()
    append(bubble)
    list.lastElementChild.classList.add('new')
    toEnd()
  })
}
