import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Name, Quantity } from './columns'

/** A village (村) or community (社区). Its team is whoever holds a team posting there; ids keep the roster's order. */
@Entity('village')
@Index('village_name', ['name'])
@Index('village_township_name', ['township', 'name'], { unique: true })
export class Village {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Name({ length: 60 }) township!: string
  @Name({ length: 60 }) name!: string
  /** GCJ-02 degrees, when the roster gives them. */
  @Quantity({ nullable: true }) latitude!: number | null
  @Quantity({ nullable: true }) longitude!: number | null
}
