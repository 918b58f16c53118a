/**
 * What a message can mean: the facts of the contract's section 5, as one union.
 * A key that was not said is absent. Instants are ISO 8601 with offset, days are `YYYY-MM-DD`,
 * both in the configured time zone. Copied words (`place`, `text`, names …) are pieces of the text as written.
 */

export const WORK_CATEGORIES = [
  'farmland_patch',
  'monitored_household',
  'household_visit',
  'household_meeting',
  'house_inspection',
  'relief_application',
  'party_meeting',
  'dispute',
  'policy_talk',
  'industry',
  'project',
  'employment',
  'environment',
  'patrol',
  'reconstruction',
  'evacuation',
  'public_service',
  'study',
  'paperwork',
  'other',
] as const
export type WorkCategory = (typeof WORK_CATEGORIES)[number]

export const STATUSES = ['in_village', 'field', 'business', 'leave', 'rest', 'travelling'] as const
export type Status = (typeof STATUSES)[number]

export const LEAVE_KINDS = ['sick', 'personal', 'annual', 'family', 'other'] as const
export type LeaveKind = (typeof LEAVE_KINDS)[number]

export const QUESTIONS = [
  'where',
  'missing',
  'unreachable',
  'summary',
  'work',
  'days',
  'leave',
  'help',
] as const
export type Asks = (typeof QUESTIONS)[number]

export const ORDERS = ['roll_call', 'notice', 'spot_check', 'visit'] as const
export type Does = (typeof ORDERS)[number]

/** `"self"`, `"team"`, `"rest"`, or a person exactly as written. */
export type Who = string

export interface Part {
  label: string
  count: number
  unit: string
}

export interface WhereaboutsFact {
  kind: 'whereabouts'
  who: Who[]
  /** Absent in 「6点前回」 alone: such a fact amends the last one. */
  status?: Status
  place?: string
  activity?: WorkCategory
  with?: string[]
  from?: string
  until?: string
  noSignal?: true
}

export interface WorkFact {
  kind: 'work'
  /** Only after a `correction` may it be absent: it takes the last message's. */
  category?: WorkCategory
  count?: number
  unit?: string
  /** `false` when planned or still to do. */
  done?: false
  date?: string
  parts?: Part[]
}

export interface LeaveFact {
  kind: 'leave'
  leaveKind: LeaveKind
  from: string
  to: string
  days: number
  reason?: string
  extends?: true
}

export interface HealthFact {
  kind: 'health'
  who: Who[]
  symptom: string
  days?: number
  urgent?: true
}

export interface DifficultyFact {
  kind: 'difficulty'
  text: string
}

export interface PlanFact {
  kind: 'plan'
  date: string
  text: string
}

export interface SafeFact {
  kind: 'safe'
  who: Who[]
}

export interface HelpFact {
  kind: 'help'
  who: Who[]
  text: string
}

export interface NotSeenFact {
  kind: 'not_seen'
  who: Who[]
  days?: number
}

export interface AckFact {
  kind: 'ack'
}

export interface CorrectionFact {
  kind: 'correction'
}

export interface WithdrawFact {
  kind: 'withdraw'
}

export interface QuestionFact {
  kind: 'question'
  asks: Asks
  about?: string
  category?: WorkCategory
  date?: string
  from?: string
  to?: string
}

export interface OrderFact {
  kind: 'order'
  does: Does
  scope?: string
  text?: string
  count?: number
}

export interface FeedbackFact {
  kind: 'feedback'
  text: string
}

export type Fact =
  | WhereaboutsFact
  | WorkFact
  | LeaveFact
  | HealthFact
  | DifficultyFact
  | PlanFact
  | SafeFact
  | HelpFact
  | NotSeenFact
  | AckFact
  | CorrectionFact
  | WithdrawFact
  | QuestionFact
  | OrderFact
  | FeedbackFact

export type FactKind = Fact['kind']
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>

/** The piece of the (original) text a fact was read from: UTF-16 offsets, `end` not included. */
export interface Span {
  start: number
  end: number
}

/** How the speaker stands to the team: it decides who 他们 is and who may give orders. */
export type SpeakerRole = 'member' | 'secretary' | 'villager' | 'supervisor'

/** What is known around a text. Everything is optional: without it the text is read alone. */
export interface ReadingContext {
  role?: SpeakerRole
  /** IANA zone of every clock and day word; default `Asia/Shanghai`. */
  timezone?: string
  /** People the speaker may mean, with the name as on the roster and how others call them (aliases). */
  people?: readonly KnownPerson[]
  /** Villages and townships around the speaker, as on the roster. */
  places?: readonly string[]
  /** The facts of the speaker's last message that carried any (within 24 h). */
  lastFacts?: readonly Fact[]
  /** The question the bot has open with the speaker, if any. */
  asked?: AskedQuestion
  /** An emergency or roll call of the speaker's is open: 没事, 都好 are `safe`. */
  emergency?: boolean
  /** Words the district added (policy file, `words`). */
  words?: LocalWords
}

export interface KnownPerson {
  name: string
  /** 第一书记, 工作队长, 村党支部书记 … as on the roster. */
  title?: string
}

/** What the bot asked last and is still open. `about`: names as on the roster, or `team`. */
export interface AskedQuestion {
  about: 'self' | 'team' | readonly string[]
  kind: 'where' | 'return' | 'safe' | 'confirm' | 'choose'
}

/** A district's own vocabulary: word → meaning. */
export interface LocalWords {
  categories?: Readonly<Partial<Record<WorkCategory, readonly string[]>>>
  places?: readonly string[]
  units?: readonly string[]
}

/** One fact with where it came from. */
export interface ReadFact {
  fact: Fact
  span: Span
  /** Name of the reader that found it. */
  reader: string
  /** The speaker's own words for where somebody is and what for: 去镇上交材料. */
  said?: string
}

export interface Reading {
  facts: ReadFact[]
  /** Pieces of the text no reader used and that carry meaning (punctuation and fillers left out). */
  unread: Span[]
}
