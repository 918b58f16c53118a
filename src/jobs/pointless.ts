import type { OutboundMessage, Purpose } from '../../entities'
import { isCaseClosed, isCaseOwned } from '../record/claims'
import type { Db } from '../record/database'
import { knownTeams } from '../record/known'
import { spokeSince } from '../record/mornings'
import { teamOf } from '../record/people'
import type { Runtime } from '../runtime'
import { LATER } from '../search/dutyFirst'
import { dayOf } from '../time'

/** Questions and alarms about a case that has closed meanwhile have no point any more; its all-clear has. */
const OF_AN_OPEN_CASE: readonly Purpose[] = ['ask', 'alarm', 'owner_ask']

/** WeCom recognises a repeat for 30 min. After that, rather lose one of these than say it twice; with the others, the reverse. */
const RATHER_LOST: readonly Purpose[] = ['reminder', 'daily_report', 'ask']
const RECOGNISED_FOR = 30 * 60_000

/** Why saying it would be pointless by now, null when it is not. */
export async function whyPointless(
  rt: Runtime,
  rows: readonly OutboundMessage[],
  now: number,
): Promise<string | null> {
  const [first] = rows
  if (first === undefined) return null
  if (first.expiresAt !== null && now >= first.expiresAt) return '过了时间'
  if (first.attempts > 1 && RATHER_LOST.includes(first.purpose) && !first.safety) {
    if (now - first.queuedAt >= RECOGNISED_FOR) return `半小时没有发出(${first.reason ?? ''})`
  }
  const { db } = rt.database
  if (first.purpose === 'reminder' || first.purpose === 'daily_report') {
    return (await hasSpoken(rt, db, first, now)) ? '队里已经说过话' : null
  }
  if (first.caseId === null || !OF_AN_OPEN_CASE.includes(first.purpose)) return null
  if (await isCaseClosed(db, first.caseId)) return '事情已经了结'
  return first.groupKey.endsWith(LATER) && (await isCaseOwned(db, first.caseId, now)) ? '有人在跟' : null
}

/** Has the team been heard of by now, or, where more was asked than a sign of life, spoken since? */
async function hasSpoken(rt: Runtime, db: Db, row: OutboundMessage, now: number): Promise<boolean> {
  if (now === row.queuedAt) return false
  // `reminder:<village>:<day>`
  const villageId = Number(row.key.split(':')[1])
  if (row.purpose === 'daily_report') {
    return spokeSince(db, villageId, row.day, row.queuedAt)
  }
  const team = await teamOf(db, villageId, row.day)
  if (team === null) return true
  const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
  return (await knownTeams(db, [team], moment)).size > 0
}
