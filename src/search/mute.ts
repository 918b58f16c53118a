import type { Case } from '../../entities'
import type { Db } from '../record/database'
import type { Holder } from '../record/people'
import { queueSms } from '../record/sms'
import type { Runtime } from '../runtime'
import { smsText } from '../wording/sms'

/** Tells people without an account by short message, when there is such a road. Gives how many. */
export async function tellMute(
  rt: Runtime,
  db: Db,
  now: number,
  { found, name }: { found: Pick<Case, 'id' | 'round'>; name: string },
  people: readonly Holder[],
  text: string,
): Promise<number> {
  if (rt.hasSms !== true) return 0
  const mute = people.filter(({ person }) => person.userid === null)
  const key = `${found.id}:${name}:${found.round}`
  return queueSms(
    db,
    now,
    mute.map(({ person }) => ({ key: `${key}:${person.id}`, person, caseId: found.id, text: smsText(text) })),
  )
}
