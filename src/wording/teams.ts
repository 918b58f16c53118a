import type { Known } from '../decide/accounted'
import { grouped } from '../decide/grouped'
import { countStandings, isWithoutSignal, type Standing, standingOf } from '../decide/standing'
import type { Whereabouts } from '../decide/whereabouts'
import type { Team } from '../record/people'
import { dayOf, instantOf } from '../time'
import { list, ROLE_NAMES, withPhone } from './people'
import { dayWord, when } from './when'
import { activityOf, type Seen, silence, untilOf, whereLine } from './whereabouts'

/** Teams in words: one line each, or one line for every member. */

export interface TeamShown {
  team: Team
  known: Known | null
  where: ReadonlyMap<number, Whereabouts>
}

const STANDING: Record<Standing, string> = {
  in_village: '在村',
  field: '外出干活',
  business: '公务',
  leave: '请假',
  rest: '轮休',
  travelling: '在路上',
  heard: '有消息',
  silent: '没消息',
}

const standings = ({ team, where }: TeamShown, seen: Seen): Standing[] => {
  const start = instantOf(seen.day, 0, seen.zone)
  return team.members.flatMap(({ person }) => {
    const at = where.get(person.id)
    return at === undefined ? [] : [standingOf(at, start)]
  })
}

/** 在村1,外出干活2 */
export const countsOf = (shown: TeamShown, seen: Seen) =>
  countStandings(standings(shown, seen))
    .map(([standing, count]) => `${STANDING[standing]}${count}`)
    .join(',')

/** Who is out of reach as announced, and until when: 段永春、何秀芳18:00前回,这段时间没信号. */
function withoutSignal({ team, where }: TeamShown, seen: Seen): string {
  const mute = team.members.flatMap(({ person }) => {
    const at = where.get(person.id)
    return at?.position == null || !isWithoutSignal(at, seen.now)
      ? []
      : [{ name: person.name, until: untilOf(at.position, seen) }]
  })
  const byUntil = grouped(mute, ({ until }) => until)
  return [...byUntil].map(([until, people]) => list(people.map(({ name }) => name)) + until).join(';')
}

const notYet = (seen: Seen) => (seen.day === dayOf(seen.now, seen.zone) ? '还没有消息' : '没有记录')

/** 秦琳9:50说人找到了 */
export function foundLine({ at, personId }: Extract<Known, { by: 'found' }>, seen: Seen): string {
  const name = personId === null ? undefined : seen.speakers.get(personId)?.person.name
  return `${name ?? '镇上或区里'}${when(at, seen.now, seen.zone)}说人找到了`
}

/** 松坡村(3人):在村1,外出干活2;段永春18:00前回,这段时间没信号. */
export function teamLine(shown: TeamShown, seen: Seen): string {
  const { village, members } = shown.team
  const counts =
    shown.known === null && !standings(shown, seen).some((s) => s !== 'silent' && s !== 'leave')
      ? notYet(seen)
      : countsOf(shown, seen)
  if (shown.known?.by === 'found')
    return `${village.name}(${members.length}人):${foundLine(shown.known, seen)}`
  const mute = withoutSignal(shown, seen)
  return `${village.name}(${members.length}人):${counts}${mute === '' ? '' : `;${mute}`}`
}

/** 松坡村工作队3人:在村1,外出干活2。 */
export function teamHead(shown: TeamShown, seen: Seen): string {
  const { village, members } = shown.team
  const who = `${village.name}工作队${members.length}人`
  const isSilent = shown.known === null && standings(shown, seen).every((each) => each === 'silent')
  if (shown.known?.by === 'found') return `${who},${foundLine(shown.known, seen)}。`
  return isSilent ? `${who},${silence(seen)}。` : `${who}:${countsOf(shown, seen)}。`
}

/** One line for each member, with the phone for those who may ring. */
export const memberLines = ({ team, where }: TeamShown, seen: Seen, phones: boolean): string[] =>
  team.members.map((holder) => {
    const at = where.get(holder.person.id)
    const who = phones ? withPhone(holder) : `${holder.person.name}(${ROLE_NAMES[holder.posting.role]})`
    return `${who}:${at === undefined ? notYet(seen) : whereLine(at, seen)}`
  })

/** A team of which nothing is known: its people with phones and the last word of any of them. */
export function silentTeamLine({ team, where }: TeamShown, seen: Seen, phones: boolean): string {
  const people = team.members.map((holder) => (phones ? withPhone(holder) : holder.person.name))
  const last = [...where.values()]
    .flatMap(({ last: position, heardAt }) => [
      ...(position === null ? [] : [{ at: position.saidAt, words: activityOf(position) }]),
      ...(heardAt === null ? [] : [{ at: heardAt, words: '' }]),
    ])
    .sort((a, b) => b.at - a.at || b.words.length - a.words.length)[0]
  const heard =
    last === undefined
      ? '还没听到过他们的消息'
      : `最后一次是${when(last.at, seen.now, seen.zone)}${last.words === '' ? '' : `,说${last.words}`}`
  return `${team.village.name}:${list(people)};${heard}`
}

/** 12个村都有消息; 12个村,10个有消息,2个还没有(不等于不在岗). */
export function knownLine(label: string, known: number, all: number, seen: Seen): string {
  const today = dayOf(seen.now, seen.zone)
  const day = seen.day === today ? '' : dayWord(seen.day, today)
  if (known === all) return `${label}${day}${all}个村都有消息。`
  const silent = seen.day === today ? `${all - known}个还没有(不等于不在岗)` : `${all - known}个没有记录`
  return `${label}${day}${all}个村,${known}个有消息,${silent}。`
}
