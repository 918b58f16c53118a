import { isWorkingDay } from '../decide/calendar'
import { awayOf, newestOf } from '../decide/accounted'
import { isReminderTime } from '../decide/morning'
import { leadsOf } from '../decide/team'
import { unpromptedToday } from '../record/burden'
import { awaited } from '../record/cases'
import type { Db } from '../record/database'
import { coverages } from '../record/coverages'
import { knownTeams, type Moment } from '../record/known'
import { villagesThatTold } from '../record/mornings'
import { groupsQueued, type Outgoing, queue } from '../record/outbox'
import { type Holder, type Team, teams } from '../record/people'
import { villagesUnderRollCall } from '../record/rollCalls'
import type { Runtime } from '../runtime'
import { dayOf, instantOf } from '../time'
import { duesOf, teamDues } from './dues'
import { repeatNotices } from './notices'
import { dailyReportAsk, morningReminder } from '../wording/asks'
import { greeting } from '../wording/people'

/** Who is reminded this run. */
export interface Reminded {
  mornings: number
  dailyReports: number
  /** Notices sent once more to whoever has not answered. */
  notices: number
}

/** Reminders due at `now`: one to the lead of a team nobody heard of, shortly before it is due; one about the day's work. */
export async function remind(rt: Runtime, now: number): Promise<Reminded> {
  const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
  if (!isWorkingDay(moment.day, rt.policy.calendar)) return { mornings: 0, dailyReports: 0, notices: 0 }
  return rt.database.inTransaction(async (db) => ({
    mornings: await remindMornings(rt, db, moment),
    dailyReports: await askDailyReports(rt, db, moment),
    notices: await repeatNotices(db, moment),
  }))
}

async function remindMornings(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const dues = await duesOf(rt, db, moment.day)
  if (!dues.times.some((due) => isReminderTime(due, moment.now, rt.policy))) return 0
  const dueOf = await teamDues(rt, db, moment.day, dues)
  const all = (await teams(db, moment.day)).filter((t) => isReminderTime(dueOf(t), moment.now, rt.policy))
  const known = await knownTeams(db, all, moment)
  const called = await villagesUnderRollCall(db)
  const silent = all.filter(({ village }) => !known.has(village.id) && !called.has(village.id))
  const away = awayOf(await coverages(db, idsOf(silent), moment))
  return tellLeads(rt, db, silent, moment, {
    purpose: 'reminder',
    leads: (team) => leadsOf(team.members, away),
    text: (to, village) => morningReminder(to, village, moment),
    expiresAt: dueOf,
  })
}

const idsOf = (all: readonly Team[]) => all.flatMap(({ members }) => members.map(({ person }) => person.id))

interface Telling {
  purpose: 'reminder' | 'daily_report'
  leads: (team: Team) => Holder[]
  text: (to: string, village: string) => string
  expiresAt: (team: Team) => number
}

/** One message to the lead of each team; over the cap of a day it goes to the next who may be asked, else to nobody. */
async function tellLeads(
  rt: Runtime,
  db: Db,
  all: readonly Team[],
  moment: Moment,
  { purpose, leads, text, expiresAt }: Telling,
): Promise<number> {
  const keyOf = ({ village }: Team) => `${purpose}:${village.id}:${moment.day}`
  const asked = await groupsQueued(db, all.map(keyOf))
  const left = all.filter((team) => !asked.has(keyOf(team)))
  const counts = await unpromptedToday(db, idsOf(left), moment.day)
  const outgoing = left.flatMap((team): Outgoing[] => {
    const free = leads(team).find(({ person }) => (counts.get(person.id) ?? 0) < rt.policy.burden.teamPerDay)
    if (free?.person.userid == null) return []
    return [
      {
        key: keyOf(team),
        personId: free.person.id,
        userid: free.person.userid,
        purpose,
        text: text(greeting(free), team.village.name),
        expiresAt: expiresAt(team),
      },
    ]
  })
  return queue(db, moment, outgoing)
}

/** One line about the day's work, only from a team of which nothing but a sign of life is known. */
async function askDailyReports(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const { ask, at, until } = rt.policy.dailyReport
  const end = instantOf(moment.day, until, rt.timezone)
  if (ask === 'never' || moment.now < instantOf(moment.day, at, rt.timezone) || moment.now >= end) return 0
  const all = await teams(db, moment.day)
  const alive = await livingTeams(db, all, moment)
  const told = await villagesThatTold(
    db,
    alive.map(({ village }) => village.id),
    moment.day,
  )
  const wanted = alive.filter(({ village }) => !told.has(village.id))
  const covered = await coverages(db, idsOf(wanted), moment)
  const away = awayOf(covered)
  const busy = await expected(db, idsOf(wanted), covered)
  return tellLeads(rt, db, wanted, moment, {
    purpose: 'daily_report',
    leads: (team) => leadsOf(team.members, away).filter(({ person }) => !busy.has(person.id)),
    text: (to, village) => dailyReportAsk(to, village, moment),
    expiresAt: () => end,
  })
}

/** Teams known by a sign of life alone. */
async function livingTeams(db: Db, all: readonly Team[], moment: Moment): Promise<Team[]> {
  const known = await knownTeams(db, all, moment)
  return all.filter(({ village }) => {
    const by = known.get(village.id)?.by
    return by === 'voice' || by === 'cadre'
  })
}

/** Who is under a declared return or a no-signal time: never asked for a report. */
async function expected(
  db: Db,
  people: readonly number[],
  covered: Parameters<typeof newestOf>[0],
): Promise<Set<number>> {
  const mute = [...newestOf(covered).values()].filter(({ reason }) => reason === 'no_signal')
  const away = await awaited(db, people, ['return'])
  return new Set([...away, ...mute.map(({ personId }) => personId)])
}
