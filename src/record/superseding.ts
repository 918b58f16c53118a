import { IsNull, MoreThanOrEqual } from 'typeorm'
import {
  CheckIn,
  Difficulty,
  Feedback,
  HealthNote,
  HelpCall,
  LeaveRequest,
  NotSeenNote,
  Plan,
  SafetyReport,
  type Statement,
  statements,
  WorkItem,
} from '../../entities'
import type { Db } from './database'
import type { KeptFact } from './statements'

/** Statements are never changed: a correction or a withdrawal marks them superseded, and they count for nothing. */

type StatementClass = (typeof statements)[number]

const CLASS_OF: Record<KeptFact['kind'], StatementClass> = {
  whereabouts: CheckIn,
  work: WorkItem,
  plan: Plan,
  difficulty: Difficulty,
  leave: LeaveRequest,
  health: HealthNote,
  safe: SafetyReport,
  not_seen: NotSeenNote,
  help: HelpCall,
  feedback: Feedback,
}

/** The valid statements of a kind in the speaker's last message since `since` that had any. */
export async function lastSaid(
  db: Db,
  kind: KeptFact['kind'],
  speakerId: number,
  since: number,
  before: number,
): Promise<Statement[]> {
  const where = { speakerId, saidAt: MoreThanOrEqual(since), supersededAt: IsNull() }
  const rows: Statement[] = await db.find(CLASS_OF[kind], { where, order: { id: 'DESC' }, take: 200 })
  const earlier = rows.filter((row) => row.messageId !== before)
  return earlier.filter((row) => row.messageId === earlier[0]?.messageId)
}

/** Marks statements of one kind as superseded; history stays. */
export async function supersede(
  db: Db,
  kind: KeptFact['kind'],
  ids: readonly number[],
  by: { messageId: number; at: number },
): Promise<void> {
  if (ids.length === 0) return
  await db.update(CLASS_OF[kind], [...ids], { supersededAt: by.at, supersededBy: by.messageId })
}

/** Takes back all a message said. */
export const supersedeMessage = (db: Db, messageId: number, by: { messageId: number; at: number }) =>
  supersedeWhere(db, { messageId }, by)

/** Takes back one fact of a message. */
export const supersedeFact = (
  db: Db,
  fact: { messageId: number; factNo: number },
  by: { messageId: number; at: number },
) => supersedeWhere(db, fact, by)

async function supersedeWhere(
  db: Db,
  where: { messageId: number; factNo?: number },
  by: { messageId: number; at: number },
): Promise<void> {
  const mark = { supersededAt: by.at, supersededBy: by.messageId }
  for (const statement of statements) await db.update(statement, { ...where, supersededAt: IsNull() }, mark)
}
