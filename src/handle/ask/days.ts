import { isCadrePosting } from '../../record/people'
import { daysOnRecord } from '../../record/days'
import { teamsAt } from '../../record/lookups'
import { countDays } from '../../decide/daysHeld'
import { daysForSelfOnly, whoseDays } from '../../wording/answers'
import { fitSections } from '../../wording/bytes'
import { daysLine, daysNote } from '../../wording/days'
import { dayWords } from '../../wording/when'
import { aboutOf, ownHolder } from './about'
import type { Answer, Asking, Target } from './asking'
import type { Holder } from '../../record/people'

/** 在村几天: what is on record of each person's days; never a share, never a shortfall. */
export async function days(asking: Asking): Promise<Answer> {
  const { scope, speaker, fact, day } = asking
  const own = ownHolder(asking)
  if (!scope.supervisor && own === null && speaker.postings.some(isCadrePosting)) {
    return { text: daysForSelfOnly() }
  }
  const about =
    fact.about === undefined && own !== null
      ? { targets: [{ kind: 'person' as const, holder: own }] }
      : await aboutOf(asking)
  if ('answer' in about) return about.answer
  const people: Holder[] = []
  for (const target of about.targets) people.push(...(await peopleOf(asking, target)))
  if (people.length === 0) return { text: whoseDays() }
  const { from, to } = period(asking)
  const last = to < day ? to : day
  const held = await daysOnRecord(
    asking.db,
    people.map(({ person }) => person.id),
    from,
    last,
    asking.zone,
  )
  const lines = people.map(({ person, posting }) => {
    const since = posting.fromDay !== null && posting.fromDay > from ? posting.fromDay : from
    const mine = new Map([...(held.get(person.id) ?? [])].filter(([each]) => each >= since))
    return daysLine(person.id === speaker.person.id ? '您' : person.name, countDays(mine))
  })
  return {
    text: fitSections([
      { lines: [`${dayWords(from, to, day)}${last < to ? '到今天' : ''}:`] },
      { lines, most: 1800, more: (left) => `另有${left}人,问名字能看到。` },
      { lines: [daysNote()] },
    ]),
  }
}

/** One person, or the people of one village; larger places are for the export, not for a list of people's days. */
async function peopleOf({ db, day }: Asking, target: Target): Promise<Holder[]> {
  if (target.kind === 'person') return [target.holder]
  const [village] = target.villages
  if (target.size !== 'village' || village === undefined) return []
  return (await teamsAt(db, [village.id], day)).flatMap(({ members }) => members)
}

/** The period asked for; this month without one. */
function period({ fact: { date, from, to }, day }: Asking): { from: string; to: string } {
  if (from !== undefined && to !== undefined) return { from, to }
  return date === undefined ? { from: `${day.slice(0, 7)}-01`, to: day } : { from: date, to: date }
}
