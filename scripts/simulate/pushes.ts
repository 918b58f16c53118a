import { Case, CasePerson, OutboundMessage, Person, Village } from '../../entities'
import type { Database, Db } from '../../src/record/database'
import type { Actor } from '../../src/simulate/district'
import type { World } from '../../src/simulate/world'

/** A message of the bot's own accord as it reached a phone. */
export interface Push {
  to: Actor
  row: OutboundMessage
  case: Case | null
  /** Whom the case still looks for, else everybody it was about. */
  people: number[]
  /** The village it is about, by its number in the simulated district. */
  village: number | null
  /** Whom the case has asked by now. */
  asked: number[]
}

/** A call that WeCom took: to whom, by the name it gave it. */
export interface Call {
  to: string[]
  msgid: string
}

/** Finds the rows behind calls, in the order in which they were decided; a list is told as its single alarms. */
export async function createPushes(
  { db: first }: Database,
  world: World,
): Promise<(database: Database, calls: readonly Call[]) => Promise<Push[]>> {
  const { actors, ids } = await actorsByPerson(first, world)
  const numbers = new Map(
    world.district.villages.map(({ no, name, township }) => [`${township}/${name}`, no]),
  )
  const villages = new Map(
    (await first.find(Village)).map(({ id, name, township }) => [id, numbers.get(`${township}/${name}`)]),
  )

  /** A list tells each of its cases as an alarm of its own would. */
  async function alarmsOf(db: Db, row: OutboundMessage): Promise<OutboundMessage[]> {
    const { personId, key } = row
    const list = /^((?:list|area):[^:]+):\d+:/.exec(key)?.[1]
    if (list === undefined) return [row]
    const told = await db.findBy(OutboundMessage, { personId, reason: `${list}:${personId}` })
    const named = world.district.villages.filter(({ name }) => row.text.includes(name))
    return told.filter(({ text }) => named.some(({ name }) => text.includes(name)))
  }

  async function aboutOf(db: Db, { caseId }: OutboundMessage): Promise<Omit<Push, 'to' | 'row'>> {
    if (caseId === null) return { case: null, people: [], village: null, asked: [] }
    const rows = await db.find(CasePerson, { where: { caseId }, order: { id: 'ASC' } })
    const left = rows.filter(({ settledAt }) => settledAt === null)
    const people = (left.length > 0 ? left : rows).flatMap(({ personId }) => actors.get(personId)?.id ?? [])
    const asks = await db.findBy(OutboundMessage, { caseId, purpose: 'ask' })
    const asked = asks.flatMap(({ personId }) => actors.get(personId)?.id ?? [])
    const found = await db.findOneBy(Case, { id: caseId })
    return { case: found, people, village: villages.get(found?.villageId ?? 0) ?? null, asked }
  }

  return async ({ db }, calls) => {
    const found: Push[] = []
    for (const { to, msgid } of calls) {
      for (const userid of to) {
        const personId = ids.get(userid) ?? 0
        const row = await db.findOne(OutboundMessage, { where: { personId, msgid }, order: { id: 'DESC' } })
        const actor = actors.get(personId)
        if (row === null || actor === undefined) throw new Error(`no row was sent to ${userid} as ${msgid}`)
        for (const told of await alarmsOf(db, row))
          found.push({ to: actor, row: told, ...(await aboutOf(db, told)) })
      }
    }
    return found.sort((a, b) => a.row.id - b.row.id)
  }
}

/** Who of the simulated district a row of the roster is, and whose row an account is. */
async function actorsByPerson(
  db: Db,
  { district }: World,
): Promise<{ actors: Map<number, Actor>; ids: Map<string, number> }> {
  const byIdentity = new Map(
    district.actors.map((actor) => {
      const village = actor.village === null ? '' : (district.villages[actor.village]?.name ?? '')
      return [actor.userid ?? `${actor.township ?? ''}/${village}/${actor.name}`, actor]
    }),
  )
  const people = await db.find(Person)
  const actors = people.flatMap(({ id, userid, identity }) => {
    const actor = byIdentity.get(userid ?? identity)
    return actor === undefined ? [] : [[id, actor] as const]
  })
  const ids = people.flatMap(({ id, userid }) => (userid === null ? [] : [[userid, id] as const]))
  return { actors: new Map(actors), ids: new Map(ids) }
}
