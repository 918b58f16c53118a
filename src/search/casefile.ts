import { In, IsNull, LessThanOrEqual } from 'typeorm'
import {
  CADRE_ROLES,
  type Case,
  CheckIn,
  Feedback,
  Message,
  type OutboundMessage,
  Person,
  Plan,
  type Role,
  Village,
} from '../../entities'
import { awayOf, type Coverage, offOf } from '../decide/accounted'
import { leadsOf } from '../decide/team'
import { isBare, isUnsure } from '../decide/unsure'
import { awaited, toldAbout, unsettled } from '../record/cases'
import type { Db } from '../record/database'
import { coverages } from '../record/coverages'
import type { Moment } from '../record/known'
import { textsOf } from '../record/openAsks'
import { type Holder, holders, type Team, teamOf } from '../record/people'
import { EMERGENCIES, isEmergency } from '../decide/emergencies'

/** The last thing heard about somebody a case looks for. */
export interface LastWord {
  speaker: string
  at: number
  text: string
}

/** All that a step of a search needs to know, gathered once. */
export interface Casefile {
  case: Case
  team: Team
  /** Whom it looks for: members of the team, in its order. */
  missing: Holder[]
  /** On leave, at rest or on business today. */
  away: Set<number>
  /** On leave or at rest today. */
  off: Set<number>
  /** Who speaks for the team, first to last; all have an account. */
  leads: Holder[]
  told: OutboundMessage[]
  /** Who was asked and answered 「不清楚」. */
  unsure: Set<number>
  lastWord: LastWord | null
  /** Who called for help, or said that these people were not seen (and is not asked about them). */
  reporter: Person | null
  /** What the team meant to do today. */
  plan: string | null
  owner: Person | null
  /** A link to forward to somebody of the village without an account. */
  witness?: { name: string; role: Role; url: string }
}

const ofPerson = (holders: readonly Holder[], id: number) => holders.find(({ person }) => person.id === id)

const NOWHERE = { id: 0, township: '', name: '', latitude: null, longitude: null }

/** The team a case is about; without members when the roster changed, without a village when a supervisor called. */
async function caseTeam(db: Db, { villageId }: Case, day: string): Promise<Team> {
  if (villageId === null) return { village: NOWHERE, members: [], cadres: [] }
  const team = await teamOf(db, villageId, day)
  if (team !== null) return team
  const village = await db.findOneByOrFail(Village, { id: villageId })
  return { village, members: [], cadres: await holders(db, CADRE_ROLES, day, { villageIds: [villageId] }) }
}

export async function casefileOf(db: Db, found: Case, moment: Moment): Promise<Casefile> {
  const team = await caseTeam(db, found, moment.day)
  const ids = team.members.map(({ person }) => person.id)
  const covered: Coverage[] = await coverages(db, ids, moment)
  const away = awayOf(covered)
  const wanted = await unsettled(db, found.id)
  // Whose call for help is open is looked for by that, and by nothing else.
  const inNeed = found.kind === 'return' ? await awaited(db, wanted, EMERGENCIES) : new Set<number>()
  const concerned = isEmergency(found) ? [...team.members, ...team.cadres] : team.members
  const missing =
    found.kind === 'morning'
      ? team.members.filter(({ person }) => !away.has(person.id))
      : wanted.filter((id) => !inNeed.has(id)).flatMap((id) => ofPerson(concerned, id) ?? [])
  const told = await toldAbout(db, found.id)
  return {
    case: found,
    team,
    missing,
    away,
    off: offOf(covered),
    leads: leadsOf(team.members, away),
    told,
    unsure: await unsureOf(db, told, moment.now),
    lastWord: await lastWordAbout(db, found, missing, moment),
    reporter: found.key.startsWith('not_seen:') || isEmergency(found) ? await speakerOf(db, found) : null,
    plan:
      (
        await db.findOne(Plan, {
          where: { villageId: team.village.id, day: moment.day, supersededAt: IsNull() },
          order: { id: 'DESC' },
        })
      )?.text ?? null,
    owner: found.ownerId === null ? null : await db.findOneBy(Person, { id: found.ownerId }),
  }
}

/** Who of those asked wrote since that he does not know. */
async function unsureOf(db: Db, told: readonly OutboundMessage[], until: number): Promise<Set<number>> {
  const asked = told.filter(({ purpose }) => purpose === 'ask')
  const [first] = asked
  if (first === undefined) return new Set()
  const answers = await textsOf(db, [...new Set(asked.map(({ personId }) => personId))], {
    since: first.queuedAt,
    until,
  })
  return new Set(answers.flatMap(({ personId, text }) => (isUnsure(text) ? [personId] : [])))
}

async function speakerOf(db: Db, { messageId }: Case): Promise<Person | null> {
  const message = messageId === null ? null : await db.findOneBy(Message, { id: messageId })
  return message?.personId == null ? null : db.findOneBy(Person, { id: message.personId })
}

const LOOKED_AT = 10

/** The newest message of one of these people; feedback is for those who receive it and shows up nowhere else. */
async function lastMessageOf(db: Db, people: readonly number[], now: number): Promise<Message | null> {
  const newest = await db.find(Message, {
    where: { personId: In([...people]), voice: true, at: LessThanOrEqual(now) },
    order: { at: 'DESC', id: 'DESC' },
    take: LOOKED_AT,
  })
  const feedback = await db.findBy(Feedback, { messageId: In(newest.map(({ id }) => id)) })
  const kept = new Set(feedback.map(({ messageId }) => messageId))
  const open = newest.filter(({ id }) => !kept.has(id))
  // What only answers a question tells a reader nothing; the words before it do.
  return open.find(({ text }) => text === null || !isBare(text)) ?? open[0] ?? null
}

/** The newest statement about the missing, or the newest message of one of them. */
async function lastWordAbout(
  db: Db,
  found: Case,
  missing: readonly Holder[],
  { now }: Moment,
): Promise<LastWord | null> {
  const ids = missing.map(({ person }) => person.id)
  const about = await db.findOne(CheckIn, {
    where: { subjectId: In(ids), supersededAt: IsNull(), saidAt: LessThanOrEqual(now) },
    order: { saidAt: 'DESC', id: 'DESC' },
  })
  const by = await lastMessageOf(db, ids, now)
  // What the witness said stands in the heading.
  const before = found.key.startsWith('not_seen:') ? null : found.messageId
  const isAbout = about !== null && (by === null || about.saidAt >= by.at)
  const messageId = isAbout ? about.messageId : (by?.id ?? before)
  const message = messageId === null ? null : await db.findOneBy(Message, { id: messageId })
  if (message?.personId == null) return null
  const speaker = await db.findOneBy(Person, { id: message.personId })
  const said = message.text ?? (message.kind === 'voice' ? '(语音)' : '(没有文字)')
  // 「2」 is shown as the answer it picked.
  const text = isAbout && isBare(said) && about.words !== '' ? about.words : said
  return speaker === null ? null : { speaker: speaker.name, at: message.at, text }
}
