import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Count, Day, Flag, Instant, Name, Reference, Text, Word } from './columns'

export const CASE_KINDS = ['morning', 'return', 'help', 'illness', 'silent_days', 'roll_call'] as const
export type CaseKind = (typeof CASE_KINDS)[number]

/** A step of a ladder, `after` minutes from `dueAt`. */
export interface Rung {
  after: number
  /** `secretary` the village party secretary, `cadres` the other village cadres, `village` both together. */
  to: 'person' | 'mates' | 'lead' | 'secretary' | 'cadres' | 'village' | 'township' | 'district' | 'top'
}

/**
 * An expectation ("by `dueAt`, a sign of these people") and, once it passed in silence, the search that climbs its
 * ladder. The rungs are copied in when it is made, people are looked up when a rung fires.
 */
@Entity('search_case')
@Index('case_key', ['key'], { unique: true })
@Index('case_next', ['nextAt'])
@Index('case_village_state', ['villageId', 'state'])
@Index('case_state', ['state', 'kind'])
@Index('case_village_day', ['villageId', 'day'])
@Index('case_owner', ['ownerId'])
export class Case {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `morning:<village>:<day>`, `return:<message>:<fact>`, `help:<message>:<fact>` …: one case per subject and window. */
  @Name() key!: string
  @Word() kind!: CaseKind
  @Reference({ nullable: true }) villageId!: number | null
  /** The day it is about. */
  @Day() day!: string
  /** What was expected, and by when. */
  @Instant() dueAt!: number
  /** `waiting` (not yet overdue), `open`, `resting` (a morning case after 20:00), `closed`. */
  @Word() state!: 'waiting' | 'open' | 'resting' | 'closed'
  @Column({ type: 'simple-json' }) ladder!: Rung[]
  /** Index of the next rung in `ladder`. */
  @Count({ default: 0 }) step!: number
  /** When the case has to be looked at next; null when closed or resting. */
  @Instant({ nullable: true }) nextAt!: number | null
  @Instant({ nullable: true }) lastStepAt!: number | null
  @Instant({ nullable: true }) lastAskAt!: number | null
  /** When the highest level was last told. */
  @Instant({ nullable: true }) lastToldAt!: number | null
  /** 1 on the first day; 2 and more when a morning case goes on the next working day. */
  @Count({ default: 1 }) round!: number
  /** How often the highest level was told again. */
  @Count({ default: 0 }) repeats!: number
  /** The highest level alarmed so far: `none`, `township`, `district`. */
  @Word({ default: 'none' }) level!: 'none' | 'township' | 'district'
  @Flag() noSignal!: boolean
  /** The message it came from (a declaration, a call for help). */
  @Reference({ nullable: true }) messageId!: number | null
  /** What happened or was declared, as said. */
  @Text({ nullable: true }) words!: string | null
  @Name({ length: 120, nullable: true }) place!: string | null
  @Instant() createdAt!: number
  @Instant({ nullable: true }) openedAt!: number | null
  /** Who took it (「我来找」) and until when that holds. */
  @Reference({ nullable: true }) ownerId!: number | null
  @Instant({ nullable: true }) ownedUntil!: number | null
  @Flag() ownerAsked!: boolean
  /** What the owner last said of it. */
  @Name({ nullable: true }) ownerWords!: string | null
  @Instant({ nullable: true }) ownerWordsAt!: number | null
  /** Whom the owner gave it to (「交给何主任」): may take it although it is owned. */
  @Reference({ nullable: true }) offeredToId!: number | null
  @Instant({ nullable: true }) closedAt!: number | null
  @Reference({ nullable: true }) closedByMessageId!: number | null
  @Reference({ nullable: true }) closedByPersonId!: number | null
  /** `voice`, `said`, `moved`, `found`, `handled`, `false_alarm`, `withdrawn`, `covered` … */
  @Word({ nullable: true }) outcome!: string | null
}

/** Somebody a case looks for. */
@Entity('case_person')
@Index('case_person_case_person', ['caseId', 'personId'], { unique: true })
@Index('case_person_person', ['personId', 'settledAt'])
export class CasePerson {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() caseId!: number
  @Reference() personId!: number
  @Instant({ nullable: true }) settledAt!: number | null
  @Reference({ nullable: true }) settledByMessageId!: number | null
}
