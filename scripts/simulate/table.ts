import { isRight } from '../../src/simulate/judge'
import type { Counts, Figures, Spread } from '../../src/simulate/tally'

interface Played {
  world: string
  people: number
  seed: number
  days: number
  seconds: number
}

const spread = (value: Spread | null) =>
  value === null ? '-' : `${Math.round(value.median)} / ${Math.round(value.p95)}`

/** The figures as a table to read; with `more` also every case worth a look. */
export function table(f: Figures, { world, people, seed, seconds }: Played, more: Details | null): string {
  const { alarms, emergencies, plain } = f
  const share = alarms.rightShare === null ? '' : ` (${(alarms.rightShare * 100).toFixed(1)} % right)`
  const kinds = Object.entries(f.byKind).map(([kind, { raised, wrong }]) => `${kind} ${raised}/${wrong}`)
  const times = (wrong: number) => (alarms.wrong === 0 ? `${wrong}:0` : (wrong / alarms.wrong).toFixed(1))
  const rows: [string, string | number, string | number, string | number][] = [
    ['', 'zaicun', 'silent at 09:00', 'period + grace'],
    ['alarms raised', alarms.raised, plain.atNine.raised, plain.heartbeat.raised],
    [
      '  right',
      alarms.right,
      plain.atNine.raised - plain.atNine.wrong,
      plain.heartbeat.raised - plain.heartbeat.wrong,
    ],
    ['  wrong', alarms.wrong, plain.atNine.wrong, plain.heartbeat.wrong],
    ['  wrong, times as many', 1, times(plain.atNine.wrong), times(plain.heartbeat.wrong)],
    ['  wrong, and not all who knew were asked', alarms.unasked, '', ''],
    ['repeated alarms', f.repeated, '', ''],
    ['emergencies', emergencies.happened, '', ''],
    ['  missed', emergencies.missed, '', ''],
    ['  minutes to alarm, median / p95', spread(emergencies.minutesToAlarm), '', ''],
    ['  minutes to found, median / p95', spread(emergencies.minutesToFound), '', ''],
    ['all-clears while still lost', f.falseAllClears, '', ''],
    ['errors of handlers and jobs', f.errors, '', ''],
    ['unprompted a day: member', f.unpromptedPerMemberDay, '', ''],
    ['  cadre with account', f.unpromptedPerCadreDay, '', ''],
    ['  supervisor', f.unpromptedPerSupervisorDay, '', ''],
    ['  supervisor, digests', f.digestsPerSupervisorDay, '', ''],
  ]
  const cells = rows.map(
    ([name, ...values]) => name.padEnd(42) + values.map((v) => String(v).padStart(17)).join(''),
  )
  const head = `${world} world, ${f.days} days × ${people} members, seed ${seed}: ${f.messages} messages, ${seconds} s${share}`
  return [
    head,
    `raised/wrong by kind: ${kinds.join(', ')}`,
    '',
    ...cells,
    ...(more === null ? [] : details(more)),
  ].join('\n')
}

/** Something said in or about a village. */
export interface Line {
  at: number
  village: number | null
  text: string
}

interface Details {
  counts: Counts
  lines: readonly Line[]
}

const DAY = 24 * 60 * 60_000
/** Worth a look: nobody was alarmed for as long. */
const SLOW = DAY / 3
const shown = (instant: number) => new Date(instant + DAY / 3).toISOString().slice(0, 16).replace('T', ' ')

function details({ counts, lines }: Details): string[] {
  const before = (village: number | null, at: number, since = at - DAY / 2) =>
    lines
      .filter((line) => line.village === village && line.at <= at && line.at > since)
      .map((line) => `    ${shown(line.at).slice(11)} ${line.text}`)
  const wrong = counts.alarms
    .filter(({ verdict }) => !isRight(verdict))
    .flatMap((a) => [
      `wrong ${shown(a.at)} ${a.kind} ${a.level}; who knew: ${a.knew.join('、')}; not asked: ${a.unasked.join('、')}`,
      ...before(a.village, a.at),
    ])
  const emergencies = counts.emergencies.flatMap((e) => {
    const alarm = counts.alarmedAt.get(e.no)
    const ended = e.endedAt === null ? 'never' : shown(e.endedAt)
    const line = `emergency ${e.no} ${e.kind} at ${shown(e.at)}, alarm ${alarm === undefined ? 'never' : shown(alarm)}, ended ${ended}`
    const isSlow = alarm === undefined || alarm - e.at > SLOW
    return isSlow ? [line, ...before(e.village, alarm ?? e.endedAt ?? e.at + DAY, e.at - SLOW)] : [line]
  })
  const odd = [...counts.repeated, ...counts.falseAllClears].flatMap(({ at, village, why }) => [
    `${shown(at)} ${why}`,
    ...before(village, at),
  ])
  return ['', ...wrong, ...emergencies, ...odd, ...counts.errors]
}
