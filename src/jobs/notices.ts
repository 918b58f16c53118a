import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { claimRepeats } from '../record/notices'
import { type Outgoing, queue } from '../record/outbox'
import { inert } from '../wording/inert'
import { noticeAgain } from '../wording/orders'

/** A notice that wanted an answer is told once more, a day later, to whoever has not written since. */
export async function repeatNotices(db: Db, moment: Moment): Promise<number> {
  let told = 0
  for (const { notice, silent, sender } of await claimRepeats(db, moment.now)) {
    const text = noticeAgain(sender, inert(notice.text), moment)
    const group = `${notice.key}:again`
    const outgoing = silent.flatMap(({ id, userid }): Outgoing[] =>
      userid === null
        ? []
        : [{ key: `${group}:${id}`, groupKey: group, personId: id, userid, purpose: 'notice', text }],
    )
    told += await queue(db, moment, outgoing)
  }
  return told
}
