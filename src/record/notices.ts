import { In, IsNull, LessThan, LessThanOrEqual } from 'typeorm'
import { Notice, NoticeRecipient, OutboundMessage, Person } from '../../entities'
import { mayBeOpen } from './around'
import type { Db } from './database'
import { findPeople } from './people'

/** Any later message of a receiver answers the notices that wait for one. */
export async function answerNotices(db: Db, personId: number, at: number): Promise<void> {
  if (!(await mayBeOpen(db, 'notice', [personId]))) return
  const open = await db.findBy(NoticeRecipient, { personId, answeredAt: IsNull() })
  if (open.length === 0) return
  const wanted = await db.findBy(Notice, {
    id: In(open.map(({ noticeId }) => noticeId)),
    wantsAnswer: true,
    at: LessThan(at),
  })
  const ids = new Set(wanted.map(({ id }) => id))
  const rows = open.filter(({ noticeId }) => ids.has(noticeId)).map(({ id }) => id)
  if (rows.length > 0) await db.update(NoticeRecipient, { id: In(rows) }, { answeredAt: at })
}

/** Did the message written at that instant answer one? */
export const answeredNotice = (db: Db, personId: number, at: number): Promise<boolean> =>
  db.existsBy(NoticeRecipient, { personId, answeredAt: at })

export interface Tally {
  notice: Notice
  total: number
  answered: number
  /** Without an account: to be told by phone. */
  mute: Person[]
  /** WeCom did not deliver it, and they have not written since: likewise. */
  refused: Person[]
}

/** How the sender's last notice that wanted an answer stands; null when there is none. */
export async function lastTally(db: Db, senderId: number): Promise<Tally | null> {
  const notice = await db.findOne(Notice, { where: { senderId, wantsAnswer: true }, order: { id: 'DESC' } })
  if (notice === null) return null
  const rows = await db.findBy(NoticeRecipient, { noticeId: notice.id })
  const mute = await db.findBy(Person, { id: In(rows.map(({ personId }) => personId)), userid: IsNull() })
  const refused = await db.find(OutboundMessage, {
    select: { personId: true },
    where: { groupKey: notice.key, state: 'refused' },
  })
  const silent = new Set(rows.filter(({ answeredAt }) => answeredAt === null).map(({ personId }) => personId))
  const missed = refused.map(({ personId }) => personId).filter((id) => silent.has(id))
  return {
    notice,
    refused: await findPeople(db, missed),
    total: rows.length,
    answered: rows.filter(({ answeredAt }) => answeredAt !== null).length,
    mute,
  }
}

export interface Repeat {
  notice: Notice
  /** Who has not written since. */
  silent: Person[]
  sender: string
}

/** Notices whose one repeat is due; each is claimed, so that only one process repeats it. */
export async function claimRepeats(db: Db, now: number): Promise<Repeat[]> {
  const due: Repeat[] = []
  for (const notice of await db.findBy(Notice, { repeatAt: LessThanOrEqual(now) })) {
    const claimed = await db.update(
      Notice,
      { id: notice.id, repeatAt: LessThanOrEqual(now) },
      { repeatAt: null },
    )
    if (claimed.affected !== 1) continue
    const open = await db.findBy(NoticeRecipient, { noticeId: notice.id, answeredAt: IsNull() })
    const silent = await findPeople(
      db,
      open.map(({ personId }) => personId),
    )
    const [sender] = await findPeople(db, [notice.senderId])
    due.push({ notice, silent, sender: sender?.name ?? '' })
  }
  return due
}
