import { In, IsNull, LessThan, Not } from 'typeorm'
import {
  Case,
  DigestLine,
  HealthNote,
  LeaveRequest,
  LocationNote,
  Message,
  OutboundMessage,
  Posting,
  RollCallEntry,
  type Statement,
  SUPERVISOR_ROLES,
  statements,
} from '../../entities'
import type { Db } from './database'

/** Each of these takes one piece of what is past its time before `before` (epoch ms), and gives how many rows; 0: none is left. */

const PIECE = 200
const A_PLACE = ['location', 'event:location_select']

/** Coordinates to 1 km (two decimals); an address in words would say more than they do, so it goes. */
export async function roundLocations(db: Db, before: number): Promise<number> {
  const notes = await db.find(LocationNote, {
    select: { id: true, messageId: true },
    where: { rounded: false, saidAt: LessThan(before) },
    take: PIECE,
  })
  if (notes.length === 0) return 0
  await db.update(
    LocationNote,
    { id: In(notes.map(({ id }) => id)) },
    {
      latitude: () => 'ROUND(latitude, 2)',
      longitude: () => 'ROUND(longitude, 2)',
      label: null,
      words: '',
      rounded: true,
    },
  )
  const messageIds = notes.map(({ messageId }) => messageId)
  await db.update(Message, { id: In(messageIds), kind: In(A_PLACE) }, { text: null, reply: null })
  return notes.length
}

export async function deleteLocations(db: Db, before: number): Promise<number> {
  const notes = await db.find(LocationNote, {
    select: { id: true },
    where: { saidAt: LessThan(before) },
    take: PIECE,
  })
  if (notes.length > 0)
    await db.delete(
      LocationNote,
      notes.map(({ id }) => id),
    )
  return notes.length
}

/** What somebody suffered from, and every copy of the words it was said in. That somebody was ill stays. */
export async function blankHealthNotes(db: Db, before: number): Promise<number> {
  const notes = await db.find(HealthNote, {
    select: { id: true, messageId: true, symptom: true },
    where: { symptom: Not(''), saidAt: LessThan(before) },
    take: PIECE,
  })
  if (notes.length === 0) return 0
  const messageIds = notes.map(({ messageId }) => messageId)
  await blankBeside(db, notes)
  await db.update(HealthNote, { id: In(notes.map(({ id }) => id)) }, { symptom: '', words: '' })
  await blankMessages(db, messageIds)
  await blankCases(db, messageIds)
  await db.update(RollCallEntry, { messageId: In(messageIds) }, { words: null })
  return notes.length
}

/** Why somebody was on sick leave. The leave itself stays. */
export async function blankSickLeave(db: Db, before: number): Promise<number> {
  const old = { leaveKind: 'sick', saidAt: LessThan(before) }
  const leave = await db.find(LeaveRequest, {
    select: { id: true, messageId: true },
    where: [
      { ...old, reason: Not(IsNull()) },
      { ...old, words: Not('') },
    ],
    take: PIECE,
  })
  if (leave.length === 0) return 0
  await db.update(LeaveRequest, { id: In(leave.map(({ id }) => id)) }, { reason: null, words: '' })
  await blankMessages(
    db,
    leave.map(({ messageId }) => messageId),
  )
  return leave.length
}

const blankMessages = (db: Db, ids: number[]) =>
  db.update(Message, { id: In(ids) }, { text: null, reply: null })

/** Other statements of the same messages, as far as they hold the same words. */
async function blankBeside(db: Db, notes: Pick<HealthNote, 'messageId' | 'symptom'>[]): Promise<void> {
  const messageIds = notes.map(({ messageId }) => messageId)
  for (const entity of statements) {
    if (entity === HealthNote) continue
    const beside: (Statement & { text?: string; reason?: string | null })[] = await db.findBy(entity, {
      messageId: In(messageIds),
    })
    for (const { id, messageId, words, text, reason } of beside) {
      const symptoms = notes.filter((note) => note.messageId === messageId).map(({ symptom }) => symptom)
      const says = (value: string | null | undefined) => symptoms.some((each) => value?.includes(each))
      const change = {
        ...(says(words) ? { words: '' } : {}),
        ...(says(text) ? { text: '' } : {}),
        ...(says(reason) ? { reason: null } : {}),
      }
      if (Object.keys(change).length > 0) await db.update(entity, { id }, change)
    }
  }
}

/** The searches such messages opened, and what was said about them to others. */
async function blankCases(db: Db, messageIds: number[]): Promise<void> {
  const cases = await db.find(Case, {
    select: { id: true },
    where: { state: 'closed', kind: In(['illness', 'help']), messageId: In(messageIds) },
  })
  if (cases.length === 0) return
  const ids = cases.map(({ id }) => id)
  await db.update(Case, { id: In(ids) }, { words: null })
  await db.update(OutboundMessage, { caseId: In(ids) }, { text: '' })
}

/** Care lines, and the digests that carried them. */
export async function blankCare(db: Db, before: number): Promise<number> {
  const lines = await db.delete(DigestLine, { kind: 'care', at: LessThan(before) })
  const supervisors = await db.find(Posting, {
    select: { personId: true },
    where: { role: In([...SUPERVISOR_ROLES]) },
  })
  let blanked = lines.affected ?? 0
  for (const personId of new Set(supervisors.map((posting) => posting.personId))) {
    const { affected } = await db.update(
      OutboundMessage,
      {
        personId,
        queuedAt: LessThan(before),
        purpose: In(['digest', 'care']),
        text: Not(''),
        state: Not(In(['waiting', 'claimed'])),
      },
      { text: '' },
    )
    blanked += affected ?? 0
    // Lists of many cases hold words of each.
    const lists = { personId, queuedAt: LessThan(before), purpose: 'alarm' as const, caseId: IsNull() }
    await db.update(OutboundMessage, { ...lists, text: Not('') }, { text: '' })
  }
  return blanked
}
