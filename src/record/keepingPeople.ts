import { In, IsNull, LessThan, Not } from 'typeorm'
import {
  BotQuestion,
  CardUpdate,
  CheckIn,
  DigestLine,
  Duty,
  HealthNote,
  HelpCall,
  LeaveRequest,
  ListedCase,
  LocationNote,
  Message,
  Notice,
  NoticeRecipient,
  NotSeenNote,
  OutboundMessage,
  Person,
  Posting,
  RollCall,
  RollCallCaller,
  RollCallEntry,
  SafetyReport,
  Sms,
  statements,
  Visit,
  WorkItem,
  WorkPart,
} from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import { forgetSearchesFor, forgetWhatTheyOpened } from './keepingCases'

const PIECE = 200

/** Statements that are about one person. */
const PERSONAL = [CheckIn, LeaveRequest, HealthNote, SafetyReport, NotSeenNote, HelpCall, LocationNote]

/** Rows that are of nobody else. */
const OF_A_PERSON = [
  ...[BotQuestion, CardUpdate, DigestLine, Duty, ListedCase, Sms],
  ...[NoticeRecipient, RollCallEntry, RollCallCaller],
]

/** Rows by what they were. */
export interface Forgotten {
  people: number
  messages: number
  statements: number
  cases: number
  outbox: number
}

/** People whose last posting ended before that day; whoever is forgotten has no posting any more. */
export async function longGone(db: Db, before: string): Promise<number[]> {
  const rows = await db
    .createQueryBuilder(Posting, 'posting')
    .select('posting.personId', 'personId')
    .groupBy('posting.personId')
    .having('COUNT(posting.toDay) = COUNT(*) AND MAX(posting.toDay) < :before', { before })
    .getRawMany<{ personId: number }>()
  return rows.map(({ personId }) => personId)
}

/** Takes a piece of what a person said, with the statements made of it; false when nothing is left. */
export async function forgetWords(db: Db, personId: number, forgotten: Forgotten): Promise<boolean> {
  return deleteMessages(db, { personId }, personId, forgotten)
}

/** The same for people without a role, of whom only the delivery key and the reply were kept. */
export async function forgetStrangers(db: Db, before: number, forgotten: Forgotten): Promise<boolean> {
  return deleteMessages(db, { personId: IsNull(), at: LessThan(before) }, null, forgotten)
}

async function deleteMessages(
  db: Db,
  where: object,
  speakerId: number | null,
  forgotten: Forgotten,
): Promise<boolean> {
  const messages = await db.find(Message, { select: { id: true }, where, take: PIECE })
  if (messages.length === 0) return false
  const ids = messages.map(({ id }) => id)
  await forgetParts(db, ids)
  for (const entity of statements) {
    const personal = (PERSONAL as unknown[]).includes(entity)
    // What was said about others who are still here stays their evidence, without the words.
    const ofOthers = { messageId: In(ids), subjectId: Not(speakerId ?? 0) }
    if (personal) await db.update(entity, ofOthers, { words: '' })
    const own = personal
      ? [
          { messageId: In(ids), subjectId: speakerId ?? 0 },
          { messageId: In(ids), subjectId: IsNull() },
        ]
      : [{ messageId: In(ids) }]
    for (const each of own) forgotten.statements += (await db.delete(entity, each)).affected ?? 0
  }
  await forgetWhatTheyOpened(db, ids, speakerId === null, forgotten)
  await db.delete(Message, ids)
  forgotten.messages += ids.length
  return true
}

async function forgetParts(db: Db, messageIds: number[]): Promise<void> {
  const items = await db.find(WorkItem, { select: { id: true }, where: { messageId: In(messageIds) } })
  if (items.length > 0) await db.delete(WorkPart, { workItemId: In(items.map(({ id }) => id)) })
}

/** What others said about the person, the searches for that person alone, and who it was. After `forgetWords` has ended. */
export async function forgetPerson(db: Db, personId: number, forgotten: Forgotten): Promise<void> {
  for (const entity of PERSONAL) {
    forgotten.statements += (await db.delete(entity, { subjectId: personId })).affected ?? 0
  }
  await forgetSearchesFor(db, personId, forgotten)
  for (const entity of OF_A_PERSON) await db.delete(entity, { personId })
  await forgetNotices(db, personId)
  // Who opened a roll call and when stays in the log, without the words.
  await db.update(RollCall, { openedBy: personId }, { reason: null })
  await db.update(RollCallEntry, { answeredBy: personId }, { words: null })
  await db.delete(Visit, { visitorId: personId })
  forgotten.outbox += (await db.delete(OutboundMessage, { personId })).affected ?? 0
  await db.delete(Posting, { personId })
  // The row stays: what was said about others points to it.
  await db.update(
    Person,
    { id: personId },
    {
      identity: `gone/${personId}`,
      userid: null,
      name: '已离任的人',
      mobile: null,
      sendingUnit: null,
      politicalStatus: null,
      birthDate: null,
      lastHeardAt: null,
    },
  )
  forgotten.people++
}

async function forgetNotices(db: Db, senderId: number): Promise<void> {
  const sent = await db.find(Notice, { select: { id: true }, where: { senderId } })
  await inChunks(
    sent.map(({ id }) => id),
    async (piece) => {
      await db.delete(NoticeRecipient, { noticeId: In(piece) })
      await db.delete(Notice, piece)
      return []
    },
  )
}
