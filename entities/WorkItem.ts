import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Flag, Name, Quantity, Reference, Word } from './columns'
import { Statement } from './Statement'

/** One piece of work as told: 核图斑 12 块. `day` is the day of the work. */
@Entity('work_item')
@Index('work_item_report', ['reportId'])
@Index('work_item_village_day', ['villageId', 'day'])
@Index('work_item_day_category', ['day', 'category'])
@Index('work_item_message', ['messageId'])
@Index('work_item_speaker', ['speakerId', 'saidAt'])
export class WorkItem extends Statement {
  @Reference() reportId!: number
  @Word() category!: string
  /** Null: done, but nothing was counted. */
  @Quantity({ nullable: true }) count!: number | null
  @Name({ length: 20, nullable: true }) unit!: string | null
  /** False for what is planned or still to do. */
  @Flag({ default: true }) done!: boolean
}

/** A sub-count of a work item: of 12 块, 3 块 有争议. */
@Entity('work_part')
@Index('work_part_item', ['workItemId'])
export class WorkPart {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() workItemId!: number
  @Name({ length: 60 }) label!: string
  @Quantity() count!: number
  @Name({ length: 20 }) unit!: string
}
