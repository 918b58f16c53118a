import { DigestLine } from '../../entities'
import { isWorkingDay, workingDayBefore } from '../decide/calendar'
import { awayOf } from '../decide/accounted'
import { unpromptedToday } from '../record/burden'
import type { Db } from '../record/database'
import { firstWatch } from '../record/firstWatch'
import { coverages, type Moment } from '../record/known'
import { type Outgoing, queue } from '../record/outbox'
import { type Holder, type Team, teams } from '../record/people'
import type { Runtime } from '../runtime'
import { addDays, dayOf, instantOf } from '../time'
import { askSilentDays } from '../wording/asks'
import { greeting } from '../wording/people'

/**
 * Two silent working days of one person: on the third the mates are asked, an hour later a line goes into the
 * township's next digest. Days on leave, at rest or on business are not counted.
 */
export async function watchSilentDays(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const { askAt, digestAt } = rt.policy.silentDays
  const { day, now, zone } = moment
  const end = instantOf(day, rt.policy.mornings.restsAt, zone)
  if (now < instantOf(day, askAt, zone) || now >= end) return 0
  const isLine = now >= instantOf(day, digestAt, zone)
  const watchedFrom = dayOf(await firstWatch(db, now), zone)
  if (watchedFrom > firstDay(day, rt)) return 0
  let done = 0
  for (const team of await teams(db, day)) {
    const silent = await silentIn(rt, db, team, moment)
    for (const holder of silent) {
      done += isLine
        ? await noteLine(db, team, holder, rt, moment)
        : await askMates(rt, db, team, holder, moment)
    }
  }
  return done
}

/** Members without a word from or about them since the start of the first counted day. */
async function silentIn(rt: Runtime, db: Db, team: Team, moment: Moment): Promise<Holder[]> {
  // Most teams have spoken: ask no further about people heard lately.
  const first = firstDay(moment.day, rt)
  const start = instantOf(first, 0, moment.zone)
  const quiet = team.members.filter(
    ({ person, posting }) => (person.lastHeardAt ?? 0) < start && (posting.fromDay ?? '') <= first,
  )
  const silent: Holder[] = []
  for (const holder of quiet) if (await wasExpected(rt, db, holder, first, moment)) silent.push(holder)
  return silent
}

/** The earliest of the silent working days before today. */
function firstDay(day: string, rt: Runtime): string {
  let first = day
  for (let n = 0; n < rt.policy.silentDays.after; n++) first = workingDayBefore(first, rt.policy.calendar)
  return first
}

/** None of the counted days, nor today, was one of leave, rest or business. */
async function wasExpected(
  rt: Runtime,
  db: Db,
  { person }: Holder,
  first: string,
  moment: Moment,
): Promise<boolean> {
  for (let day = first; day <= moment.day; day = addDays(day, 1)) {
    if (!isWorkingDay(day, rt.policy.calendar)) continue
    const covered = await coverages(db, [person.id], { ...moment, day })
    if (awayOf(covered).has(person.id)) return false
  }
  return true
}

async function askMates(rt: Runtime, db: Db, team: Team, silent: Holder, moment: Moment): Promise<number> {
  const off = awayOf(
    await coverages(
      db,
      team.members.map(({ person }) => person.id),
      moment,
    ),
  )
  const mates = team.members.filter(
    ({ person }) => person.userid !== null && person.id !== silent.person.id && !off.has(person.id),
  )
  const counts = await unpromptedToday(
    db,
    mates.map(({ person }) => person.id),
    moment.day,
  )
  const group = `silent:${silent.person.id}:${moment.day}`
  const outgoing = mates
    .filter(({ person }) => (counts.get(person.id) ?? 0) < rt.policy.burden.teamPerDay)
    .map(
      (mate): Outgoing => ({
        key: `${group}:${mate.person.id}`,
        groupKey: group,
        personId: mate.person.id,
        userid: mate.person.userid ?? '',
        purpose: 'ask',
        text: askSilentDays(greeting(mate), silent.person.name, rt.policy.silentDays.after, moment),
      }),
    )
  return queue(db, moment, outgoing)
}

async function noteLine(db: Db, team: Team, silent: Holder, rt: Runtime, moment: Moment): Promise<number> {
  const key = `silent_days:${silent.person.id}:${moment.day}`
  if (await db.existsBy(DigestLine, { key })) return 0
  await db.insert(DigestLine, {
    key,
    kind: 'silent_days' as const,
    villageId: team.village.id,
    personId: silent.person.id,
    text: `${silent.person.name}:${rt.policy.silentDays.after}个工作日没有听到他的话,也没人说起(队友已问过)。`,
    at: moment.now,
  })
  return 1
}
