import { avatar, bi, h } from './dom.js'
import { become, on, state } from './store.js'

/** The district at a glance: how each village stands, and everybody in it, to become. */

const villages = new Map()
const people = new Map()

function pill(person) {
  const { userid, name, en, title, titleEn, titleShort } = person
  const words = [
    avatar(name),
    h('span.who', {}, h('b', {}, name), h('small', {}, title), h('small.en', { lang: 'en' }, titleShort)),
  ]
  const full = `${name} ${title} ${en}, ${titleEn}`
  if (userid === null) {
    return h('span.person.mute', { title: `${full}: 没有账号 no account`, role: 'note' }, words)
  }
  const badge = h('span.badge', { hidden: true })
  const button = h(
    'button.person',
    {
      type: 'button',
      title: full,
      'data-userid': userid,
      'aria-pressed': 'false',
      onclick: () => become(userid),
    },
    words,
    badge,
  )
  people.set(userid, { button, badge })
  return button
}

function villageCard(village) {
  const says = h('p.says')
  const members = state.people.filter(({ villageId }) => villageId === village.id)
  const card = h(
    'article.village',
    { 'data-village': village.name },
    h('header', {}, h('h4', {}, ...bi(village.name, village.en)), says),
    h('div.people', {}, members.map(pill)),
  )
  villages.set(village.id, { card, says })
  return card
}

const byRole = (...roles) => state.people.filter(({ role }) => roles.includes(role))

function township(name) {
  const inside = state.villages.filter((village) => village.township === name)
  const admins = byRole('township_admin').filter((person) => person.township === name)
  return h(
    'section.township',
    {},
    h('header', {}, h('h3', {}, ...bi(name, inside[0]?.townshipEn)), h('div.people', {}, admins.map(pill))),
    h('div.villages', {}, inside.map(villageCard)),
  )
}

function build(board) {
  villages.clear()
  people.clear()
  const district = byRole('district_admin', 'feedback_officer', 'unit_contact')
  const names = [...new Set(state.villages.map((village) => village.township))]
  board.replaceChildren(
    h('h2', {}, ...bi('全区', 'The district')),
    h('p.tally', { id: 'tally' }),
    h('section.township.district', {}, h('div.people', {}, district.map(pill))),
    ...names.map(township),
  )
  showVillages()
  showMe()
  showUnread()
}

function showVillages() {
  for (const village of state.villages) {
    const shown = villages.get(village.id)
    if (shown === undefined) continue
    if (shown.card.dataset.state !== village.state) shown.card.dataset.state = village.state
    const key = village.says + village.saysEn
    if (shown.says.dataset.key === key) continue
    shown.says.dataset.key = key
    shown.says.replaceChildren(...bi(village.says, village.saysEn))
  }
  const heard = state.villages.filter((village) => village.heard).length
  const all = state.villages.length
  document
    .getElementById('tally')
    ?.replaceChildren(...bi(`${all}个村,${heard}个有消息`, `${heard} of ${all} villages heard from`))
}

function showMe() {
  for (const [userid, { button }] of people) button.setAttribute('aria-pressed', String(userid === state.me))
  const mine = people.get(state.me)?.button
  const place = mine?.closest('.village') ?? mine
  place?.scrollIntoView({ block: 'nearest' })
}

function showUnread() {
  for (const [userid, { badge }] of people) {
    const count = state.unread.get(userid) ?? 0
    if (badge.textContent === String(count)) continue
    badge.hidden = count === 0
    badge.textContent = String(count)
  }
}

export function startBoard(board) {
  on('world', () => build(board))
  on('villages', showVillages)
  on('me', showMe)
  on('unread', showUnread)
}
