import { Between, In, IsNull } from 'typeorm'
import { type Difficulty, DigestLine, HealthNote, type Village, WorkItem, WorkPart } from '../../entities'
import { HUMAN_WORK, humanItems } from '../decide/digest'
import type { Totals } from '../decide/totals'
import { dayOf } from '../time'
import { inChunks } from './chunks'
import type { Db } from './database'
import { difficultiesIn } from './dayNotes'
import type { Holder } from './people'
import { type Unseen, unseenIn } from './notSeen'
import { namedIn, type TeamNow, teamsNow } from './teamNow'
import { workTotals } from './totals'
import type { Asked } from './whereabouts'

/** A piece of counted work worth a sentence. */
export interface Told {
  item: Pick<WorkItem, 'villageId' | 'category' | 'count' | 'unit' | 'day' | 'speakerId'>
  parts: WorkPart[]
}

/** A day of some villages, as a supervisor reads it. */
export interface Picture {
  day: string
  villages: readonly Village[]
  teams: TeamNow[]
  unseen: Unseen[]
  difficulties: Difficulty[]
  lines: DigestLine[]
  totals: Totals
  told: Told[]
  /** How many told of an illness that day. */
  ill: number
  speakers: Map<number, Holder>
}

/** The day of `asked.at` in these villages; lines for digests since `linesSince`. */
export async function pictureOf(
  db: Db,
  villages: readonly Village[],
  asked: Asked,
  linesSince: number,
): Promise<Picture> {
  const day = dayOf(asked.at, asked.zone)
  const ids = villages.map(({ id }) => id)
  const teams = await teamsNow(db, ids, asked)
  const people = teams.flatMap(({ team }) => team.members.map(({ person }) => person.id))
  const unseen = await unseenIn(db, ids, day, asked)
  const told = await toldOf(db, ids, day)
  const speakers = await namedIn(db, day, {
    teams,
    people: unseen.map(({ at }) => at),
    others: told.map(({ item }) => item.speakerId),
  })
  return {
    day,
    villages,
    teams,
    unseen,
    difficulties: await difficultiesIn(db, ids, day, day),
    lines: await linesFor(db, ids, linesSince, asked.at),
    totals: await workTotals(db, { from: day, to: day, villageIds: ids }),
    told,
    ill: await illOn(db, people, day),
    speakers,
  }
}

async function toldOf(db: Db, villageIds: readonly number[], day: string): Promise<Told[]> {
  const items = await inChunks(villageIds, (piece) =>
    db
      .createQueryBuilder(WorkItem, 'w')
      .where('w.villageId IN (:...piece) AND w.day = :day', { piece, day })
      .andWhere('w.done = 1 AND w.supersededAt IS NULL AND w.count IS NOT NULL')
      .andWhere('w.category IN (:...categories)', { categories: HUMAN_WORK })
      .orderBy('w.villageId', 'ASC')
      .addOrderBy('w.id', 'ASC')
      .getMany(),
  )
  const chosen = humanItems(items, day)
  const parts = await db.find(WorkPart, {
    where: { workItemId: In(chosen.map(({ id }) => id)) },
    order: { id: 'ASC' },
  })
  return chosen.map((item) => ({ item, parts: parts.filter(({ workItemId }) => workItemId === item.id) }))
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

async function illOn(db: Db, people: readonly number[], day: string): Promise<number> {
  const notes = await inChunks(people, (piece) =>
    db.find(HealthNote, {
      select: { id: true, subjectId: true },
      where: { subjectId: In(piece), day, supersededAt: IsNull() },
    }),
  )
  return new Set(notes.map(({ subjectId }) => subjectId)).size
}
