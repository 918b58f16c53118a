import { bi, h, icon } from './dom.js'
import { ask, on, state } from './store.js'
import { clockOf, dayInEnglish, dayOf, fromInput, toInput } from './times.js'

/** The demo's clock: the time, how fast it goes, the next thing, and a time to go to. */

const SPEEDS = [
  [1, '×1'],
  [60, '×60'],
  [300, '×300'],
]

export function startClock(section) {
  const face = h('span.face', {}, '')
  const day = h('span.day', {}, '')
  const toggle = h('button.round', { type: 'button', id: 'run' })
  let speed = 60
  const speeds = SPEEDS.map(([value, label]) =>
    h(
      'button.speed',
      {
        type: 'button',
        'aria-pressed': 'false',
        'aria-label': `${label} 速度 speed`,
        onclick: () => {
          speed = value
          void ask({ do: 'run', speed })
        },
      },
      label,
    ),
  )
  const next = h(
    'button.next',
    { type: 'button', id: 'next', 'aria-label': '下一件事 Next event', onclick: () => ask({ do: 'next' }) },
    icon('next'),
    h('span', {}, ...bi('下一件事', 'Next event')),
  )
  const when = h('input', { type: 'datetime-local', 'aria-label': '到什么时间 Go to' })
  const set = h(
    'details.set',
    {},
    h(
      'summary',
      { 'aria-label': '设时间 Set the time' },
      icon('clock'),
      h('span', {}, ...bi('设时间', 'Set')),
    ),
    h(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault()
          set.open = false
          const at = fromInput(when.value)
          if (at > state.clock.now) void ask({ do: 'goTo', at })
        },
      },
      h(
        'p',
        {},
        ...bi(
          '时间只往前走,中间每一分钟都会过一遍;想回到早上请点「重新开始」。',
          'Time only goes forward, through every minute; to go back, start again.',
        ),
      ),
      when,
      h('button.solid', { type: 'submit' }, ...bi('去', 'Go')),
    ),
  )
  set.addEventListener('toggle', () => {
    when.min = toInput(state.clock.now)
    when.value = toInput(state.clock.now + 3_600_000)
  })

  function show() {
    const { now, speed: running, hurrying } = state.clock
    const moving = running > 0 || hurrying
    face.textContent = clockOf(now)
    day.replaceChildren(...bi(dayOf(now), dayInEnglish(now)))
    section.classList.toggle('moving', moving)
    if (toggle.dataset.moving !== String(moving)) {
      toggle.dataset.moving = String(moving)
      toggle.replaceChildren(icon(moving ? 'pause' : 'play'))
      toggle.setAttribute('aria-label', moving ? '停 Pause' : '走 Run')
    }
    speeds.forEach((button, i) => button.setAttribute('aria-pressed', String(SPEEDS[i][0] === running)))
  }
  toggle.addEventListener('click', () =>
    ask(toggle.dataset.moving === 'true' ? { do: 'pause' } : { do: 'run', speed }),
  )
  section.replaceChildren(toggle, h('div.now', {}, face, day), h('div.speeds', {}, speeds), next, set)
  on('clock', show)
  on('world', show)
}
