import { In } from 'typeorm'
import { Case } from '../../entities'
import { isBetweenClocks } from '../decide/calendar'
import { stormsOf } from '../decide/storm'
import { inChunks } from '../record/chunks'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import { findPeople } from '../record/people'
import { alarmsSince, markListed } from '../record/storms'
import { numbered } from '../record/stormNumbers'
import type { Runtime } from '../runtime'
import { type Numbered, stormList } from '../wording/caseList'
import { type Casefile, casefileOf } from './casefile'
import { isSafety } from './tell'

const MINUTE = 60_000

/** Bundles what would come to one supervisor all at once into one list. Gives how many alarms were bundled. */
export async function bundleStorms(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const { now, day, zone } = moment
  const { from, until } = rt.policy.quiet
  const safetyOnly = isBetweenClocks(now, day, from, until, zone)
  const alarms = await alarmsSince(db, now - rt.policy.storm.within * MINUTE, { now, safetyOnly })
  const storms = stormsOf(alarms, now, rt.policy)
  if (storms.length === 0) return 0
  const files = await openFiles(
    db,
    storms.flatMap(({ cases }) => cases),
    moment,
  )
  const people = await findPeople(
    db,
    storms.map(({ personId }) => personId),
  )
  let bundled = 0
  for (const { personId, rows, cases } of storms) {
    const userid = people.find(({ id }) => id === personId)?.userid
    const shown = cases.flatMap((id) => files.get(id) ?? [])
    if (userid == null || shown.length === 0) continue
    const key = `list:${now}`
    bundled += await markListed(db, rows, `${key}:${personId}`)
    await queueList(db, moment, { key, personId, userid }, shown)
  }
  rt.log.info({ supervisors: storms.length, bundled }, 'alarms were bundled into lists')
  return bundled
}

/** The cases still open, by id; each is read once however many supervisors hear of it. */
export async function openFiles(
  db: Db,
  ids: readonly number[],
  moment: Moment,
): Promise<Map<number, Casefile>> {
  const cases = await inChunks([...new Set(ids)], (piece) =>
    db.find(Case, { where: { id: In(piece), state: In(['open', 'waiting']) } }),
  )
  const files = new Map<number, Casefile>()
  for (const found of cases) files.set(found.id, await casefileOf(db, found, moment))
  return files
}

interface Reader {
  key: string
  personId: number
  userid: string
}

/** The cases with the numbers they have for this reader. */
export async function numberedFor(
  db: Db,
  personId: number,
  files: readonly Casefile[],
  now: number,
): Promise<Numbered[]> {
  const ids = files.map((file) => file.case.id)
  const numbers = await numbered(db, personId, ids, now)
  return files
    .map((file) => ({ number: numbers.get(file.case.id) ?? 0, file }))
    .sort((a, b) => a.number - b.number)
}

async function queueList(
  db: Db,
  moment: Moment,
  { key, personId, userid }: Reader,
  files: readonly Casefile[],
): Promise<void> {
  const texts = stormList(await numberedFor(db, personId, files, moment.now), moment)
  const safety = files.some((file) => isSafety(file.case))
  await queue(
    db,
    moment,
    texts.map((text, page) => ({
      key: `${key}:${page}:${personId}`,
      groupKey: `${key}:${page}`,
      personId,
      userid,
      purpose: 'alarm' as const,
      safety,
      text,
    })),
  )
}
