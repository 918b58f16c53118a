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
  type Source,
  WorkItem,
  WorkPart,
} from '../../entities'
import type { Fact, FactOf } from '../understand/facts'
import { dayOf } from '../time'
import type { Db } from './database'
import { forgetSetOut } from './heldCases'
import { keepInReport, reportOf } from './reports'
import { insertRows } from './rows'
import { keep } from './waitingRows'

/** Whom a fact is about: somebody on the roster, or a name that fits nobody. */
export interface Subject {
  id: number | null
  /** As said. */
  name: string
}

/** What all statements of one fact share. */
export interface Saying {
  messageId: number
  factNo: number
  speakerId: number
  speakerName: string
  villageId: number | null
  sourceFor: (subject: Subject) => Source
  saidAt: number
  /** Day of `saidAt`. */
  day: string
  zone: string
  words: string
  /** Whose word it is, when the speaker rang and asked. */
  heardFromId?: number | null
}

const instant = (iso: string | undefined) => (iso === undefined ? null : Date.parse(iso))
const cut = (text: string, length: number) =>
  text.length <= length ? text : [...text].slice(0, length).join('')
const SELF: Subject = { id: null, name: '我' }

function base(saying: Saying, day = saying.day, subject = SELF) {
  const { messageId, factNo, speakerId, villageId, saidAt, words } = saying
  const source = saying.sourceFor(subject.id === null ? { ...subject, id: speakerId } : subject)
  return { messageId, factNo, speakerId, villageId, source, day, saidAt, words }
}

async function recordWork(db: Db, saying: Saying, fact: FactOf<'work'>): Promise<void> {
  if (saying.villageId === null || fact.category === undefined) return
  const day = fact.date ?? saying.day
  const { category } = fact
  const frame = { villageId: saying.villageId, day, at: saying.saidAt }
  const row = {
    ...base(saying, day),
    category,
    count: fact.count ?? null,
    unit: fact.unit === undefined ? null : cut(fact.unit, 20),
    done: fact.done !== false,
  }
  if (fact.parts === undefined) return keepInReport(db, { entity: WorkItem, ...frame, row })
  const workItemId = await insertRows(db, WorkItem, [{ ...row, reportId: await reportOf(db, frame) }])
  const parts = fact.parts.map(({ label, count, unit }) => ({
    workItemId,
    label: cut(label, 60),
    count,
    unit: cut(unit, 20),
  }))
  await keep(db, WorkPart, parts)
}

async function recordCheckIns(
  db: Db,
  saying: Saying,
  fact: FactOf<'whereabouts'>,
  subjects: readonly Subject[],
) {
  const fromAt = instant(fact.from)
  const day = fromAt !== null && fromAt > saying.saidAt ? dayOf(fromAt, saying.zone) : saying.day
  if (fromAt !== null) forgetSetOut(db, saying.messageId)
  await keep(
    db,
    CheckIn,
    subjects.map((subject) => ({
      ...base(saying, day, subject),
      subjectId: subject.id,
      subjectName: cut(subject.name, 60),
      status: fact.status ?? null,
      place: fact.place === undefined ? null : cut(fact.place, 120),
      activity: fact.activity ?? null,
      companions: companionsOf(saying, fact, subject),
      fromAt,
      untilAt: instant(fact.until),
      noSignal: fact.noSignal === true,
      heardFromId: saying.heardFromId ?? null,
    })),
  )
}

/** With whom somebody is: whoever was named as along is with those he is along with, never with himself. */
function companionsOf(
  saying: Saying,
  { who, with: along }: FactOf<'whereabouts'>,
  { id, name }: Subject,
): string | null {
  if (along === undefined) return null
  const own = id === saying.speakerId ? saying.speakerName : name
  const named = along.map(nameIn(saying))
  const leading = named.includes(own)
    ? who.filter((w) => w !== 'team' && w !== 'rest').map(nameIn(saying))
    : []
  return cut([...leading, ...named.filter((each) => each !== own)].join('、'), 190)
}

/** 跟我一起: the companion is the speaker. */
const nameIn =
  ({ speakerName }: Saying) =>
  (name: string) =>
    name === 'self' ? speakerName : name

/** One row for each subject, with what all notes about a person share. */
const perSubject = (saying: Saying, subjects: readonly Subject[]) =>
  subjects.map((subject) => ({
    ...base(saying, saying.day, subject),
    subjectId: subject.id,
    subjectName: cut(subject.name, 60),
  }))

async function recordText(db: Db, saying: Saying, fact: FactOf<'plan' | 'difficulty'>): Promise<void> {
  if (saying.villageId === null) return
  const day = fact.kind === 'plan' ? fact.date : saying.day
  const row = { ...base(saying, day), text: fact.text }
  const entity = fact.kind === 'plan' ? Plan : Difficulty
  await keepInReport(db, { entity, villageId: saying.villageId, day, at: saying.saidAt, row })
}

/** Kinds of fact that are kept as statements; the others are spoken to the bot. */
export const KEPT = [
  'whereabouts',
  'work',
  'plan',
  'difficulty',
  'leave',
  'health',
  'safe',
  'not_seen',
  'help',
  'feedback',
] as const
export type KeptFact = FactOf<(typeof KEPT)[number]>
export const isKept = (fact: Fact): fact is KeptFact => (KEPT as readonly string[]).includes(fact.kind)

/** Keeps one fact as said. Work, plans and difficulties belong to a team: without one they are not kept. */
export async function recordFact(
  db: Db,
  saying: Saying,
  fact: KeptFact,
  subjects: readonly Subject[],
): Promise<void> {
  switch (fact.kind) {
    case 'whereabouts':
      await recordCheckIns(db, saying, fact, subjects)
      break
    case 'work':
      await recordWork(db, saying, fact)
      break
    case 'plan':
    case 'difficulty':
      await recordText(db, saying, fact)
      break
    case 'leave':
      await db.insert(LeaveRequest, {
        ...base(saying),
        subjectId: saying.speakerId,
        leaveKind: fact.leaveKind,
        fromDay: fact.from,
        toDay: fact.to,
        days: fact.days,
        reason: fact.reason ?? null,
        extension: fact.extends === true,
      })
      break
    case 'health': {
      const extra = { symptom: fact.symptom, lasting: fact.days ?? null, urgent: fact.urgent === true }
      await keep(
        db,
        HealthNote,
        perSubject(saying, subjects).map((row) => ({ ...row, ...extra })),
      )
      break
    }
    case 'safe':
      await keep(
        db,
        SafetyReport,
        perSubject(saying, subjects).map((row) => ({ ...row, heardFromId: saying.heardFromId ?? null })),
      )
      break
    case 'not_seen':
      await keep(
        db,
        NotSeenNote,
        perSubject(saying, subjects).map((row) => ({ ...row, days: fact.days ?? null })),
      )
      break
    case 'help':
      await keep(
        db,
        HelpCall,
        perSubject(saying, subjects).map((row) => ({ ...row, text: fact.text })),
      )
      break
    case 'feedback':
      await keep(db, Feedback, [{ ...base(saying), text: fact.text }])
  }
}
