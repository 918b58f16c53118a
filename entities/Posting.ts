import { Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Day, Instant, Name, Reference, Word } from './columns'

export const TEAM_ROLES = ['first_secretary', 'team_leader', 'team_member'] as const
export const CADRE_ROLES = ['village_secretary', 'village_cadre'] as const
export const SUPERVISOR_ROLES = ['township_admin', 'district_admin'] as const
export const ROLES = [
  ...TEAM_ROLES,
  ...CADRE_ROLES,
  ...SUPERVISOR_ROLES,
  'unit_contact',
  'feedback_officer',
] as const
export type Role = (typeof ROLES)[number]

/** One role of one person at one place, dated and never overwritten: who moves gets a new posting. */
@Entity('posting')
@Index('posting_person_role', ['personId', 'role'])
@Index('posting_village_role', ['villageId', 'role'])
@Index('posting_role_township', ['role', 'township'])
export class Posting {
  @PrimaryGeneratedColumn({ type: 'integer' }) id!: number
  @Reference() personId!: number
  @Word() role!: Role
  /** Team and village cadres. */
  @Reference({ nullable: true }) villageId!: number | null
  /** Team, village cadres and township admins. */
  @Name({ length: 60, nullable: true }) township!: string | null
  /** 派出单位联络人: the unit whose people it follows. */
  @Name({ length: 120, nullable: true }) unit!: string | null
  /** First and last day, both included; open where null. */
  @Day({ nullable: true }) fromDay!: string | null
  @Day({ nullable: true }) toDay!: string | null
  /** When the person of this posting was welcomed. */
  @Instant({ nullable: true }) welcomedAt!: number | null
  @Instant() createdAt!: number
}
