import { In } from 'typeorm'
import { Case, CasePerson, OutboundMessage, Person, Village } from '../../entities'
import { grouped } from '../decide/grouped'
import { inChunks } from './chunks'
import type { Db } from './database'

/** A search somebody may have a word about, with the names it goes by. */
export interface OpenCase {
  case: Case
  village: Village | null
  /** Whom it still looks for. */
  people: Pick<Person, 'id' | 'name'>[]
  /** This person was asked or alarmed about it. */
  told: boolean
  /** Grows with what was said to this person about it; 0 when nothing was. */
  lastTold: number
}

/** Open searches this person was asked or alarmed about, or may see. Open cases are few, whatever the history. */
export async function openCases(
  db: Db,
  personId: number,
  maySee: (village: Village | null) => boolean,
): Promise<OpenCase[]> {
  const all = await db.find(Case, { where: { state: In(['open', 'resting']) } })
  const told = await toldOf(db, personId, all)
  const villages = await villagesOf(db, all)
  const villageOf = ({ villageId }: Case) => villages.get(villageId ?? 0) ?? null
  const mine = all.filter((found) => told.has(found.id) || maySee(villageOf(found)))
  const people = await peopleOf(db, mine)
  return mine.map((found) => ({
    case: found,
    village: villageOf(found),
    people: people.get(found.id) ?? [],
    told: told.has(found.id),
    lastTold: told.get(found.id) ?? 0,
  }))
}

const idsOf = (cases: readonly Case[]) => cases.map(({ id }) => id)

/** The last row queued for this person about each of these cases. */
async function toldOf(db: Db, personId: number, cases: readonly Case[]): Promise<Map<number, number>> {
  const rows = await inChunks(idsOf(cases), (piece) =>
    db.find(OutboundMessage, {
      select: { id: true, caseId: true },
      where: { caseId: In(piece), personId, purpose: In(['ask', 'alarm', 'owner_ask', 'forward']) },
      order: { id: 'ASC' },
    }),
  )
  return new Map(rows.flatMap(({ id, caseId }) => (caseId === null ? [] : [[caseId, id] as const])))
}

async function villagesOf(db: Db, cases: readonly Case[]): Promise<Map<number, Village>> {
  const ids = [...new Set(cases.flatMap(({ villageId }) => villageId ?? []))]
  const rows = await inChunks(ids, (piece) => db.findBy(Village, { id: In(piece) }))
  return new Map(rows.map((village) => [village.id, village]))
}

async function peopleOf(db: Db, cases: readonly Case[]): Promise<Map<number, OpenCase['people']>> {
  const rows = await inChunks(idsOf(cases), (piece) =>
    db
      .createQueryBuilder(CasePerson, 'c')
      .innerJoin(Person, 'p', 'p.id = c.personId')
      .select('c.caseId', 'caseId')
      .addSelect('p.id', 'id')
      .addSelect('p.name', 'name')
      .where('c.caseId IN (:...piece) AND c.settledAt IS NULL', { piece })
      .getRawMany<{ caseId: number; id: number; name: string }>(),
  )
  return grouped(rows, ({ caseId }) => caseId)
}
