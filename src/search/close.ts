import { In } from 'typeorm'
import { type Case, OutboundMessage } from '../../entities'
import { unsettled } from '../record/cases'
import type { Db } from '../record/database'
import { markCaseClosed, markSettled } from '../record/endings'
import { knownTeams, type Moment } from '../record/known'
import { queue } from '../record/outbox'
import type { Runtime } from '../runtime'
import { allClear } from '../wording/alarms'
import { isEmergency } from '../decide/emergencies'
import { cardsOver } from './cards'
import { clearedLater, gatheredGroup } from './clearances'
import { type Casefile, casefileOf } from './casefile'
import { forgetLateBusiness } from './lateBusiness'
import { isSafety } from './tell'

/** The outcome of a return that is expected at another time: another case waits for it. */
export const MOVED = 'moved'
/** The outcome of a return that somebody only guessed about: it is asked about again later. */
export const GUESSED = 'guessed'

/** How a search ended, and by whom. */
export interface Ending {
  outcome: string
  /** The news for everybody who was asked or alarmed; null: nobody is told. */
  news: string | null
  messageId: number | null
  /** Who brought the news: not told again. */
  personId: number | null
}

async function markClosed(db: Db, found: Case, { now }: Moment, ending: Ending): Promise<boolean> {
  // Field by field: the news is worded for those who are told, when they are.
  const { outcome, messageId, personId } = ending
  if (!(await markCaseClosed(db, found.id, { outcome, messageId, personId, at: now }))) return false
  await forgetLateBusiness(db, found)
  return true
}

/**
 * Ends a case once. What still waits to be asked is dropped; everybody who was asked or alarmed gets the all-clear,
 * but not whoever brought the news. Returns whether this call ended it.
 */
export async function closeCase(db: Db, file: Casefile, moment: Moment, ending: Ending): Promise<boolean> {
  const { id } = file.case
  if (!(await markClosed(db, file.case, moment, ending))) return false
  await db.update(
    OutboundMessage,
    { caseId: id, state: 'waiting', purpose: In(['ask', 'alarm', 'owner_ask']) },
    { state: 'dropped', reason: 'the search had ended', nextTryAt: null },
  )
  await cardsOver(db, file, moment)
  const { news } = ending
  if (news !== null) await tellAllClear(db, file, moment, ending, news)
  return true
}

const gatheredUntil = (key: string, notBefore: number | undefined) =>
  notBefore === undefined ? {} : { groupKey: gatheredGroup(key), notBefore }

async function tellAllClear(
  db: Db,
  file: Casefile,
  moment: Moment,
  ending: Ending,
  news: string,
): Promise<void> {
  const reached = file.told.filter(
    (row) => ['ask', 'alarm'].includes(row.purpose) && ['sent', 'claimed', 'listed'].includes(row.state),
  )
  const people = new Map(reached.map((row) => [row.personId, row.userid]))
  if (ending.personId !== null) people.delete(ending.personId)
  const text = allClear(file, news, moment, ending.outcome === MOVED || ending.outcome === GUESSED)
  const key = `${file.case.id}:clear:${ending.messageId ?? moment.now}`
  const later = isEmergency(file.case) ? new Map<number, number>() : await clearedLater(db, file, moment)
  await queue(
    db,
    moment,
    [...people].map(([personId, userid]) => ({
      key: `${key}:${personId}`,
      groupKey: key,
      ...gatheredUntil(key, later.get(personId)),
      personId,
      userid,
      purpose: 'all_clear' as const,
      safety: isSafety(file.case),
      caseId: file.case.id,
      round: file.case.round,
      text,
    })),
  )
}

/** Closes a case whose question has answered itself: the team is known, or nobody is missing any more. */
export async function closePointless(rt: Runtime, db: Db, file: Casefile, moment: Moment): Promise<boolean> {
  switch (file.case.kind) {
    case 'morning': {
      const covered = { outcome: 'covered', messageId: null, personId: null }
      if (file.team.members.length === 0) return closeCase(db, file, moment, { ...covered, news: null })
      const known = (await knownTeams(db, [file.team], moment)).get(file.team.village.id)
      if (known === undefined) return false
      const news =
        known.by === 'voice' || known.by === 'cadre' ? '已经有人说过话了。' : '他们早先说过今天的安排。'
      return closeCase(db, file, moment, { ...covered, news })
    }
    case 'return':
      if (file.missing.length > 0) return false
      rt.log.info({ case: file.case.key }, 'nobody is missing any more')
      return closeCase(db, file, moment, { outcome: 'covered', news: null, messageId: null, personId: null })
    default:
      return false
  }
}

/** Marks people of a case as accounted for; with nobody left to look for, the case ends. */
export async function settle(
  db: Db,
  found: Case,
  people: readonly number[],
  moment: Moment,
  ending: Ending,
): Promise<void> {
  if (people.length === 0) return
  // Before they are settled: the all-clear names them. Nobody was asked yet about somebody who is only expected.
  const file = found.state === 'waiting' ? null : await casefileOf(db, found, moment)
  await markSettled(db, found.id, people, { at: moment.now, messageId: ending.messageId })
  if ((await unsettled(db, found.id)).length > 0) return
  if (file === null) await markClosed(db, found, moment, ending)
  else await closeCase(db, file, moment, ending)
}
