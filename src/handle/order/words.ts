import { villagesIn } from '../../record/lookups'
import { findPeople } from '../../record/people'
import { lastTally } from '../../record/notices'
import { lastVisits } from '../../record/visits'
import { noticeTally, NO_VISITS, visitLine } from '../../wording/orders'
import { fitSections } from '../../wording/bytes'
import type { Telling } from '../telling'
import { letterWord } from './letter'
import { coverageOf } from './visit'

const MOST = 10
const OURS = '(?:我们村?|本村|村里|咱们村?)'
const VISITS = new RegExp(`^(?:${OURS}的?)?走访记录$|^(?:最近)?谁(?:来过|来走访过?|走访过?)(?:${OURS})?$`)

/** 「通知情况」, 「走访记录」, 「走访情况」 (全覆盖): how orders stand; null for every other text. */
export async function orderWord(telling: Telling, text: string): Promise<string | null> {
  const plain = text.trim().replace(/[。??!!]$/, '')
  if (VISITS.test(plain)) return visitsSeen(telling)
  if (!telling.scope.supervisor) return null
  const letter = await letterWord(telling, text)
  if (letter !== null) return letter
  if (/^通知(?:情况|回复|统计)$/.test(plain)) {
    const tally = await lastTally(telling.db, telling.speaker.person.id)
    return noticeTally(tally, telling.moment)
  }
  if (/^(?:全区|全县|全镇|全乡|本镇)?的?(?:走访情况|走访覆盖|全覆盖(?:情况)?)$/.test(plain))
    return coverageOf(telling, await villagesIn(telling.db, telling.scope))
  return null
}

/** What visitors wrote down: a team reads what is about it, a supervisor what is in scope. */
async function visitsSeen({ db, scope, moment }: Telling): Promise<string> {
  const villages = await villagesIn(db, scope)
  const visits = await lastVisits(
    db,
    villages.map(({ id }) => id),
    MOST,
  )
  if (visits.length === 0) return NO_VISITS
  const names = new Map(villages.map(({ id, name }) => [id, name]))
  const visitors = new Map(
    (
      await findPeople(
        db,
        visits.map((v) => v.visitorId),
      )
    ).map((p) => [p.id, p.name]),
  )
  const lines = visits.map((v) =>
    visitLine(
      { ...v, village: names.get(v.villageId) ?? '', visitor: visitors.get(v.visitorId) ?? '' },
      moment.day,
    ),
  )
  return fitSections([{ lines: ['最近的走访:', ...lines] }])
}
