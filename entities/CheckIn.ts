import { Entity, Index } from 'typeorm'
import { Flag, Instant, Name, Reference, Word } from './columns'
import { Statement } from './Statement'

/** Where one person is, as somebody said: one row for each person a whereabouts names. */
@Entity('check_in')
@Index('check_in_subject', ['subjectId', 'saidAt'])
@Index('check_in_subject_until', ['subjectId', 'untilAt'])
@Index('check_in_village_day', ['villageId', 'day'])
@Index('check_in_until', ['untilAt'])
@Index('check_in_message', ['messageId'])
@Index('check_in_speaker', ['speakerId', 'saidAt'])
export class CheckIn extends Statement {
  /** Null when the name fits nobody on the roster (a group head, a driver). */
  @Reference({ nullable: true }) subjectId!: number | null
  /** As said: 我, 我们, 张书记. */
  @Name({ length: 60 }) subjectName!: string
  /** `in_village`, `field`, `business`, `leave`, `rest`, `travelling`; null when only a time was said. */
  @Word({ nullable: true }) status!: string | null
  @Name({ length: 120, nullable: true }) place!: string | null
  /** A work category. */
  @Word({ nullable: true }) activity!: string | null
  /** Who goes along, as said, joined by 、. */
  @Name({ nullable: true }) companions!: string | null
  @Instant({ nullable: true }) fromAt!: number | null
  /** Expected back, or reachable again. */
  @Instant({ nullable: true }) untilAt!: number | null
  @Flag() noSignal!: boolean
  /** Whose word it is, when the speaker rang and asked. */
  @Reference({ nullable: true }) heardFromId!: number | null
}
