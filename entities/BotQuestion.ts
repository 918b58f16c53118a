import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Instant, Reference, Word } from './columns'

/** A question a reply asked and whose answer is still open: which of two people, is 6点 tomorrow morning, are all back. */
@Entity('bot_question')
@Index('bot_question_person', ['personId', 'answeredAt'])
export class BotQuestion {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() personId!: number
  @Word() kind!:
    | 'confirm_return'
    | 'all_back'
    | 'which_person'
    | 'which_subject'
    | 'confirm_order'
    | 'hand_over'
  @Reference() messageId!: number
  /** What the answer will be applied to; its shape follows `kind`. */
  @Column({ type: 'simple-json' }) payload!: unknown
  @Instant() askedAt!: number
  @Instant() expiresAt!: number
  @Instant({ nullable: true }) answeredAt!: number | null
}
