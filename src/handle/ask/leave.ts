import { grouped } from '../../decide/grouped'
import { leavesOf } from '../../record/leaves'
import { teamsAt } from '../../record/lookups'
import type { Holder } from '../../record/people'
import { whereaboutsOf } from '../../record/whereabouts'
import { addDays } from '../../time'
import { tooLarge } from '../../wording/answers'
import { fitSections } from '../../wording/bytes'
import { leaveKept, leaveText, noLeave, nobodyOnLeave } from '../../wording/leaves'
import { dayWords } from '../../wording/when'
import { positionLine } from '../../wording/whereabouts'
import { aboutOf } from './about'
import type { Answer, Asking, PlaceTarget } from './asking'
import { askedDay, placePrefix, readsPrivate, seenFor } from './gather'
import { leaveOfUnit } from './leaveOfUnit'

const MOST_VILLAGES = 300
/** How far ahead a leave asked after by name may lie. */
const AHEAD_DAYS = 366

/** 谁请假, 小李的假到哪天, 我的假批了没. The reason is for the person and the approver. */
export async function leave(asking: Asking): Promise<Answer> {
  const { scope } = asking
  const seesTeams = scope.all || scope.townships.length > 0 || scope.villageIds.length > 0
  if (!seesTeams) return leaveOfUnit(asking)
  const about = await aboutOf(asking)
  if ('answer' in about) return scope.units.length > 0 ? leaveOfUnit(asking) : about.answer
  const lines: string[] = []
  for (const target of about.targets) {
    lines.push(
      ...(await (target.kind === 'person' ? ofPerson(asking, target.holder) : ofPlace(asking, target))),
    )
  }
  return { text: fitSections([{ lines, more: (left) => `另有${left}行,问村名或人名能看到。` }]) }
}

async function ofPerson(asking: Asking, { person, posting }: Holder): Promise<string[]> {
  const { db, day, now, zone, rt, scope, speaker } = asking
  const isSelf = person.id === speaker.person.id
  const who = isSelf ? '您' : person.name
  const mayRead = isSelf || readsPrivate(scope, posting.township ?? undefined)
  const leaves = await leavesOf(db, [person.id], day, addDays(day, AHEAD_DAYS))
  const shown = leaves.filter(({ state }) => state !== 'refused' || isSelf)
  if (shown.length > 0) {
    const lines = shown.map((each) => `${who}${leaveText(each, day, mayRead)}。`)
    return isSelf && shown.some(({ state }) => state === 'said') ? [...lines, leaveKept()] : lines
  }
  const at = (await whereaboutsOf(db, [person.id], { at: now, now, zone, policy: rt.policy })).get(person.id)
  if (at?.position?.status !== 'leave') return [noLeave(who)]
  const seen = await seenFor(asking, { people: [at] })
  return [`${who}:${positionLine(at.position, seen)}。`]
}

function period(asking: Asking): { from: string; to: string } {
  const { from, to } = asking.fact
  if (from !== undefined && to !== undefined) return { from, to }
  const { day } = askedDay(asking)
  return { from: day, to: day }
}

async function ofPlace(asking: Asking, target: PlaceTarget): Promise<string[]> {
  const { db, day, scope, speaker } = asking
  if (target.villages.length > MOST_VILLAGES) return [tooLarge()]
  const { from, to } = period(asking)
  const teams = await teamsAt(
    db,
    target.villages.map(({ id }) => id),
    from === to ? from : day,
  )
  const members = teams.flatMap((team) => team.members)
  const ids = members.map(({ person }) => person.id)
  const requests = (await leavesOf(db, ids, from, to)).filter(({ state }) => state !== 'refused')
  const byPerson = grouped(requests, ({ subjectId }) => subjectId)
  // Of one day a word of a mate counts too, and whoever came back is left out.
  const told = from === to ? await onLeaveThatDay(asking, ids) : new Map<number, string>()
  const prefix = placePrefix(target.villages, true)
  const lines = members.flatMap(({ person, posting }) => {
    const own = byPerson.get(person.id) ?? []
    const runs = own.some(({ endedDay }) => endedDay === null)
    if (from === to && !runs && !told.has(person.id)) return []
    const mayRead = person.id === speaker.person.id || readsPrivate(scope, posting.township ?? undefined)
    const texts =
      own.length > 0 ? own.map((each) => leaveText(each, day, mayRead)) : [told.get(person.id) ?? '']
    return texts
      .filter((text) => text !== '')
      .map((text) => `${prefix(posting.villageId)}${person.name}${text}`)
  })
  const word = dayWords(from, to, day)
  return lines.length === 0
    ? [nobodyOnLeave(target.label, word)]
    : [`${target.label}${word}请假的${lines.length}人:`, ...lines]
}

async function onLeaveThatDay(asking: Asking, ids: readonly number[]): Promise<Map<number, string>> {
  const { db, now, zone, rt } = asking
  const { at } = askedDay(asking)
  const where = await whereaboutsOf(db, ids, { at, now, zone, policy: rt.policy })
  const away = [...where].flatMap(([id, found]) =>
    found.position?.status === 'leave' ? [{ id, found, position: found.position }] : [],
  )
  const seen = await seenFor(asking, { people: away.map(({ found }) => found) })
  return new Map(away.map(({ id, position }) => [id, positionLine(position, seen)]))
}
