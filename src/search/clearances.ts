import { grouped } from '../decide/grouped'
import type { Db } from '../record/database'
import { gathered, GATHERED, gatheringUntil } from '../record/gathering'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import { markListed } from '../record/storms'
import { clearedList } from '../wording/caseList'
import type { Casefile } from './casefile'

const MINUTE = 60_000
/** After an all-clear the further ones of a list are gathered for so long. */
const GATHERED_FOR = 5

/**
 * When those who were told of a case in a list hear that it is over: the first at once, what ends within minutes after it
 * together. Of the others nobody waits. By person: epoch ms.
 */
export async function clearedLater(db: Db, file: Casefile, { now }: Moment): Promise<Map<number, number>> {
  const own = new Set(file.told.filter(({ state }) => state === 'sent').map(({ personId }) => personId))
  const listed = file.told.filter(({ state, personId }) => state === 'listed' && !own.has(personId))
  const people = [...new Set(listed.map(({ personId }) => personId))]
  if (people.length === 0) return new Map()
  const until = await gatheringUntil(db, people, now - GATHERED_FOR * MINUTE, GATHERED_FOR)
  return new Map([...until].filter(([, at]) => at > now))
}

export const gatheredGroup = (groupKey: string) => `${groupKey}${GATHERED}`

/** All-clears that have gathered become one text each reader. `safetyOnly`: the others wait for the morning. */
export async function bundleClearances(
  db: Db,
  moment: Moment,
  { safetyOnly }: { safetyOnly: boolean },
): Promise<void> {
  const { now } = moment
  const rows = (await gathered(db)).filter(({ safety }) => safety || !safetyOnly)
  for (const [personId, own] of grouped(rows, (row) => row.personId)) {
    const [first] = own
    const isDue = own.some(({ nextTryAt }) => nextTryAt !== null && nextTryAt <= now)
    if (first === undefined || own.length < 2 || !isDue) continue
    const key = `list:clear${now}`
    const ids = own.map(({ id }) => id)
    if ((await markListed(db, ids, `${key}:${personId}`)) === 0) continue
    const texts = clearedList(
      own.map(({ text }) => text),
      moment,
    )
    const safety = own.some((row) => row.safety)
    await queue(
      db,
      moment,
      texts.map((text, page) => {
        const groupKey = `${key}:${page}`
        const about = { personId, userid: first.userid, purpose: 'all_clear' as const, safety, text }
        return { ...about, groupKey, key: `${groupKey}:${personId}` }
      }),
    )
  }
}
