import { OutboundMessage, type Rung } from '../../entities'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { holdersById } from '../record/lookups'
import type { Holder } from '../record/people'
import { isDeclared } from '../wording/alarms'
import {
  askAboutMissing,
  askAboutReturn,
  askLeadAgain,
  askMate,
  askOwner,
  askReturned,
  askVillage,
} from '../wording/asks'
import { askCard } from '../wording/cards'
import { greeting, list } from '../wording/people'
import type { Casefile } from './casefile'
import { tellAbout } from './tell'

/** Asks the people of a rung, each in words of their own. Returns how many. */
export async function ask(
  db: Db,
  file: Casefile,
  moment: Moment,
  { rung, index }: { rung: Rung; index: number },
  people: readonly Holder[],
): Promise<number> {
  const cardFor = (_: Holder, text: string) => askCard(file, text)
  const about = { found: file.case, purpose: 'ask' as const, name: `rung${index}`, rung: index, cardFor }
  const before = await askedToday(db, file, moment)
  return tellAbout(db, moment, about, people, (holder) =>
    questionFor(file, moment, { rung, isAgain: before.has(holder.person.id) }, holder),
  )
}

/** Whom the search or the reminder before it has reached today. */
async function askedToday(db: Db, { case: found, told }: Casefile, { day }: Moment): Promise<Set<number>> {
  const asked = told.filter(({ purpose, round }) => purpose === 'ask' && round === found.round)
  const reminder = await db.findBy(OutboundMessage, { key: `reminder:${found.villageId}:${day}` })
  const reached = [...asked, ...reminder].filter(({ state }) => state === 'sent' || state === 'claimed')
  return new Set(reached.map(({ personId }) => personId))
}

function questionFor(
  file: Casefile,
  asking: Moment,
  { rung, isAgain }: { rung: Rung; isAgain: boolean },
  holder: Holder,
): string {
  const { case: found, team } = file
  const to = greeting(holder)
  const missing = list(file.missing.map(({ person }) => person.name))
  if (found.kind === 'return') {
    if (!isDeclared(found)) return askAboutMissing(to, missing, asking)
    return rung.to === 'person'
      ? askReturned(to, found.dueAt, asking)
      : askAboutReturn(to, missing, found.dueAt, found.place, asking)
  }
  const { round } = found
  if (rung.to === 'secretary' || rung.to === 'cadres') return askVillage(to, team.village.name, round, asking)
  return holder.person.id === file.leads[0]?.person.id
    ? askLeadAgain(to, team.members.length === 1 ? '您' : `${team.village.name}队里`, round, isAgain, asking)
    : askMate(to, team.village.name, round, asking)
}

/** Asks whoever took a search for one line. */
export async function askTheOwner(db: Db, file: Casefile, moment: Moment): Promise<number> {
  const { owner, case: found } = file
  if (owner === null || found.ownedUntil === null) return 0
  const until = found.ownedUntil
  const holder = (await holdersById(db, [owner.id], moment.day)).get(owner.id)
  if (holder === undefined) return 0
  const about = { found, purpose: 'owner_ask' as const, name: `owner${until}` }
  return tellAbout(db, moment, about, [holder], (to) =>
    askOwner(greeting(to), file.team.village.name, until, moment),
  )
}
