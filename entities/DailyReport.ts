import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Day, Instant, Reference } from './columns'

/** What a team did on a day: the frame its work items, plans and difficulties hang on. */
@Entity('daily_report')
@Index('daily_report_village_day', ['villageId', 'day'], { unique: true })
@Index('daily_report_day', ['day'])
export class DailyReport {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() villageId!: number
  @Day() day!: string
  @Instant() createdAt!: number
}
