import { In } from 'typeorm'
import { Case, CasePerson, Person, RollCall, RollCallCaller, RollCallEntry } from '../../entities'
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

type Silent = Pick<Person, 'id' | 'userid'>

/** The next of those who have not answered, by their ids. */
export const silentAfter = (db: Db, rollCallId: number, after: number, most: number): Promise<Silent[]> =>
  db.query<Silent[]>(
    `SELECT p.id AS id, p.userid AS userid FROM roll_call_entry e JOIN person p ON p.id = e.personId
     WHERE e.rollCallId = ? AND e.state = 'asked' AND e.personId > ? ORDER BY e.personId LIMIT ${most}`,
    [rollCallId, after],
  )

/** The villages with somebody who has not answered. */
export async function villagesSilent(db: Db, rollCallId: number): Promise<number[]> {
  const rows = await db.query<{ villageId: number }[]>(
    "SELECT DISTINCT villageId FROM roll_call_entry WHERE rollCallId = ? AND state = 'asked' ORDER BY villageId",
    [rollCallId],
  )
  return rows.map(({ villageId }) => villageId)
}

/** Who of these people has not answered, and who is in need. */
export async function unaccounted(
  db: Db,
  rollCallId: number,
  people: readonly number[],
): Promise<{ silent: Set<number>; inNeed: Set<number> }> {
  const rows = await inChunks(people, (piece) =>
    db.find(RollCallEntry, {
      select: { personId: true, state: true },
      where: { rollCallId, personId: In(piece), state: In(['asked', 'help']) },
    }),
  )
  const of = (wanted: RollCallEntry['state']) =>
    new Set(rows.flatMap(({ personId, state }) => (state === wanted ? [personId] : [])))
  return { silent: of('asked'), inNeed: of('help') }
}

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
