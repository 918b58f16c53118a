import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Count, Instant, Reference } from './columns'

/** Under which number a case stands in the lists of one supervisor: 「3我来找」. */
@Entity('listed_case')
@Index('listed_case_once', ['personId', 'caseId'], { unique: true })
@Index('listed_case_at', ['personId', 'at'])
export class ListedCase {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() personId!: number
  @Reference() caseId!: number
  @Count() number!: number
  /** When it last stood in a list. */
  @Instant() at!: number
}
