import { Entity, Index, PrimaryColumn } from 'typeorm'
import { Instant, Name, Reference, Text } from './columns'

/** WeCom's access token, one per application, shared by all processes. */
@Entity('access_token')
export class AccessToken {
  /** `<corp>:<agent>` */
  @PrimaryColumn({ type: 'varchar', length: 190 }) id!: string
  @Text({ nullable: true }) token!: string | null
  @Instant({ nullable: true }) expiresAt!: number | null
  /** Machine time until which one process alone fetches a new one. */
  @Instant({ nullable: true }) lockedUntil!: number | null
  @Name({ length: 64, nullable: true }) lockedBy!: string | null
}

/** A process tells that it is alive, by the machine's clock; a gap in the beats of web processes is our own downtime. */
@Entity('heartbeat')
export class Heartbeat {
  @PrimaryColumn({ type: 'varchar', length: 64 }) process!: string
  @Instant() startedAt!: number
  @Instant() beatAt!: number
}

/** When a job last ran, by the instant it was asked to run for. */
@Entity('job_run')
export class JobRun {
  @PrimaryColumn({ type: 'varchar', length: 32 }) name!: string
  @Instant() at!: number
}

/**
 * Of whom nothing had been heard when everybody was last gone through, once a day: the minutes after it look at these
 * alone. Whoever is heard of stays here and costs a look into an index.
 */
@Entity('unheard')
@Index('unheard_look', ['kind', 'lookAt'])
export class Unheard {
  @PrimaryColumn({ type: 'varchar', length: 32 }) kind!: 'team' | 'person'
  /** The village of the team, or the person. */
  @PrimaryColumn({ type: 'integer' }) subjectId!: number
  @Reference() villageId!: number
  /** Not looked at before. */
  @Instant() lookAt!: number
}
