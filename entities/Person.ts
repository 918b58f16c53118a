import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Day, Flag, Instant, Name } from './columns'

/** Somebody on the roster. A person is its WeCom account; without one, township + village + name. */
@Entity('person')
@Index('person_identity', ['identity'], { unique: true })
@Index('person_userid', ['userid'], { unique: true })
@Index('person_name', ['name'])
@Index('person_unit', ['sendingUnit'])
export class Person {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `@userid`, or `township/village/name` for somebody without an account. */
  @Name() identity!: string
  /** Folded to lower case: WeCom compares UserIDs without case. Null: spoken for by others, never messaged. */
  @Name({ length: 64, nullable: true }) userid!: string | null
  @Name({ length: 60 }) name!: string
  @Name({ length: 40, nullable: true }) mobile!: string | null
  /** 派出单位 */
  @Name({ length: 120, nullable: true }) sendingUnit!: string | null
  /** 政治面貌 */
  @Name({ length: 40, nullable: true }) politicalStatus!: string | null
  @Day({ nullable: true }) birthDate!: string | null
  /** Last word from or about the person, or any event that proves the phone in use. */
  @Instant({ nullable: true }) lastHeardAt!: number | null
  /** 「别再问我」: a village cadre who is not asked in the mornings any more. */
  @Flag() askNoMore!: boolean
  /** When a card tap, a page opened or a place sent last proved that this person reads in WeCom, not in WeChat's plugin. */
  @Instant({ nullable: true }) wecomSeenAt!: number | null
  @Instant() createdAt!: number
}
