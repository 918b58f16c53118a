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

/** The figures as a table to read; with `counts` also every case worth a look. */
export function table(f: Figures, { world, people, seed, seconds }: Played, counts: Counts | null): string {
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
    ['repeated alarms', f.repeated, '', ''],
    ['emergencies', emergencies.happened, '', ''],
    ['  missed', emergencies.missed, '', ''],
    ['  minutes to alarm, median / p95', spread(emergencies.minutesToAlarm), '', ''],
    ['  minutes to found, median / p95', spread(emergencies.minutesToFound), '', ''],
    ['all-clears while still lost', f.falseAllClears, '', ''],
    ['unprompted a day: member', f.unpromptedPerMemberDay, '', ''],
    ['  cadre with account', f.unpromptedPerCadreDay, '', ''],
    ['  supervisor', f.unpromptedPerSupervisorDay, '', ''],
    ['  supervisor, digests', f.digestsPerSupervisorDay, '', ''],
  ]
  const cells = rows.map(
    ([name, ...values]) => name.padEnd(36) + values.map((v) => String(v).padStart(17)).join(''),
  )
  const head = `${world} world, ${f.days} days × ${people} members, seed ${seed}: ${f.messages} messages, ${seconds} s${share}`
  return [
    head,
    `raised/wrong by kind: ${kinds.join(', ')}`,
    '',
    ...cells,
    ...(counts === null ? [] : details(counts)),
  ].join('\n')
}

function details(counts: Counts): string[] {
  const at = (instant: number) =>
    new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  const wrong = counts.alarms
    .filter(({ verdict }) => !isRight(verdict))
    .map((a) => `wrong ${at(a.at)} ${a.kind} ${a.level}: ${a.text.replaceAll('\n', ' | ')}`)
  const emergencies = counts.emergencies.map((e) => {
    const alarm = counts.alarmedAt.get(e.no)
    return `emergency ${e.no} ${e.kind} of ${e.people.join()} at ${at(e.at)}, alarm ${alarm === undefined ? 'never' : at(alarm)}, ended ${e.endedAt === null ? 'never' : at(e.endedAt)}`
  })
  const rest = [
    ...counts.repeated.map((text) => `repeated ${text}`),
    ...counts.falseAllClears.map((text) => `false all-clear ${text}`),
  ]
  return ['', ...wrong, ...emergencies, ...rest]
}
