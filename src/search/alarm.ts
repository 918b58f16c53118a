import type { Rung } from '../../entities'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { Holder } from '../record/people'
import type { Runtime } from '../runtime'
import { alarm } from '../wording/alarms'
import { alarmCard } from '../wording/cards'
import type { Casefile } from './casefile'
import { type Level, supervisorsOf } from './recipients'
import { tellAbout } from './tell'

const ALARMS: readonly Rung['to'][] = ['township', 'district', 'top']
/** A link for the village's secretary, else another cadre, who has no account to be asked by. */
export function withWitness(rt: Runtime, file: Casefile, { now }: Moment): Casefile {
  const mute = file.team.cadres.filter(({ person }) => person.userid === null)
  const asked = mute.find(({ posting }) => posting.role === 'village_secretary') ?? mute[0]
  if (asked === undefined || rt.witnessUrl === undefined) return file
  const { person, posting } = asked
  const url = rt.witnessUrl(file.case.id, person.id, now)
  return { ...file, witness: { name: person.name, role: posting.role, url } }
}

const ABOVE = { township: 'district', district: 'township' } as const

export const isAlarm = ({ to }: Rung) => ALARMS.includes(to)

/** Whom an alarm reaches, and what its level then is. */
export interface Reached {
  people: Holder[]
  level: Level
  /** Nobody at the level wanted nor above. */
  unheard: boolean
}

/** The level a rung of alarm means; `top` is the highest that was told. */
function levelOf({ to }: Rung, { case: { level } }: Casefile): Level {
  if (to === 'top') return level === 'none' ? 'township' : level
  return to === 'district' ? 'district' : 'township'
}

/**
 * An alarm whose level has nobody goes to the level above at once; with nobody there either, to every supervisor who
 * may see the team.
 */
export async function reachedBy(db: Db, file: Casefile, rung: Rung, moment: Moment): Promise<Reached> {
  const wanted = levelOf(rung, file)
  const own = await supervisorsOf(db, file, wanted, moment)
  if (own.length > 0) return { people: own, level: wanted, unheard: false }
  const people = await supervisorsOf(db, file, ABOVE[wanted], moment)
  const unheard = people.length === 0 || wanted === 'district'
  return { people, level: people.length > 0 ? ABOVE[wanted] : 'district', unheard }
}

/** Tells the highest level again, except whoever said 「知道了」; of help and grave illness both levels. */
export async function tellLevel(db: Db, file: Casefile, moment: Moment, name: string): Promise<number> {
  const { kind, level } = file.case
  if (level === 'none') return 0
  if (kind !== 'help' && kind !== 'illness') {
    const { people } = await reachedBy(db, file, { to: 'top', after: 0 }, moment)
    return sendAlarm(db, file, moment, notSeenBy(file, people), { name })
  }
  const people = [
    ...(await supervisorsOf(db, file, 'township', moment, { evenOff: true })),
    ...(await supervisorsOf(db, file, 'district', moment, { evenOff: true })),
  ]
  return sendAlarm(db, file, moment, notSeenBy(file, people), { name })
}

/** Without whoever said 「知道了」: no repeats to that person; what the second day brings is no repeat. */
export function notSeenBy({ told, case: { round } }: Casefile, people: readonly Holder[]): Holder[] {
  const seen = new Set(
    told.filter((row) => row.seenAt !== null && row.round === round).map(({ personId }) => personId),
  )
  return people.filter(({ person }) => !seen.has(person.id))
}

/** Alarms people, each of whom reads which time it is. Returns how many. */
export function sendAlarm(
  db: Db,
  file: Casefile,
  moment: Moment,
  people: readonly Holder[],
  about: { name: string; rung?: number },
): Promise<number> {
  const found = file.case
  const earlier = file.told.filter((row) => row.purpose === 'alarm' && row.round === found.round)
  const timesTold = (id: number) => earlier.filter(({ personId }) => personId === id).length
  const cardFor = () => alarmCard(file, moment)
  return tellAbout(db, moment, { found, purpose: 'alarm', cardFor, ...about }, people, ({ person }) =>
    alarm(file, { ...moment, times: timesTold(person.id) + 1, round: found.round }),
  )
}
