import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Flag, Instant, Name, Reference, Text } from './columns'

/** 通知: one text from a supervisor to the people of a place, sent once. */
@Entity('notice')
@Index('notice_key', ['key'], { unique: true })
@Index('notice_repeat', ['repeatAt'])
export class Notice {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `notice:<message of the order>` */
  @Name() key!: string
  @Name() label!: string
  @Text() text!: string
  @Reference() senderId!: number
  /** 「通知(要回)」: any later message of a receiver counts as an answer. */
  @Flag() wantsAnswer!: boolean
  @Instant() at!: number
  /** When whoever has not answered is told once more; null when that is done or not wanted. */
  @Instant({ nullable: true }) repeatAt!: number | null
}

/** Somebody a notice is for. */
@Entity('notice_recipient')
@Index('notice_recipient_once', ['noticeId', 'personId'], { unique: true })
@Index('notice_recipient_person', ['personId', 'answeredAt'])
export class NoticeRecipient {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() noticeId!: number
  @Reference() personId!: number
  @Instant({ nullable: true }) answeredAt!: number | null
}
