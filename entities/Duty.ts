import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Instant, Name, Reference, Word } from './columns'

/**
 * Somebody is on duty for a level of a place (「今天我值班」): alarms reach them first, the others of that level only
 * when nobody has taken the case by then. With nobody on duty everybody is told at once.
 */
@Entity('duty')
@Index('duty_scope', ['level', 'untilAt'])
@Index('duty_person', ['personId', 'untilAt'])
export class Duty {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() personId!: number
  @Word() level!: 'township' | 'district'
  /** Null: the district. */
  @Name({ length: 60, nullable: true }) township!: string | null
  @Instant() fromAt!: number
  /** No longer on duty from this instant on; moved up when the duty is handed over. */
  @Instant() untilAt!: number
  /** Minutes for which an alarm is theirs alone, as the policy had it then. */
  @Column({ type: 'integer' }) aloneFor!: number
  @Reference() saidBy!: number
  @Reference() messageId!: number
  @Instant() saidAt!: number
}
