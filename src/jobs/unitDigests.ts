import { workingDayBefore } from '../decide/calendar'
import { type DigestTime, messageTo } from '../decide/digest'
import { lastDigests, unitReaders } from '../record/digests'
import { leavesSaid, rotationsOf } from '../record/leaves'
import { membersSentBy, villagesById } from '../record/lookups'
import type { Outgoing } from '../record/outbox'
import type { Holder } from '../record/people'
import type { Runtime } from '../runtime'
import { addDays, dayOf, instantOf } from '../time'
import { unitText } from '../wording/digest'
import { leaveText, rotationLine } from '../wording/leaves'

/** To contacts of sending units, and only when there is news: leave said and postings begun or ended since the last one. */
export async function unitDigests(rt: Runtime, time: DigestTime, now: number): Promise<Outgoing[]> {
  const { db } = rt.database
  const readers = await unitReaders(db, time.day)
  const last = await lastDigests(
    db,
    readers.map(({ holder }) => holder.person.id),
  )
  const before = workingDayBefore(time.day, rt.policy.calendar)
  const first = instantOf(before, rt.policy.digests.evening, rt.timezone)
  const outgoing: Outgoing[] = []
  for (const { holder, units } of readers) {
    const { id, userid } = holder.person
    if (userid === null) continue
    const text = await newsOf(rt, units, last.get(id) ?? first, time.day, now)
    if (text === null) continue
    const group = `digest:${time.kind}:${time.day}:unit:${units.join('+')}`
    outgoing.push(messageTo({ personId: id, userid }, time, group, text))
  }
  return outgoing
}

async function newsOf(
  rt: Runtime,
  units: readonly string[],
  since: number,
  day: string,
  now: number,
): Promise<string | null> {
  const { db } = rt.database
  const zone = rt.timezone
  const members = await membersSentBy(db, units, day)
  const byId = new Map(members.map((holder) => [holder.person.id, holder]))
  const leaves = await leavesSaid(db, [...byId.keys()], since + 1, now)
  const rotations = await rotationsOf(db, units, addDays(dayOf(since, zone), 1), day)
  if (leaves.length + rotations.length === 0) return null
  const villages = await villagesById(db, [...members, ...rotations])
  const villageOf = ({ posting }: Holder) =>
    posting.villageId === null ? '' : (villages.get(posting.villageId)?.name ?? '')
  const lines = leaves.flatMap((leave) => {
    const holder = byId.get(leave.subjectId)
    if (holder === undefined || leave.state === 'refused') return []
    return [`${villageOf(holder)}${holder.person.name}${leaveText(leave, day, false)}`]
  })
  const moves = rotations.map((holder) => rotationLine(holder, villageOf(holder), day))
  return lines.length + moves.length === 0 ? null : unitText(lines, moves, { day, now, zone, since })
}
