import { In, IsNull, LessThanOrEqual } from 'typeorm'
import { Notice, NoticeRecipient, Person } from '../../entities'
import { inChunks } from '../record/chunks'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { type Outgoing, queue } from '../record/outbox'
import { inert } from '../wording/inert'
import { noticeAgain } from '../wording/orders'

/** A notice that wanted an answer is told once more, a day later, to whoever has not written since. */
export async function repeatNotices(db: Db, moment: Moment): Promise<number> {
  let told = 0
  for (const notice of await db.findBy(Notice, { repeatAt: LessThanOrEqual(moment.now) })) {
    const claimed = await db.update(
      Notice,
      { id: notice.id, repeatAt: notice.repeatAt ?? IsNull() },
      { repeatAt: null },
    )
    if (claimed.affected !== 1) continue
    const silent = await db.findBy(NoticeRecipient, { noticeId: notice.id, answeredAt: IsNull() })
    const people = await inChunks(
      silent.map(({ personId }) => personId),
      (ids) => db.findBy(Person, { id: In(ids) }),
    )
    const sender = await db.findOneBy(Person, { id: notice.senderId })
    const text = noticeAgain(sender?.name ?? '', inert(notice.text), moment)
    const group = `${notice.key}:again`
    const outgoing = people.flatMap(({ id, userid }): Outgoing[] =>
      userid === null
        ? []
        : [{ key: `${group}:${id}`, groupKey: group, personId: id, userid, purpose: 'notice', text }],
    )
    told += await queue(db, moment, outgoing)
  }
  return told
}
