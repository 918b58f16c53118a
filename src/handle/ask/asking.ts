import type { Village } from '../../../entities'
import type { Scope } from '../../decide/scope'
import type { Db } from '../../record/database'
import type { Moment } from '../../record/known'
import type { Holder, Speaker } from '../../record/people'
import type { Runtime } from '../../runtime'
import type { QuestionFact } from '../../understand/facts'

/** One question in hand: who asks, within which scope, what, and when. */
export interface Asking extends Moment {
  rt: Runtime
  db: Db
  speaker: Speaker
  scope: Scope
  fact: QuestionFact
  /** A telephone number was asked for. */
  wantsNumber: boolean
  /** Chosen by the asker when the name fitted several. */
  chosen?: Option
}

/** One of several a name may mean. */
export type Option =
  | { kind: 'person'; id: number; label: string }
  | { kind: 'village'; id: number; label: string }
  | { kind: 'township'; name: string; label: string }

/** What the answer to 「您问的是哪一位」 will be applied to. */
export interface WhichPayload {
  fact: QuestionFact
  options: Option[]
}

/** What goes back to the asker; with `question`, it is a question whose answer belongs to `answerChoice`. */
export interface Answer {
  text: string
  question?: { kind: 'which_person'; payload: WhichPayload }
}

/** What a question is about, as found on the roster within the asker's scope. */
export type Target =
  | { kind: 'person'; holder: Holder }
  | { kind: 'place'; size: 'village' | 'township' | 'all'; label: string; villages: Village[] }

export type PersonTarget = Extract<Target, { kind: 'person' }>
export type PlaceTarget = Extract<Target, { kind: 'place' }>
