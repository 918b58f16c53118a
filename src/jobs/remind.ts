import { Between } from 'typeorm'
import { CheckIn, DailyReport, Message } from '../../entities'
import { isWorkingDay } from '../decide/calendar'
import { awayOf, newestOf } from '../decide/accounted'
import { isReminderTime, lateEvening, morningDue } from '../decide/morning'
import { leadsOf } from '../decide/team'
import { unpromptedToday } from '../record/burden'
import { casesOf } from '../record/cases'
import type { Db } from '../record/database'
import { coverages, knownTeams, type Moment } from '../record/known'
import { type Outgoing, queue } from '../record/outbox'
import { type Holder, type Team, teams } from '../record/people'
import type { Runtime } from '../runtime'
import { dayOf, instantOf } from '../time'
import { dailyReportAsk, morningReminder } from '../wording/asks'
import { greeting } from '../wording/people'

/** Who is reminded this run. */
export interface Reminded {
  mornings: number
  dailyReports: number
}

/** Reminders due at `now`: one to the lead of a team nobody heard of, shortly before it is due; one about the day's work. */
export async function remind(rt: Runtime, now: number): Promise<Reminded> {
  const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
  if (!isWorkingDay(moment.day, rt.policy.calendar)) return { mornings: 0, dailyReports: 0 }
  return rt.database.inTransaction(async (db) => ({
    mornings: await remindMornings(rt, db, moment),
    dailyReports: await askDailyReports(rt, db, moment),
  }))
}

/** Villages whose team spoke late the evening before: they are due later. */
export async function lateSpeakers(rt: Runtime, db: Db, day: string): Promise<Set<number>> {
  const { from, until } = lateEvening(day, rt.policy, rt.timezone)
  const rows = await db.find(Message, {
    select: { villageId: true },
    where: { at: Between(from, until - 1), day: dayOf(from, rt.timezone), voice: true },
  })
  return new Set(rows.flatMap(({ villageId }) => villageId ?? []))
}

async function remindMornings(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const { mornings } = rt.policy
  const dues = [mornings.due, mornings.dueAfterLateEvening].map((t) => instantOf(moment.day, t, rt.timezone))
  if (!dues.some((due) => isReminderTime(due, moment.now, rt.policy))) return 0
  const late = await lateSpeakers(rt, db, moment.day)
  const dueOf = (team: Team) => morningDue(moment.day, late.has(team.village.id), rt.policy, rt.timezone)
  const all = (await teams(db, moment.day)).filter((t) => isReminderTime(dueOf(t), moment.now, rt.policy))
  const known = await knownTeams(db, all, moment)
  const silent = all.filter(({ village }) => !known.has(village.id))
  const outgoing: Outgoing[] = []
  for (const team of silent) {
    const away = awayOf(await coverages(db, idsOf(team), moment))
    const [lead] = await allowed(rt, db, leadsOf(team.members, away), moment.day)
    if (lead === undefined) continue
    outgoing.push({
      ...addressed(lead, `reminder:${team.village.id}:${moment.day}`),
      purpose: 'reminder',
      text: morningReminder(greeting(lead), team.village.name, moment),
      expiresAt: dueOf(team),
    })
  }
  return queue(db, moment, outgoing)
}

const idsOf = (team: Team) => team.members.map(({ person }) => person.id)

/** At most so many unprompted messages a day: over the cap it goes to the next who may be asked. */
async function allowed(rt: Runtime, db: Db, leads: Holder[], day: string): Promise<Holder[]> {
  const counts = await unpromptedToday(
    db,
    leads.map(({ person }) => person.id),
    day,
  )
  return leads.filter(({ person }) => (counts.get(person.id) ?? 0) < rt.policy.burden.teamPerDay)
}

const addressed = ({ person }: Holder, key: string) => ({
  key,
  personId: person.id,
  userid: person.userid ?? '',
})

/** One line about the day's work, only from a team of which nothing but a sign of life is known. */
async function askDailyReports(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const { ask, at, until } = rt.policy.dailyReport
  const end = instantOf(moment.day, until, rt.timezone)
  if (ask === 'never' || moment.now < instantOf(moment.day, at, rt.timezone) || moment.now >= end) return 0
  const all = await teams(db, moment.day)
  const known = await knownTeams(db, all, moment)
  const told = await villagesThatTold(db, moment.day)
  const outgoing: Outgoing[] = []
  for (const team of all) {
    if (known.get(team.village.id)?.by !== 'voice' || told.has(team.village.id)) continue
    const covered = await coverages(db, idsOf(team), moment)
    const busy = await expected(db, team, covered)
    const leads = leadsOf(team.members, awayOf(covered)).filter(({ person }) => !busy.has(person.id))
    const [lead] = await allowed(rt, db, leads, moment.day)
    if (lead === undefined) continue
    outgoing.push({
      ...addressed(lead, `daily:${team.village.id}:${moment.day}`),
      purpose: 'daily_report',
      text: dailyReportAsk(greeting(lead), team.village.name, moment),
      expiresAt: end,
    })
  }
  return queue(db, moment, outgoing)
}

/** Villages of which more than a sign of life is known: somebody said where or what. */
async function villagesThatTold(db: Db, day: string): Promise<Set<number>> {
  const reports = await db.find(DailyReport, { select: { villageId: true }, where: { day } })
  const checkIns = await db
    .createQueryBuilder(CheckIn, 'c')
    .select('DISTINCT c.villageId', 'villageId')
    .where('c.day = :day AND c.supersededAt IS NULL AND c.villageId IS NOT NULL', { day })
    .getRawMany<{ villageId: number }>()
  return new Set([...reports, ...checkIns].map(({ villageId }) => villageId))
}

/** Who is under a declared return or a no-signal time: never asked for a report. */
async function expected(db: Db, team: Team, covered: Parameters<typeof newestOf>[0]): Promise<Set<number>> {
  const busy = new Set<number>()
  for (const member of team.members) {
    const { id } = member.person
    if ((await casesOf(db, [id], ['return'])).length > 0) busy.add(id)
    if (newestOf(covered).get(id)?.reason === 'no_signal') busy.add(id)
  }
  return busy
}
