import { In } from 'typeorm'
import {
  Case,
  CasePerson,
  Person,
  RollCall,
  RollCallCaller,
  RollCallEntry,
  RollCallFigure,
  Village,
} from '../../entities'
import { FIGURE_ORDER, type Figure, type Standing } from '../decide/rollCall'
import { isRollCalled } from './around'
import { inChunks } from './chunks'
import type { Db } from './database'

export const openRollCalls = async (db: Db): Promise<RollCall[]> =>
  (await isRollCalled(db)) ? db.find(RollCall, { where: { state: 'open' }, order: { id: 'ASC' } }) : []

/** The open roll calls that ask after this person. */
export async function rollCallsOf(
  db: Db,
  personId: number,
): Promise<{ call: RollCall; entry: RollCallEntry }[]> {
  const open = await openRollCalls(db)
  if (open.length === 0) return []
  const entries = await db.findBy(RollCallEntry, { personId, rollCallId: In(open.map(({ id }) => id)) })
  return entries.flatMap((entry) => {
    const call = open.find(({ id }) => id === entry.rollCallId)
    return call === undefined ? [] : [{ call, entry }]
  })
}

/** The villages whose teams an open roll call covers: their morning rules send nothing. */
export async function villagesUnderRollCall(db: Db): Promise<Set<number>> {
  return new Set((await openRollCalls(db)).flatMap(({ villageIds }) => villageIds))
}

export const entriesOf = (db: Db, rollCallId: number): Promise<RollCallEntry[]> =>
  db.find(RollCallEntry, { where: { rollCallId }, order: { id: 'ASC' } })

export const entriesIn = (
  db: Db,
  rollCallId: number,
  state: RollCallEntry['state'],
): Promise<RollCallEntry[]> => db.findBy(RollCallEntry, { rollCallId, state })

/** Is somebody silent or in need? */
export const isWaiting = (db: Db, rollCallId: number): Promise<boolean> =>
  db.existsBy(RollCallEntry, { rollCallId, state: In(['asked', 'help']) })

/** Whoever asked for help here and whose call for help a supervisor has closed since is accounted for. */
export async function rescued(db: Db, rollCallId: number): Promise<void> {
  const inNeed = await db.findBy(RollCallEntry, { rollCallId, state: 'help' })
  for (const { id, personId } of inNeed) {
    const concerned = await db.findBy(CasePerson, { personId })
    const cases = await db.findBy(Case, {
      id: In(concerned.map(({ caseId }) => caseId)),
      kind: In(['help', 'illness']),
    })
    const last = cases.sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0)).at(-1)
    if (last !== undefined && cases.every(({ state }) => state === 'closed'))
      await db.update(RollCallEntry, { id, state: 'help' }, { state: 'safe', answeredAt: last.closedAt })
  }
}

export const callersOf = async (db: Db, rollCallId: number): Promise<Person[]> => {
  const callers = await db.findBy(RollCallCaller, { rollCallId })
  return db.findBy(Person, { id: In(callers.map(({ personId }) => personId)) })
}

/** The open roll calls whose lists this person gets. */
export async function callsOf(db: Db, personId: number): Promise<RollCall[]> {
  const open = await openRollCalls(db)
  if (open.length === 0) return []
  const mine = await db.findBy(RollCallCaller, { personId, rollCallId: In(open.map(({ id }) => id)) })
  return open.filter(({ id }) => mine.some(({ rollCallId }) => rollCallId === id))
}

/** The last word on each person wins. */
export async function answerEntries(
  db: Db,
  rollCallId: number,
  people: readonly number[],
  answer: { state: 'safe' | 'help'; by: number; at: number; messageId: number; words: string },
): Promise<number> {
  if (people.length === 0) return 0
  const { state, by, at, messageId, words } = answer
  const where = { rollCallId, personId: In([...people]) }
  const done = await db.update(RollCallEntry, where, {
    state,
    answeredAt: at,
    answeredBy: by,
    messageId,
    words,
  })
  return done.affected ?? 0
}

/** Whoever is silent or in need, of these people, is accounted for; gives who that was. */
export async function accountForEntries(
  db: Db,
  rollCallId: number,
  people: readonly number[],
  answer: Pick<RollCallEntry, 'answeredAt' | 'answeredBy' | 'messageId' | 'words'>,
): Promise<number[]> {
  const where = { rollCallId, personId: In([...people]), state: In(['asked', 'help'] as const) }
  const entries = await db.findBy(RollCallEntry, where)
  if (entries.length > 0) await db.update(RollCallEntry, where, { state: 'safe', ...answer })
  return entries.map(({ personId }) => personId)
}

/** The newest number of each village counts: 「伤2人」 said again is not two more. */
function totalled(figures: readonly RollCallFigure[]): Standing['figures'] {
  const latest = new Map<string, RollCallFigure>()
  for (const figure of figures) latest.set(`${figure.label}:${figure.villageId}`, figure)
  const totals = new Map<string, { label: Figure['label']; count: number | null; places: number }>()
  for (const { label, count } of latest.values()) {
    const total = totals.get(label) ?? { label: label as Figure['label'], count: null, places: 0 }
    total.places++
    if (count !== null) total.count = (total.count ?? 0) + count
    totals.set(label, total)
  }
  const rank = ({ label }: { label: Figure['label'] }) => FIGURE_ORDER.indexOf(label)
  return [...totals.values()].sort((a, b) => rank(a) - rank(b))
}

/** How a roll call stands, within these villages. */
export async function standingOf(db: Db, call: RollCall, villageIds: readonly number[]): Promise<Standing> {
  const within = new Set(villageIds)
  const entries = (await entriesOf(db, call.id)).filter(({ villageId }) => within.has(villageId))
  const people = new Map(
    (
      await inChunks(
        entries.map((e) => e.personId),
        (ids) => db.findBy(Person, { id: In(ids) }),
      )
    ).map((p) => [p.id, p]),
  )
  const villages = new Map(
    (await inChunks([...within], (ids) => db.findBy(Village, { id: In(ids) }))).map((v) => [v.id, v.name]),
  )
  const shown = ({ personId, villageId, words }: RollCallEntry) => ({
    name: people.get(personId)?.name ?? '',
    phone: people.get(personId)?.mobile ?? null,
    place: villages.get(villageId) ?? '',
    words,
  })
  const of = (state: RollCallEntry['state']) => entries.filter((entry) => entry.state === state)
  const figures = await db.find(RollCallFigure, {
    where: { rollCallId: call.id },
    order: { at: 'ASC', id: 'ASC' },
  })
  return {
    total: entries.length,
    safe: of('safe').length,
    elsewhere: of('elsewhere').length,
    help: of('help').map(shown),
    silent: of('asked').map(shown),
    figures: totalled(figures.filter(({ villageId }) => within.has(villageId))),
  }
}

/** The last roll calls that were called or that covered these villages, newest first. */
export async function lastRollCalls(
  db: Db,
  maySee: (call: RollCall) => boolean,
  most: number,
): Promise<{ call: RollCall; by: string; standing: Standing }[]> {
  const calls = (await db.find(RollCall, { order: { id: 'DESC' }, take: 50 })).filter(maySee).slice(0, most)
  const found: { call: RollCall; by: string; standing: Standing }[] = []
  for (const call of calls) {
    const opener = await db.findOneBy(Person, { id: call.openedBy })
    found.push({ call, by: opener?.name ?? '', standing: await standingOf(db, call, call.villageIds) })
  }
  return found
}
