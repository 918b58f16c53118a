import { In } from 'typeorm'
import { Person, RollCall, RollCallEntry, RollCallFigure, Village } from '../../entities'
import { FIGURE_ORDER, type Figure, type Standing } from '../decide/rollCall'
import { inChunks, piecesOf } from './chunks'
import type { Db } from './database'
import { filled, marks } from './rows'

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

/** So many silent are looked up by name: a text of 2048 bytes names a hundred. */
const NAMED = 300

/** How a roll call stands, within these of its villages. A nation's people are counted by the database, not read. */
export async function standingOf(db: Db, call: RollCall, villageIds: readonly number[]): Promise<Standing> {
  const all = villageIds.length === call.villageIds.length
  const pieces = all ? [undefined] : piecesOf(villageIds)
  const counts = new Map<string, { people: number; villages: number }>()
  const help: RollCallEntry[] = []
  const first: RollCallEntry[] = []
  for (const piece of pieces) {
    for (const { state, people, villages } of await countsOf(db, call.id, piece)) {
      const before = counts.get(state) ?? { people: 0, villages: 0 }
      counts.set(state, {
        people: before.people + Number(people),
        villages: before.villages + Number(villages),
      })
    }
    help.push(...(await entriesIn(db, call.id, 'help', piece)))
    if (first.length < NAMED) first.push(...(await entriesIn(db, call.id, 'asked', piece, NAMED)))
  }
  const shown = await shownOf(db, [...help, ...first])
  const figures = await db.find(RollCallFigure, {
    where: { rollCallId: call.id },
    order: { at: 'ASC', id: 'ASC' },
  })
  const within = new Set(villageIds)
  const people = (state: RollCallEntry['state']) => counts.get(state)?.people ?? 0
  return {
    total: [...counts.values()].reduce((sum, each) => sum + each.people, 0),
    safe: people('safe'),
    elsewhere: people('elsewhere'),
    help: help.map(shown),
    silent: {
      people: people('asked'),
      villages: counts.get('asked')?.villages ?? 0,
      first: first.slice(0, NAMED).map(shown),
    },
    figures: totalled(figures.filter(({ villageId }) => within.has(villageId))),
  }
}

interface Counted {
  state: RollCallEntry['state']
  people: number | string
  villages: number | string
}

function countsOf(db: Db, rollCallId: number, villageIds: readonly number[] | undefined): Promise<Counted[]> {
  const among = villageIds === undefined ? [] : filled(villageIds)
  const within = villageIds === undefined ? '' : ` AND villageId IN (${marks(among)})`
  return db.query<Counted[]>(
    `SELECT state, COUNT(*) AS people, COUNT(DISTINCT villageId) AS villages FROM roll_call_entry
     WHERE rollCallId = ?${within} GROUP BY state`,
    [rollCallId, ...among],
  )
}

/** In the order in which they were called. */
const entriesIn = (
  db: Db,
  rollCallId: number,
  state: RollCallEntry['state'],
  villageIds: readonly number[] | undefined,
  most?: number,
): Promise<RollCallEntry[]> =>
  db.find(RollCallEntry, {
    where: { rollCallId, state, ...(villageIds === undefined ? {} : { villageId: In([...villageIds]) }) },
    order: { id: 'ASC' },
    ...(most === undefined ? {} : { take: most }),
  })

/** Names, phones and places of these. */
async function shownOf(db: Db, entries: readonly RollCallEntry[]) {
  const people = await inChunks(
    entries.map(({ personId }) => personId),
    (ids) => db.findBy(Person, { id: In(ids) }),
  )
  const villages = await inChunks([...new Set(entries.map(({ villageId }) => villageId))], (ids) =>
    db.findBy(Village, { id: In(ids) }),
  )
  const personOf = new Map(people.map((person) => [person.id, person]))
  const placeOf = new Map(villages.map(({ id, name }) => [id, name]))
  return ({ personId, villageId, words }: RollCallEntry) => ({
    name: personOf.get(personId)?.name ?? '',
    phone: personOf.get(personId)?.mobile ?? null,
    place: placeOf.get(villageId) ?? '',
    words,
  })
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
