import { OutboundMessage } from '../../entities'
import { grouped } from '../decide/grouped'
import { leaveToDigest, ordinaryAlarms, ordinaryTold } from '../record/caps'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import { markListed } from '../record/storms'
import type { Runtime } from '../runtime'
import { cappedList } from '../wording/caseList'
import { numberedFor, openFiles } from './storm'

type Row = Awaited<ReturnType<typeof ordinaryAlarms>>[number]

/** Is somebody about to be told more than a day's number of alarms? Safety is never counted and never held. */
export async function hasOverCap(rt: Runtime, db: Db, moment: Moment): Promise<boolean> {
  return (await overCap(rt, db, moment)).length > 0
}

async function overCap(rt: Runtime, db: Db, { now, day }: Moment): Promise<Row[][]> {
  const rows = await ordinaryAlarms(db, now)
  if (rows.length === 0) return []
  const told = await ordinaryTold(db, [...new Set(rows.map(({ personId }) => personId))], day)
  return [...grouped(rows, ({ personId }) => personId)].flatMap(([personId, own]) => {
    const left = Math.max(0, rt.policy.burden.supervisorPerDay - (told.get(personId) ?? 0))
    const over = own.slice(left)
    return over.length === 0 ? [] : [over]
  })
}

/** What is above a day's number becomes one list, once a day; after that it is left to the evening's digest. */
export async function bundleOverCap(rt: Runtime, db: Db, moment: Moment): Promise<void> {
  for (const rows of await overCap(rt, db, moment)) {
    const [first] = rows
    if (first === undefined) continue
    const { personId, userid } = first
    const key = `list:cap${moment.day}`
    const files = await openFiles(
      db,
      rows.flatMap(({ caseId }) => caseId ?? []),
      moment,
    )
    // What has ended meanwhile is dropped by itself when its turn comes.
    const open = rows.filter(({ caseId }) => files.has(caseId ?? 0)).map(({ id }) => id)
    if (open.length === 0) continue
    if (await db.existsBy(OutboundMessage, { key: `${key}:0:${personId}` })) {
      await leaveToDigest(db, open)
      continue
    }
    await markListed(db, open, `${key}:${personId}`)
    const entries = await numberedFor(db, personId, [...files.values()], moment.now)
    const about = { personId, userid, purpose: 'alarm' as const }
    const texts = cappedList(entries, moment)
    await queue(
      db,
      moment,
      texts.map((text, page) => ({
        ...{ ...about, text, groupKey: `${key}:${page}` },
        key: `${key}:${page}:${personId}`,
      })),
    )
  }
}
