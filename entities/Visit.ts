import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Day, Instant, Name, Reference, Text, Word } from './columns'

/** 走访: what a supervisor found in a village, beside what the team had declared before. The team can read it. */
@Entity('visit')
@Index('visit_key', ['key'], { unique: true })
@Index('visit_village_day', ['villageId', 'day'])
export class Visit {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `visit:<message>:<village>` */
  @Name() key!: string
  @Reference() villageId!: number
  @Reference() visitorId!: number
  @Reference() messageId!: number
  @Day() day!: string
  @Instant() at!: number
  /** `at_office`, `in_field`, `leave`, `business`, `unreachable`, `empty` (扑空, reason not known), `noted`. */
  @Word() outcome!: string
  @Text() words!: string
  /** What had been declared for that time, in our words; null when nothing. */
  @Text({ nullable: true }) declared!: string | null
}
