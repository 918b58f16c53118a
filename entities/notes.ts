import { Entity, Index } from 'typeorm'
import { Count, Flag, Name, Quantity, Reference, Text } from './columns'
import { Statement } from './Statement'

/** What a team means to do on a day. `day` is the day of the plan. */
@Entity('plan')
@Index('plan_village_day', ['villageId', 'day'])
@Index('plan_message', ['messageId'])
export class Plan extends Statement {
  @Reference() reportId!: number
  @Text() text!: string
}

/** A problem that needs someone else's help. */
@Entity('difficulty')
@Index('difficulty_village_day', ['villageId', 'day'])
@Index('difficulty_message', ['messageId'])
export class Difficulty extends Statement {
  @Reference() reportId!: number
  @Text() text!: string
}

/** An illness or injury somebody told of. Sensitive: blanked after 180 days (words and symptom). */
@Entity('health_note')
@Index('health_note_subject', ['subjectId', 'day'])
@Index('health_note_message', ['messageId'])
export class HealthNote extends Statement {
  @Reference({ nullable: true }) subjectId!: number | null
  @Name({ length: 60 }) subjectName!: string
  @Text() symptom!: string
  /** How many days already, as said. */
  @Quantity({ nullable: true }) lasting!: number | null
  @Flag() urgent!: boolean
}

/** 报平安 */
@Entity('safety_report')
@Index('safety_report_subject', ['subjectId', 'saidAt'])
@Index('safety_report_village_day', ['villageId', 'day'])
@Index('safety_report_message', ['messageId'])
export class SafetyReport extends Statement {
  @Reference({ nullable: true }) subjectId!: number | null
  @Name({ length: 60 }) subjectName!: string
  /** Whose word it is, when the speaker rang and asked. */
  @Reference({ nullable: true }) heardFromId!: number | null
}

/** Somebody has not seen, or cannot reach, the subject. Proof of nothing about anyone else. */
@Entity('not_seen_note')
@Index('not_seen_note_subject', ['subjectId', 'saidAt'])
@Index('not_seen_note_said', ['saidAt'])
@Index('not_seen_note_message', ['messageId'])
export class NotSeenNote extends Statement {
  @Reference({ nullable: true }) subjectId!: number | null
  @Name({ length: 60 }) subjectName!: string
  @Count({ nullable: true }) days!: number | null
}

/** A call for help: rescue asked, or people trapped or badly hurt. */
@Entity('help_call')
@Index('help_call_message', ['messageId'])
export class HelpCall extends Statement {
  @Reference({ nullable: true }) subjectId!: number | null
  @Name({ length: 60 }) subjectName!: string
  @Text() text!: string
}

/** 投诉 or 建议 about the bot or its handling; read by 意见受理人 only. */
@Entity('feedback')
@Index('feedback_message', ['messageId'])
export class Feedback extends Statement {
  @Text() text!: string
}

/** A place a member chose to send. Rounded to 1 km after 7 days, deleted after 90. */
@Entity('location_note')
@Index('location_note_subject', ['subjectId', 'saidAt'])
@Index('location_note_message', ['messageId'])
export class LocationNote extends Statement {
  @Reference() subjectId!: number
  @Quantity() latitude!: number
  @Quantity() longitude!: number
  @Name({ nullable: true }) label!: string | null
  /** Rounded kilometres to the village, when its coordinates are known. */
  @Quantity({ nullable: true }) distanceKm!: number | null
  @Flag() rounded!: boolean
}
