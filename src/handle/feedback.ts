import { queue } from '../record/outbox'
import { type Holder, holders } from '../record/people'
import { inert } from '../wording/inert'
import { fit, TEXT_BYTES } from '../wording/bytes'
import { clock } from '../wording/when'
import type { Taken } from './tell'
import type { Telling } from './telling'

const reachable = (people: Holder[]) => people.filter(({ person }) => person.userid !== null)

/** Feedback goes to 意见受理人, else to the district; never into lists or digests. The reply says whom it reached. */
export async function passFeedback(telling: Telling, taken: Taken): Promise<string | null> {
  const said = taken.told.flatMap(({ fact }) => (fact.kind === 'feedback' ? [fact.text] : []))
  if (said.length === 0) return null
  const { db, moment, messageId, speaker, team } = telling
  const officers = reachable(await holders(db, ['feedback_officer'], moment.day))
  const to = officers.length > 0 ? officers : reachable(await holders(db, ['district_admin'], moment.day))
  const from = team === null ? speaker.person.name : `${team.village.name} ${speaker.person.name}`
  const text = fit(
    [`【意见 ${clock(moment.now, moment.zone)}】${from}:`, inert(said.join(';')), '请您直接回复本人。'],
    TEXT_BYTES,
  )
  const key = `feedback:${messageId}`
  await queue(
    db,
    moment,
    to.flatMap(({ person }) =>
      person.userid === null
        ? []
        : [
            {
              key: `${key}:${person.id}`,
              groupKey: key,
              personId: person.id,
              userid: person.userid,
              purpose: 'feedback' as const,
              text,
            },
          ],
    ),
  )
  if (officers.length > 0) return '谢谢您直说,已经转给意见受理人,不经过镇上。'
  return to.length > 0
    ? '谢谢您直说。名册里还没有意见受理人,先转给了区里。'
    : '谢谢您直说,已经记下;名册里还没有能转交的人。'
}
