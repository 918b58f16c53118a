import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Day, Flag, Instant, Name, Reference, Text, Word } from './columns'

/** What came in, and the reply it got: a redelivery finds the row by its delivery key and gets the same reply. */
@Entity('message')
@Index('message_delivery_key', ['deliveryKey'], { unique: true })
@Index('message_person_at', ['personId', 'at'])
@Index('message_village_day_voice', ['villageId', 'day', 'voice', 'at'])
@Index('message_day', ['day', 'voice'])
export class Message {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Name() deliveryKey!: string
  /** Null for a stranger, of whom nothing is kept but this key and the reply. */
  @Reference({ nullable: true }) personId!: number | null
  /** The speaker's team at that time. */
  @Reference({ nullable: true }) villageId!: number | null
  /** Day of `at`. */
  @Day() day!: string
  /** WeCom's CreateTime (the time of arrival when that lies ahead of us). */
  @Instant() at!: number
  /** `text`, `voice`, `image` …, `event:click` … */
  @Word() kind!: string
  /** It proves the speaker's team alive that day (contract 6, "What counts as a voice"). */
  @Flag() voice!: boolean
  /** It carried facts, so that a correction or withdrawal can mean it. */
  @Flag() carriedFacts!: boolean
  @Text({ nullable: true }) text!: string | null
  @Name({ length: 256, nullable: true }) mediaId!: string | null
  @Text({ nullable: true }) reply!: string | null
}
