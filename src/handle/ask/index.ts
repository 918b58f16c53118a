import { scopeOf } from '../../decide/scope'
import type { Db } from '../../record/database'
import type { Speaker } from '../../record/people'
import type { Runtime } from '../../runtime'
import { dayOf } from '../../time'
import type { Asks, QuestionFact } from '../../understand/facts'
import { nothingToSee, unitContactOnly } from '../../wording/answers'
import type { Answer, Asking, Option, WhichPayload } from './asking'
import { days } from './days'
import { help } from './help'
import { leave } from './leave'
import { missing } from './missing'
import { summary } from './summary'
import { unreachable } from './unreachable'
import { where } from './where'
import { work } from './work'

export type { Answer, WhichPayload } from './asking'

const QUESTIONS: Record<Asks, (asking: Asking) => Promise<Answer>> = {
  where,
  missing,
  unreachable,
  summary,
  work,
  days,
  leave,
  help,
}

/** A mate's number is given to whoever asks for it. */
const NUMBER = /电话|号码|手机|联系/

/**
 * Answers one question within the asker's scope; at most 2048 bytes. When the answer carries `question`, its text asks
 * one back: keep the payload, and hand what is written next to `answerChoice`.
 */
export function answer(
  rt: Runtime,
  db: Db,
  speaker: Speaker,
  fact: QuestionFact,
  now: number,
  text = '',
): Promise<Answer> {
  return answerWith(rt, db, speaker, fact, now, { wantsNumber: NUMBER.test(text) })
}

/**
 * Answers the question of `payload` for the one the asker chose (「2」, or words of an option); null when the words
 * choose none of them. Nothing of the payload widens the scope: what was chosen is looked up again.
 */
export async function answerChoice(
  rt: Runtime,
  db: Db,
  speaker: Speaker,
  payload: WhichPayload,
  choice: string,
  now: number,
): Promise<Answer | null> {
  const chosen = chosenOf(payload.options, choice)
  return chosen === null ? null : answerWith(rt, db, speaker, payload.fact, now, { chosen })
}

function answerWith(
  rt: Runtime,
  db: Db,
  speaker: Speaker,
  fact: QuestionFact,
  now: number,
  { chosen, wantsNumber = false }: { chosen?: Option; wantsNumber?: boolean },
): Promise<Answer> {
  const scope = scopeOf(speaker.postings)
  const zone = rt.timezone
  const day = dayOf(now, zone)
  const asking: Asking = {
    rt,
    db,
    speaker,
    scope,
    fact,
    now,
    day,
    zone,
    wantsNumber,
    ...(chosen === undefined ? {} : { chosen }),
  }
  const seesTeams = scope.all || scope.townships.length > 0 || scope.villageIds.length > 0
  if (!seesTeams && fact.asks !== 'help' && (fact.asks !== 'leave' || scope.units.length === 0)) {
    return Promise.resolve({ text: scope.units.length > 0 ? unitContactOnly() : nothingToSee() })
  }
  return QUESTIONS[fact.asks](asking)
}

const DIGITS = '一二三四五六'

/** 「2」, 「第二个」, 「2号」, or a part of exactly one option's words. */
export function chosenOf<T extends Pick<Option, 'label'>>(options: readonly T[], choice: string): T | null {
  const written = choice.normalize('NFKC').replace(/\s/g, '')
  const ordinal = /^第?([1-9]|[一二三四五六])(?:个|号|位)?[。.]?$/.exec(written)?.[1]
  if (ordinal !== undefined) {
    const index = DIGITS.includes(ordinal) ? DIGITS.indexOf(ordinal) : Number(ordinal) - 1
    return options[index] ?? null
  }
  const fitting = written === '' ? [] : options.filter(({ label }) => label.includes(written))
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}
