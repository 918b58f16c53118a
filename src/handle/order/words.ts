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
/** 「全覆盖」, 「走访情况」, 「全覆盖 已走访」, 「未走访的村」, 「还有哪些村没走访」 */
const COVERAGE = new RegExp(
  '^(?:全区|全县|全镇|全乡|本镇)?的?(?:(?:走访(?:情况|覆盖|统计|进度)|全覆盖(?:情况|进度)?)[,,、::\\s]*)?' +
    '(?:(?:还有)?哪些村)?(?:(?:已|未|没|还没|没有|还没有)走访过?|走访(?:过|了))?(?:[/、,,和\\s]*(?:未|没|还没)走访)?的?(?:村|队|村子)?(?:有哪些|是哪些|了)?$',
)
const TALLY =
  /^通知(?:情况|回复|统计|进度|结果)$|^通知(?:还有)?(?:谁|哪些人|多少人|几个人)(?:还?没有?)?回(?:复|过)?了?$|^(?:还有)?(?:谁|哪些人|多少人|几个人)(?:还?没有?)?回(?:复|过)?了?通知$/
const VISITS = new RegExp(
  `^(?:${OURS}的?)?走访记录$|^(?:最近|今天|这几天)?谁(?:来过|来走访过?|走访过?)(?:${OURS})?$`,
)

/** 「通知情况」, 「走访记录」, 「走访情况」 (全覆盖): how orders stand; null for every other text. */
export async function orderWord(telling: Telling, text: string): Promise<string | null> {
  const plain = text.trim().replace(/[。??!!]$/, '')
  if (VISITS.test(plain)) return visitsSeen(telling)
  if (!telling.scope.supervisor) return null
  const letter = await letterWord(telling, text)
  if (letter !== null) return letter
  if (TALLY.test(plain)) {
    const tally = await lastTally(telling.db, telling.speaker.person.id)
    return noticeTally(tally, telling.moment)
  }
  if (/走访|全覆盖/.test(plain) && COVERAGE.test(plain))
    return coverageOf(
      telling,
      await villagesIn(telling.db, telling.scope),
      /已走访|走访[过了]|哪些/.test(plain) ? 'all' : 'left',
    )
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
