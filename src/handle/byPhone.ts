import type { Posting } from '../../entities'
import { type Scope, seesVillage } from '../decide/scope'
import type { Db } from '../record/database'
import { teamsAt } from '../record/lookups'
import { openCases } from '../record/openCases'
import { type Holder, isCadrePosting, type Speaker, type Team } from '../record/people'

/** Whose word a supervisor passes on, and the team that person lives with. */
export interface HeardFrom {
  person: Holder['person']
  posting: Posting
  team: Team
}

const RANG = '(?:电话|通话|通了?话|联系|打(?:了|过|通)|问(?:了|过|到))'
const NOT_REACHED = /打不通|没打通|没人?接|不接|没接通|接不通|无法接通|关机|联系不[上到]|没联系[上到]|没问到/
const CALLED = '(?:书记|队长|老师|支书|主任|哥|姐|工|总)'
const SECRETARY = '(?:村?支书|村?支部书记|村书记)'
const CADRE = '(?:村主任|村副?主任|村干部|村委会?的?人?)'

/** The clauses of a text but those in which nobody was reached. */
const clausesOf = (text: string) =>
  text.split(/[,，。;；!！\s]+/).filter((clause) => !NOT_REACHED.test(clause))

/** Is this somebody the text says was rung or asked, or who spoke once somebody had rung? */
function wasRung(text: string, called: string): boolean {
  const rung = new RegExp(`${RANG}.{0,8}${called}|${called}.{0,6}${RANG}`)
  const spoke = new RegExp(`^(?:.{0,6}村)?${called}.{0,3}(?:说|讲|回)`)
  const clauses = clausesOf(text)
  const first = clauses.findIndex((clause) => new RegExp(RANG).test(clause))
  return first >= 0 && clauses.some((clause, i) => rung.test(clause) || (i > first && spoke.test(clause)))
}

const nameOf = ({ person: { name } }: Holder) => `(?:${name}|${name.slice(0, 1)}${CALLED})`

/** The one of a team and its village whom the text says was rung: by name, else by the office only one of them holds. */
function rungIn(text: string, { cadres, members }: Team): Holder | undefined {
  const named = [...cadres, ...members].filter((holder) => wasRung(text, nameOf(holder)))
  if (named.length > 0) return named[0]
  const secretaries = cadres.filter(({ posting }) => posting.role === 'village_secretary')
  const others = cadres.filter(({ posting }) => posting.role !== 'village_secretary')
  if (secretaries.length === 1 && wasRung(text, SECRETARY)) return secretaries[0]
  return others.length === 1 && wasRung(text, CADRE) ? others[0] : undefined
}

/**
 * 「电话问了村支书,岔河村杨书记在山上」: the secretary's word, by phone through this supervisor. `nearby`: the teams of the
 * villages the text names; with none named, the team of the one search that is his.
 */
export async function heardByPhone(
  db: Db,
  {
    scope,
    speaker,
    day,
    text,
    nearby,
  }: { scope: Scope; speaker: Speaker; day: string; text: string; nearby: readonly Team[] },
): Promise<HeardFrom | null> {
  if (!new RegExp(RANG).test(text)) return null
  const candidates = nearby.length > 0 ? nearby : await searchedFor(db, scope, speaker, day)
  const found = candidates.flatMap((team) => {
    const holder = rungIn(text, team)
    return holder === undefined ? [] : [{ ...holder, team }]
  })
  return found.length === 1 ? (found[0] ?? null) : null
}

async function searchedFor(db: Db, scope: Scope, { person }: Speaker, day: string): Promise<Team[]> {
  const all = await openCases(db, person.id, (village) => village !== null && seesVillage(scope, village))
  const owned = all.filter(({ case: c }) => c.ownerId === person.id)
  const mine = owned.length > 0 ? owned : all.filter(({ told }) => told)
  const villages = new Set(mine.flatMap(({ village }) => (village === null ? [] : [village.id])))
  return villages.size === 1 ? teamsAt(db, [...villages], day) : []
}

export const isOfTeam = ({ posting }: HeardFrom) => !isCadrePosting(posting)
