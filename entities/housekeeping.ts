import { Entity, PrimaryColumn } from 'typeorm'
import { Instant, Name, Text } from './columns'

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
