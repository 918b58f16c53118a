import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Instant, Name, Word } from './columns'

/** A stretch in which we could not take in what was said, as the web process itself recorded it, by the machine's clock. */
@Entity('downtime')
@Index('downtime_key', ['key'], { unique: true })
@Index('downtime_to', ['toAt'])
export class Downtime {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `<why>:<from>` */
  @Name() key!: string
  /** `stopped`: no process listened. `spooled`: the database did not answer, messages were kept in a file. */
  @Word() why!: 'stopped' | 'spooled'
  @Instant() fromAt!: number
  @Instant() toAt!: number
  /** When supervisors were told of it. */
  @Instant({ nullable: true }) toldAt!: number | null
}
