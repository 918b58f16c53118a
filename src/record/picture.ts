import { Between, In } from 'typeorm'
import { type Difficulty, DigestLine, type Village, type WorkItem, WorkPart } from '../../entities'
import { HUMAN_WORK, humanItems } from '../decide/digest'
import { grouped } from '../decide/grouped'
import type { Totals } from '../decide/totals'
import type { Whereabouts } from '../decide/whereabouts'
import { dayOf } from '../time'
import { awayAmong, illAmong } from './awayPeople'
import { inChunks } from './chunks'
import type { Db } from './database'
import { difficultiesIn } from './dayNotes'
import { type Unseen, unseenIn } from './notSeen'
import type { Holder } from './people'
import { filled, marks } from './rows'
import { searchedVillages } from './searches'
import { type Membership, membershipsIn, villagesHeard } from './silent'
import { namedIn, type TeamNow, teamsNow } from './teamNow'
import { totalsByTownship } from './totals'
import { type Asked, whereaboutsOf } from './whereabouts'

/** A piece of counted work worth a sentence. */
export interface Told {
  item: Pick<WorkItem, 'id' | 'villageId' | 'category' | 'count' | 'unit' | 'day' | 'speakerId'>
  parts: WorkPart[]
}

/** A day of some villages, as a supervisor reads it. */
export interface Picture {
  day: string
  villages: readonly Village[]
  /** How many of them have a team. */
  teams: number
  /** Teams of which nobody has spoken, and teams somebody is searched of. */
  shown: TeamNow[]
  /** By team, whoever is away or out of reach, as far as anybody said. */
  away: Whereabouts[][]
  unseen: Unseen[]
  difficulties: Difficulty[]
  lines: DigestLine[]
  totals: Totals
  told: Told[]
  /** How many told of an illness that day. */
  ill: number
  speakers: Map<number, Holder>
}

/**
 * The day of `asked.at` in these villages, by township; lines for digests since `linesSince`. Most people are at work and
 * most teams have spoken: they are counted by the database, and only the others are read one by one.
 */
export async function picturesOf(
  db: Db,
  villages: readonly Village[],
  asked: Asked,
  linesSince: number,
): Promise<Map<string, Picture>> {
  const { at, now, zone } = asked
  const day = dayOf(at, zone)
  const ids = villages.map(({ id }) => id)
  const members = await membershipsIn(db, ids, day)
  const heard = await villagesHeard(db, ids, { day, now: Math.min(now, at) })
  const searched = day === dayOf(now, zone) ? await searchedVillages(db, ids) : new Set<number>()
  const withTeam = new Set(members.map(({ villageId }) => villageId))
  const shown = await teamsNow(
    db,
    ids.filter((id) => withTeam.has(id) && (!heard.has(id) || searched.has(id))),
    asked,
  )
  const away = await awayIn(db, members, asked)
  const ill = await illAmong(db, idsOf(members), day)
  const unseen = await unseenIn(db, ids, day, asked)
  const told = await toldOf(db, villages, day)
  const speakers = await namedIn(db, day, {
    teams: shown,
    people: unseen.map((each) => each.at),
    others: [...told.values()].flat().map(({ item }) => item.speakerId),
  })
  const difficulties = grouped(await difficultiesIn(db, ids, day, day), ({ villageId }) => villageId)
  const lines = grouped(await linesFor(db, ids, linesSince, at), ({ villageId }) => villageId)
  const totals = await totalsByTownship(db, { from: day, to: day, villageIds: ids })
  const membersOf = grouped(members, ({ villageId }) => villageId)
  return new Map(
    [...grouped(villages, ({ township }) => township)].map(([township, own]): [string, Picture] => {
      const here = new Set(own.map(({ id }) => id))
      const of = <T>(byVillage: ReadonlyMap<number | null, T[]>) =>
        own.flatMap(({ id }) => byVillage.get(id) ?? [])
      return [
        township,
        {
          ...{ day, villages: own, speakers },
          teams: own.filter(({ id }) => withTeam.has(id)).length,
          shown: shown.filter(({ team }) => here.has(team.village.id)),
          away: own.flatMap(({ id }) => (away.has(id) ? [away.get(id) ?? []] : [])),
          unseen: unseen.filter(({ holder }) => here.has(holder.posting.villageId ?? 0)),
          difficulties: of(difficulties).sort((a, b) => a.id - b.id),
          lines: of(lines),
          totals: totals.get(township) ?? { totals: [], parts: [] },
          told: told.get(township) ?? [],
          ill: new Set(of(membersOf).flatMap(({ personId }) => (ill.has(personId) ? [personId] : []))).size,
        },
      ]
    }),
  )
}

const idsOf = (members: readonly Membership[]) => [...new Set(members.map(({ personId }) => personId))]

async function awayIn(
  db: Db,
  members: readonly Membership[],
  asked: Asked,
): Promise<Map<number, Whereabouts[]>> {
  const where = await whereaboutsOf(db, await awayAmong(db, idsOf(members), asked), asked)
  const some = members.filter(({ personId }) => where.has(personId))
  return new Map(
    [...grouped(some, ({ villageId }) => villageId)].map(([villageId, own]) => [
      villageId,
      own.flatMap(({ personId }) => where.get(personId) ?? []),
    ]),
  )
}

/** A few counted pieces of work of each township. */
async function toldOf(db: Db, villages: readonly Village[], day: string): Promise<Map<string, Told[]>> {
  const townshipOf = new Map(villages.map(({ id, township }) => [id, township]))
  const items = await inChunks([...townshipOf.keys()], (piece) => {
    const among = filled(piece)
    return db.query<Told['item'][]>(
      `SELECT id, villageId, category, count, unit, day, speakerId FROM work_item
       WHERE villageId IN (${marks(among)}) AND day = ? AND done = 1 AND supersededAt IS NULL AND count IS NOT NULL
       AND category IN (${marks(HUMAN_WORK)}) ORDER BY villageId, id`,
      [...among, day, ...HUMAN_WORK],
    )
  })
  const byTownship = grouped(items, ({ villageId }) => townshipOf.get(villageId ?? 0) ?? '')
  const chosen = [...byTownship].map(([township, own]) => [township, humanItems(own, day)] as const)
  const ids = chosen.flatMap(([, own]) => own.map(({ id }) => id))
  const all = await inChunks(ids, (piece) =>
    db.find(WorkPart, { where: { workItemId: In(piece) }, order: { id: 'ASC' } }),
  )
  const parts = grouped(all, ({ workItemId }) => workItemId)
  return new Map(
    chosen.map(([township, own]) => [
      township,
      own.map((item) => ({ item, parts: parts.get(item.id) ?? [] })),
    ]),
  )
}

/** What digests have to say of these villages, by the time it was noted: after `since`, up to `until`. */
export const linesFor = (
  db: Db,
  villageIds: readonly number[],
  since: number,
  until: number,
): Promise<DigestLine[]> =>
  inChunks(villageIds, (piece) =>
    db.find(DigestLine, {
      where: { villageId: In(piece), at: Between(since + 1, until) },
      order: { villageId: 'ASC', id: 'ASC' },
    }),
  )
