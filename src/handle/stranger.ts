import { queue } from '../record/outbox'
import { type Holder, holders } from '../record/people'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { Runtime } from '../runtime'
import { factsOf, understand } from '../understand'
import { strangerHelpAlarm, strangerHelpReply } from '../wording/emergency'
import { inert } from '../wording/inert'
import { STRANGER } from '../wording/plain'

const reachable = (found: readonly Holder[]) => [
  ...new Map(found.map((holder) => [holder.person.id, holder])).values(),
]

/**
 * Somebody who is not on the roster: one polite sentence, nothing kept, nothing shown. A call for help is the
 * exception: the district gets the words, the account and the time.
 */
export async function answerStranger(
  rt: Runtime,
  db: Db,
  moment: Moment,
  { from, text, deliveryKey }: { from: string; text: string | null; deliveryKey: string },
): Promise<string> {
  const isHelp =
    text !== null &&
    factsOf(understand(text, moment.now, { timezone: moment.zone })).some(
      (fact) => fact.kind === 'help' || (fact.kind === 'health' && fact.urgent === true),
    )
  if (!isHelp) return STRANGER
  // With nobody in the district, every township hears it.
  const inDistrict = reachable(await holders(db, ['district_admin'], moment.day))
  const district =
    inDistrict.length > 0 ? inDistrict : reachable(await holders(db, ['township_admin'], moment.day))
  const alarm = strangerHelpAlarm(inert(from), inert(text), moment)
  const key = `stranger:${deliveryKey}`
  const rows = district.flatMap(({ person }) =>
    person.userid === null
      ? []
      : [
          {
            key: `${key}:${person.id}`,
            groupKey: key,
            personId: person.id,
            userid: person.userid,
            purpose: 'alarm' as const,
            safety: true,
            text: alarm,
          },
        ],
  )
  await queue(db, moment, rows)
  if (rows.length === 0)
    rt.log.error({ key }, "a stranger's call for help has nobody in the district to tell")
  return strangerHelpReply(rt.policy.help.dutyPhone, rows.length > 0)
}
