import { say } from './composer.js'
import { bi, h, icon, typeset } from './dom.js'
import { ask, become, on, personOf, state, villageOf } from './store.js'

/** First steps: the morning to watch, six sentences to try, and what the bot understood of the last one. */

function morningCard() {
  const button = h('button.solid.big', {
    type: 'button',
    id: 'play',
    onclick: () => ask({ do: state.scene.index === null ? 'play' : 'pause' }),
  })
  const steps = h('ol.scenes')
  on('world', () => {
    steps.replaceChildren(
      ...state.morning.map(({ at, zh, en }) => h('li', {}, h('time', {}, at), h('span', {}, ...bi(zh, en)))),
    )
    show()
  })
  function show() {
    const { index } = state.scene
    const playing = index !== null
    button.replaceChildren(
      icon(playing ? 'pause' : 'play'),
      h(
        'span',
        {},
        ...(playing ? bi('停下', 'Stop') : bi('放一遍文章里的早晨', 'Play the article’s morning')),
      ),
    )
    ;[...steps.children].forEach((step, i) => {
      step.classList.toggle('now', i === index)
      step.classList.toggle('done', playing && i < index)
      if (i === index) step.scrollIntoView({ block: 'nearest' })
    })
  }
  on('scene', show)
  return h(
    'section.card.morning',
    {},
    h('h2', {}, ...bi('一分钟看懂', 'In one minute')),
    h(
      'p',
      {},
      ...bi(
        '从 08:30 到 10:05,看消息怎么一级一级找人。会从头开始。',
        'From 08:30 to 10:05: how the question climbs, step by step. Starts the day again.',
      ),
    ),
    button,
    steps,
  )
}

function sentence({ from, text, en, why, whyEn }) {
  const person = personOf(from)
  const who = `${villageOf(person)?.name ?? ''}${person?.title ?? ''} ${person?.name ?? ''}`
  const whoEn = `${person?.en ?? ''}, ${person?.titleEn ?? ''}${villageOf(person) ? ` in ${villageOf(person).en}` : ''}`
  return h(
    'li',
    {},
    h(
      'button.try',
      {
        type: 'button',
        onclick: async () => {
          become(from)
          document.body.dataset.tab = 'chat'
          await say(text)
        },
      },
      h('span.why', {}, ...bi(why, whyEn)),
      h('q', {}, typeset(text)),
      h('span.en.said', { lang: 'en' }, `“${en}”`),
      h('span.by', {}, ...bi(who, whoEn)),
    ),
  )
}

function stepsCard() {
  const list = h('ol.tries')
  on('world', () => list.replaceChildren(...state.sentences.map(sentence)))
  return h(
    'section.card',
    {},
    h('h2', {}, ...bi('试一试', 'First steps')),
    h(
      'p',
      {},
      ...bi(
        '点一句,就以那个人的身份说出去;也可以自己打字。',
        'One click says it as that person; or type your own.',
      ),
    ),
    list,
  )
}

export function understoodStrip() {
  const chips = h('ul.chips')
  const card = h(
    'section.understood',
    { 'aria-label': '听懂了什么 What was understood', hidden: true },
    h('h3', {}, ...bi('听懂了', 'Understood')),
    chips,
  )
  function show() {
    const heard = state.understood
    card.hidden = heard === null || heard.userid !== state.me
    if (heard === null) return
    const items = heard.chips.map(({ zh, en }) => h('li', {}, ...bi(zh, en)))
    const nothing = h(
      'li.nothing',
      {},
      ...bi('没有要记的事,只当报了声平安', 'nothing to note, a sign of life'),
    )
    chips.replaceChildren(...(items.length > 0 ? items : [nothing]))
  }
  on('understood', show)
  on('me', show)
  on('world', show)
  return card
}

export function startGuide(column) {
  column.replaceChildren(morningCard(), stepsCard())
}
