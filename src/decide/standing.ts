import type { Whereabouts } from './whereabouts'

/** One word for each person of a team, so that a team fits one line. */
export const STANDINGS = [
  'in_village',
  'field',
  'business',
  'leave',
  'rest',
  'travelling',
  'heard',
  'silent',
] as const
export type Standing = (typeof STANDINGS)[number]

/** `heard`: spoke that day without saying where; `silent`: nothing that reaches into the day. */
export function standingOf({ position, heardAt, safe }: Whereabouts, dayStart: number): Standing {
  const status = position?.status
  const known = STANDINGS.find((standing) => standing === status)
  if (known !== undefined) return known
  const heard = Math.max(heardAt ?? 0, safe?.saidAt ?? 0)
  return position !== null || heard >= dayStart ? 'heard' : 'silent'
}

/** How many of each, in the order of `STANDINGS`; none left out that occurs. */
export function countStandings(standings: readonly Standing[]): [Standing, number][] {
  return STANDINGS.flatMap((standing): [Standing, number][] => {
    const count = standings.filter((each) => each === standing).length
    return count === 0 ? [] : [[standing, count]]
  })
}

/** Out of reach as announced, at this moment. */
export const isWithoutSignal = ({ position }: Whereabouts, at: number) =>
  position?.noSignal === true && (position.untilAt === null || position.untilAt > at)
