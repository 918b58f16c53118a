import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import type { Card } from './Card'
import { Count, Day, Flag, Instant, Name, Reference, Text, Word } from './columns'

export const PURPOSES = [
  'reminder',
  'daily_report',
  'ask',
  'alarm',
  'owner_ask',
  'all_clear',
  'care',
  'digest',
  'forward',
  'feedback',
  'notice',
  'roll_call',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** What is to be said to whom. Its key makes deciding twice queue once; the rows are also the memory of who was asked. */
@Entity('outbound_message')
@Index('outbound_message_key', ['key'], { unique: true })
@Index('outbound_message_due', ['state', 'safety', 'nextTryAt'])
@Index('outbound_message_person_at', ['personId', 'queuedAt'])
@Index('outbound_message_person_day', ['personId', 'day'])
@Index('outbound_message_case', ['caseId'])
@Index('outbound_message_group', ['groupKey'])
export class OutboundMessage {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `<case>:<rung>:<round>:<person>`, `digest:evening:<day>:<person>` … */
  @Name() key!: string
  /** Rows of one group carry the same text and go out in one call. */
  @Name() groupKey!: string
  @Reference() personId!: number
  @Name({ length: 64 }) userid!: string
  @Word() purpose!: Purpose
  /** Help, urgent illness, declared returns, roll calls and their all-clears: sent at any hour, before all others. */
  @Flag() safety!: boolean
  @Reference({ nullable: true }) caseId!: number | null
  /** Index of the rung in the case's ladder. */
  @Count({ nullable: true }) rung!: number | null
  @Count({ default: 1 }) round!: number
  @Text() text!: string
  /** Sent instead of the text to somebody known to see cards. */
  @Column({ type: 'simple-json', nullable: true }) card!: Card | null
  /** Pays for one change of the card; null when there is none (any more). */
  @Text({ nullable: true }) responseCode!: string | null
  /** A voice or picture passed on with the text. */
  @Name({ length: 256, nullable: true }) mediaId!: string | null
  @Word({ nullable: true }) mediaKind!: 'voice' | 'image' | null
  @Day() day!: string
  @Instant() queuedAt!: number
  /** After this it is dropped unsent. */
  @Instant({ nullable: true }) expiresAt!: number | null
  /** `waiting`, `claimed`, `sent`, `refused`, `dropped`; `listed`: told in a list; `area`: told with its area. */
  @Word() state!: 'waiting' | 'claimed' | 'sent' | 'refused' | 'dropped' | 'listed' | 'area'
  @Count({ default: 0 }) attempts!: number
  /** When `deliver` may try (again). */
  @Instant({ nullable: true }) nextTryAt!: number | null
  /** Who was called together: a repeat goes to exactly the same people, so that WeCom recognises it. */
  @Name({ length: 64, nullable: true }) claimedBy!: string | null
  /** Machine time of the claim: a stale claim returns. */
  @Instant({ nullable: true }) claimedAt!: number | null
  @Instant({ nullable: true }) sentAt!: number | null
  @Name({ nullable: true }) msgid!: string | null
  /** Why WeCom refused it or we dropped it; the list that tells it instead. */

  @Name({ nullable: true }) reason!: string | null
  /** 「知道了」: no repeats to this person. */
  @Instant({ nullable: true }) seenAt!: number | null
}
