import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import type { Card } from './Card'
import { Count, Instant, Name, Reference, Text, Word } from './columns'

/** A card on somebody's phone that is to show something else: after a tap, or because the case was taken or closed. */
@Entity('card_update')
@Index('card_update_key', ['key'], { unique: true })
@Index('card_update_due', ['state', 'nextTryAt'])
@Index('card_update_person', ['personId'])
export class CardUpdate {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `tap:<message>`, `taken:<outgoing message>` … */
  @Name() key!: string
  @Reference() personId!: number
  @Name({ length: 64 }) userid!: string
  /** Pays for this one call. */
  @Text() responseCode!: string
  /** The new card, or the word its buttons show from now on. */
  @Column({ type: 'simple-json' }) card!: Card | string
  @Name() taskId!: string
  /** Said as a text when the card cannot be changed; null: then nothing is said. */
  @Text({ nullable: true }) fallback!: string | null
  @Instant() queuedAt!: number
  @Word() state!: 'waiting' | 'claimed' | 'done' | 'failed'
  @Count({ default: 0 }) attempts!: number
  @Instant({ nullable: true }) nextTryAt!: number | null
  /** Machine time of the claim: a stale claim returns. */
  @Instant({ nullable: true }) claimedAt!: number | null
}
