import { Entity, Index } from 'typeorm'
import { Day, Flag, Quantity, Reference, Text, Word } from './columns'
import { Statement } from './Statement'

/** Somebody's own request for leave. It covers its days from the moment it is said, until refused or withdrawn. */
@Entity('leave_request')
@Index('leave_request_subject', ['subjectId', 'toDay'])
@Index('leave_request_days', ['toDay', 'fromDay'])
@Index('leave_request_message', ['messageId'])
export class LeaveRequest extends Statement {
  @Reference() subjectId!: number
  /** `sick`, `personal`, `annual`, `family`, `other` */
  @Word() leaveKind!: string
  @Day() fromDay!: string
  @Day() toDay!: string
  @Quantity() days!: number
  /** For the approver only; others read 请假 and the dates. */
  @Text({ nullable: true }) reason!: string | null
  @Flag() extension!: boolean
  /** `said`, `refused`; ended early by 销假: `ended` with `toDay` as it was said and `endedDay`. */
  @Word({ default: 'said' }) state!: string
  @Day({ nullable: true }) endedDay!: string | null
}
