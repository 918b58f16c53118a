import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Instant, Name, Reference, Text, Word } from './columns'

/** Something the next digest has to say once: a care line, a person silent for days, a late business trip. */
@Entity('digest_line')
@Index('digest_line_key', ['key'], { unique: true })
@Index('digest_line_village_at', ['villageId', 'at'])
export class DigestLine {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Name() key!: string
  @Word() kind!: 'care' | 'silent_days' | 'late_business' | 'unanswered'
  @Reference() villageId!: number
  @Reference({ nullable: true }) personId!: number | null
  @Text() text!: string
  @Instant() at!: number
}
