import { openSearches, type Search } from '../../record/searches'
import { unseenIn } from '../../record/notSeen'
import { fitSections } from '../../wording/bytes'
import { everybodyReachable, onlyNow, together } from '../../wording/answers'
import { aboutOf } from './about'
import type { Answer, Asking, PlaceTarget } from './asking'
import { gather, placePrefix, readsPrivate, seenFor } from './gather'
import { searchText, searchWithPhones, silentLine, unseenLine } from '../../wording/lines'
import { where } from './where'

/**
 * 联系不上的: whose case has reached the township, returns overdue from the first rung on, and anyone of whom the newest
 * word is that nobody has seen him.
 */
export async function unreachable(asking: Asking): Promise<Answer> {
  const about = await aboutOf(asking)
  if ('answer' in about) return about.answer
  if (about.targets.some(({ kind }) => kind === 'person')) return where(asking)
  const places = about.targets.flatMap((target) => (target.kind === 'place' ? [target] : []))
  const texts: string[] = []
  for (const place of places) texts.push(await unreachableIn(asking, place))
  return { text: together(texts) }
}

const isUnreachable = ({ case: { kind, level, step } }: Search) =>
  level !== 'none' || (kind === 'return' && step > 0)

const isMorning = ({ case: { kind } }: Search) => kind === 'morning'

const villagesOf = ({ villages }: PlaceTarget, searches: readonly Search[]) =>
  villages.filter(({ id }) => searches.some(({ case: { villageId } }) => villageId === id))

async function unreachableIn(asking: Asking, target: PlaceTarget): Promise<string> {
  const { db, now, zone, day, rt, scope, fact } = asking
  const ids = target.villages.map(({ id }) => id)
  const searches = (await openSearches(db, ids)).filter(isUnreachable)
  const [mornings, others] = [searches.filter(isMorning), searches.filter((search) => !isMorning(search))]
  const silent = await gather(asking, villagesOf(target, mornings))
  const unseen = await unseenIn(db, ids, day, { at: now, now, zone, policy: rt.policy })
  const searched = new Set(others.flatMap(({ people }) => people))
  const alone = unseen.filter(({ holder }) => !searched.has(holder.person.id))
  const seen = await seenFor(asking, { teams: silent, searches: others, people: alone.map(({ at }) => at) })
  const prefix = placePrefix(target.villages)
  const named = placePrefix(target.villages, true)
  const text = scope.supervisor ? searchWithPhones : searchText
  const lines = [
    ...others.map((search) => {
      const { villageId } = search.case
      const township = target.villages.find(({ id }) => id === villageId)?.township
      return named(villageId) + text(search, seen, readsPrivate(scope, township))
    }),
    ...silent.map((team) => prefix(team.team.village.id) + silentLine(team, seen, scope.supervisor)),
    ...alone.map((each) => named(each.holder.posting.villageId) + unseenLine(each, seen, scope.supervisor)),
  ]
  const before = fact.date !== undefined && fact.date !== day ? [onlyNow()] : []
  if (lines.length === 0) return [...before, everybodyReachable(target.label)].join('\n')
  return fitSections([
    { lines: [...before, `${target.label}联系不上的${lines.length}处:`] },
    { lines, more: (left) => `另有${left}处,问乡镇名或村名能看到。` },
  ])
}
