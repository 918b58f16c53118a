import { isWorkingDay } from '../decide/calendar'
import { awayOf, newestOf } from '../decide/accounted'
import { isReminderTime } from '../decide/morning'
import { leadsOf } from '../decide/team'
import { unpromptedToday } from '../record/burden'
import { awaited } from '../record/cases'
import type { Db } from '../record/database'
import { coverages } from '../record/coverages'
import { lastRun, noteRun } from '../record/jobRuns'
import { knownTeams, type Moment } from '../record/known'
import { teamsAt } from '../record/lookups'
import { villagesThatTold } from '../record/mornings'
import { groupsQueued, type Outgoing, queue } from '../record/outbox'
import type { Holder, Team } from '../record/people'
import { villagesUnderRollCall } from '../record/rollCalls'
import { silentVillages, villagesThatToldNothing } from '../record/unheard'
import type { Runtime } from '../runtime'
import { dayOf, instantOf } from '../time'
import { type Dues, duesOf, teamDues } from './dues'
import { repeatNotices } from './notices'
import { dailyReportAsk, morningReminder } from '../wording/asks'
import { greeting } from '../wording/people'

const MINUTE = 60_000

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
  return {
    mornings: await remindMornings(rt, moment),
    dailyReports: await askDailyReports(rt, moment),
    notices: await rt.database.inTransaction((db) => repeatNotices(db, moment)),
  }
}

/** So many teams are looked at in one transaction: a message does not wait for all of them. */
const AT_A_TIME = 500

/**
 * Looks at the teams the database names, once since `from`; what was noted later than now counts for nothing. Keys see to
 * it that a run broken off says nothing twice when it is begun anew.
 */
async function once(
  rt: Runtime,
  { now }: Moment,
  { name, from }: { name: string; from: number },
  find: (db: Db) => Promise<number[]>,
  tell: (db: Db, villageIds: number[]) => Promise<number>,
): Promise<number> {
  const { db, inTransaction } = rt.database
  const last = await lastRun(db, name)
  if (last !== null && last >= from && last <= now) return 0
  const ids = await find(db)
  let told = 0
  for (let at = 0; at < ids.length; at += AT_A_TIME)
    told += await inTransaction((own) => tell(own, ids.slice(at, at + AT_A_TIME)))
  await inTransaction((own) => noteRun(own, name, now))
  return told
}

async function remindMornings(rt: Runtime, moment: Moment): Promise<number> {
  const dues = await duesOf(rt, rt.database.db, moment.day)
  const due = dues.times.filter((time) => isReminderTime(time, moment.now, rt.policy))
  if (due.length === 0) return 0
  const from = Math.max(...due) - rt.policy.mornings.reminderBefore * MINUTE
  return once(
    rt,
    moment,
    { name: 'remind:mornings', from },
    (db) => silentVillages(db, moment),
    (db, ids) => remindTeams(rt, db, moment, dues, ids),
  )
}

async function remindTeams(
  rt: Runtime,
  db: Db,
  moment: Moment,
  dues: Dues,
  villageIds: readonly number[],
): Promise<number> {
  const dueOf = await teamDues(rt, db, villageIds, moment, dues)
  const found = await teamsAt(db, villageIds, moment.day)
  const all = found.filter((team) => isReminderTime(dueOf(team), moment.now, rt.policy))
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

/** A team first heard of after the time is asked within so long. */
const REPORTS_AGAIN = 30 * MINUTE

/** One line about the day's work, only from a team of which nothing but a sign of life is known. */
async function askDailyReports(rt: Runtime, moment: Moment): Promise<number> {
  const { ask, at, until } = rt.policy.dailyReport
  const end = instantOf(moment.day, until, rt.timezone)
  if (ask === 'never' || moment.now < instantOf(moment.day, at, rt.timezone) || moment.now >= end) return 0
  return once(
    rt,
    moment,
    { name: 'remind:reports', from: moment.now - REPORTS_AGAIN + 1 },
    (db) => villagesThatToldNothing(db, moment),
    (db, ids) => askTeams(rt, db, moment, end, ids),
  )
}

async function askTeams(
  rt: Runtime,
  db: Db,
  moment: Moment,
  end: number,
  villageIds: readonly number[],
): Promise<number> {
  const all = await teamsAt(db, villageIds, moment.day)
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
