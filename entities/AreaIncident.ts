import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Instant, Name, Reference, Word } from './columns'

/** Many teams of one township fell silent together (no power, no network): told once, and once when it is over. */
@Entity('area_incident')
@Index('area_incident_key', ['key'], { unique: true })
@Index('area_incident_state', ['state'])
export class AreaIncident {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  /** `area:<township>:<opened at>` */
  @Name() key!: string
  @Name({ length: 60 }) township!: string
  @Word() state!: 'open' | 'closed'
  @Instant() openedAt!: number
  @Instant({ nullable: true }) closedAt!: number | null
}

/** A case that is told with its area instead of by an alarm of its own; it belongs to one at a time. */
@Entity('area_case')
@Index('area_case_case', ['caseId'], { unique: true })
@Index('area_case_area', ['areaId'])
export class AreaCase {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() areaId!: number
  @Reference() caseId!: number
}
