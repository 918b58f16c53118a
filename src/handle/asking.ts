import type { BotQuestion } from '../../entities'
import { keepQuestion } from '../record/questions'
import type { Telling } from './telling'

const HALF_A_DAY = 12 * 3_600_000

/** Keeps a question that a reply asks, until it is answered or its time (ms; half a day) has passed. */
export async function ask(
  { db, moment, speaker, messageId }: Telling,
  kind: BotQuestion['kind'],
  payload: object,
  lasting = HALF_A_DAY,
): Promise<void> {
  const expiresAt = moment.now + lasting
  await keepQuestion(db, {
    personId: speaker.person.id,
    kind,
    messageId,
    payload,
    askedAt: moment.now,
    expiresAt,
  })
}
