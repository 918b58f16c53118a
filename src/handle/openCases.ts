import { In } from 'typeorm'
import { Case, type CaseKind, CasePerson, OutboundMessage, Person, Village } from '../../entities'
import { grouped } from '../decide/grouped'
import { seesVillage } from '../decide/scope'
import { inChunks } from '../record/chunks'
import type { Db } from '../record/database'
import { inert } from '../wording/inert'
import type { Telling } from './telling'

/** A search somebody may have a word about, with the names it goes by. */
export interface OpenCase {
  case: Case
  village: Village | null
  /** Whom it still looks for. */
  people: Pick<Person, 'id' | 'name'>[]
  /** This person was asked or alarmed about it. */
  told: boolean
}

const GRAVITY: readonly CaseKind[] = ['help', 'illness', 'roll_call', 'return', 'silent_days', 'morning']

/** Searches this person was asked or alarmed about, or may see as a supervisor: gravest, then newest first. */
export async function openCasesFor({ db, speaker, scope }: Telling): Promise<OpenCase[]> {
  const all = await db.find(Case, { where: { state: In(['open', 'resting']) } })
  const told = await toldOf(db, speaker.person.id, all)
  const villages = await villagesOf(db, all)
  const mine = all.filter(({ id, villageId }) => {
    const village = villageId === null ? undefined : villages.get(villageId)
    if (told.has(id)) return true
    return scope.supervisor && (village === undefined ? scope.all : seesVillage(scope, village))
  })
  const people = await peopleOf(db, mine)
  const newest = (c: Case) => c.openedAt ?? c.createdAt
  return mine
    .sort((a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind) || newest(b) - newest(a))
    .map((found) => ({
      case: found,
      village: villages.get(found.villageId ?? 0) ?? null,
      people: people.get(found.id) ?? [],
      told: told.has(found.id),
    }))
}

async function toldOf(db: Db, personId: number, cases: readonly Case[]): Promise<Set<number>> {
  const rows = await inChunks(
    cases.map(({ id }) => id),
    (piece) =>
      db.find(OutboundMessage, {
        select: { caseId: true },
        where: { caseId: In(piece), personId, purpose: In(['ask', 'alarm', 'owner_ask', 'forward']) },
      }),
  )
  return new Set(rows.flatMap(({ caseId }) => caseId ?? []))
}

async function villagesOf(db: Db, cases: readonly Case[]): Promise<Map<number, Village>> {
  const ids = [...new Set(cases.flatMap(({ villageId }) => villageId ?? []))]
  const rows = await inChunks(ids, (piece) => db.findBy(Village, { id: In(piece) }))
  return new Map(rows.map((village) => [village.id, village]))
}

async function peopleOf(db: Db, cases: readonly Case[]): Promise<Map<number, OpenCase['people']>> {
  const rows = await inChunks(
    cases.map(({ id }) => id),
    (piece) =>
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

const TITLES: Record<CaseKind, string> = {
  help: '求助',
  illness: '急病',
  roll_call: '点名',
  return: '还没回来的人',
  silent_days: '几天没消息的人',
  morning: '今天的去向',
}

/** 丛岗村工作队(今天的去向); 丛岗村李敏(还没回来的人) */
export function nameOfCase({ case: { kind }, village, people }: OpenCase): string {
  const names = people.map(({ name }) => name).join('、')
  const whom = kind === 'morning' || names === '' ? '工作队' : names
  return `${village?.name ?? ''}${inert(whom)}(${TITLES[kind]})`
}

/** Does the text name the village or one of the people? */
export function isNamedIn({ village, people }: OpenCase, text: string): boolean {
  const place = village?.name.replace(/(?:村|社区)$/, '') ?? ''
  return (place !== '' && text.includes(place)) || people.some(({ name }) => text.includes(name))
}
