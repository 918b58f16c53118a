import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Count, Flag, Instant, Name, Reference, Text, Word } from './columns'
import { idsIn, rangesOf } from './idRanges'

/** 点名: in an emergency, is everybody of a place safe? Opened by a supervisor with a reason, ended, and kept. */
@Entity('roll_call')
@Index('roll_call_key', ['key'], { unique: true })
@Index('roll_call_next', ['state', 'nextAt'])
export class RollCall {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `roll_call:<message of the order>` */
  @Name() key!: string
  /** The place as people say it: 全区, 青岭镇, 丛岗村、松坡村. */
  @Name() label!: string
  @Column({ type: 'text', transformer: { to: rangesOf, from: idsIn } }) villageIds!: number[]
  /** How many of its villages have been entered and asked; null: all. */
  @Count({ nullable: true }) entered!: number | null
  /** 演练: marked in every message. */
  @Flag() drill!: boolean
  @Text({ nullable: true }) reason!: string | null
  @Reference() openedBy!: number
  @Instant() openedAt!: number
  @Word() state!: 'open' | 'closed'
  /** Index of the next step, and when it is due. */
  @Count({ default: 0 }) step!: number
  @Instant({ nullable: true }) nextAt!: number | null
  @Instant({ nullable: true }) closedAt!: number | null
  @Reference({ nullable: true }) closedBy!: number | null
  /** `all_accounted`, `ended`, `expired` */
  @Word({ nullable: true }) outcome!: string | null
}

/** A supervisor who called: everybody who called gets the lists. */
@Entity('roll_call_caller')
@Index('roll_call_caller_once', ['rollCallId', 'personId'], { unique: true })
export class RollCallCaller {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() rollCallId!: number
  @Reference() personId!: number
  @Instant() joinedAt!: number
}

/** One person of a roll call. The last answer wins; who is known elsewhere needs none. */
@Entity('roll_call_entry')
@Index('roll_call_entry_once', ['rollCallId', 'personId'], { unique: true })
@Index('roll_call_entry_person', ['personId'])
@Index('roll_call_entry_state', ['rollCallId', 'state', 'villageId'])
export class RollCallEntry {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() rollCallId!: number
  @Reference() personId!: number
  @Reference() villageId!: number
  /** `asked` (no answer yet), `safe`, `help`, `elsewhere` (known on leave or business). */
  @Word() state!: 'asked' | 'safe' | 'help' | 'elsewhere'
  @Instant({ nullable: true }) answeredAt!: number | null
  @Reference({ nullable: true }) answeredBy!: number | null
  @Reference({ nullable: true }) messageId!: number | null
  @Text({ nullable: true }) words!: string | null
}

/** A number said while a roll call is open: 伤2人, 转移40人, 断电. Totalled by label in its reports. */
@Entity('roll_call_figure')
@Index('roll_call_figure_call', ['rollCallId'])
export class RollCallFigure {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() rollCallId!: number
  @Reference() villageId!: number
  @Reference() messageId!: number
  /** `injured`, `trapped`, `missing`, `evacuated`, `no_power`, `no_water`, `no_road`, `no_signal`, `houses` */
  @Word() label!: string
  /** Null where only the thing was said (断电). */
  @Count({ nullable: true }) count!: number | null
  @Instant() at!: number
}
