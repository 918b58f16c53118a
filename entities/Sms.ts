import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Count, Instant, Name, Reference, Text, Word } from './columns'

/** A short message by the second road: what WeCom did not deliver in time, or is for somebody without an account. */
@Entity('sms')
@Index('sms_key', ['key'], { unique: true })
@Index('sms_due', ['state', 'nextTryAt'])
export class Sms {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** The key of the outgoing message it stands for: one short message each at most. */
  @Name() key!: string
  @Reference() personId!: number
  @Reference({ nullable: true }) caseId!: number | null
  @Name({ length: 32 }) phone!: string
  @Text() text!: string
  @Instant() queuedAt!: number
  @Word() state!: 'waiting' | 'claimed' | 'sent' | 'refused' | 'dropped'
  @Count({ default: 0 }) attempts!: number
  @Instant({ nullable: true }) nextTryAt!: number | null
  @Name({ length: 64, nullable: true }) claimedBy!: string | null
  /** Machine time of the claim: a stale claim returns. */
  @Instant({ nullable: true }) claimedAt!: number | null
  @Instant({ nullable: true }) sentAt!: number | null
  /** Why the gateway refused it or it was dropped. */
  @Name({ nullable: true }) reason!: string | null
}
