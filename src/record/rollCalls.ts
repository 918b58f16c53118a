import { In } from 'typeorm'
import { Person, RollCall, RollCallCaller, RollCallEntry, RollCallFigure, Village } from '../../entities'
import type { Figure, Standing } from '../decide/rollCall'
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

export const callersOf = async (db: Db, rollCallId: number): Promise<Person[]> => {
  const callers = await db.findBy(RollCallCaller, { rollCallId })
  return db.findBy(Person, { id: In(callers.map(({ personId }) => personId)) })
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
  return [...totals.values()]
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
