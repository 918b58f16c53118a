import { IsNull, MoreThanOrEqual } from 'typeorm'
import { NotSeenNote } from '../../entities'
import type { Db } from './database'
import { inChunks } from './chunks'
import { holders, type Holder } from './people'
import { TEAM_ROLES } from '../../entities'
import { type Asked, whereaboutsOf } from './whereabouts'
import type { Whereabouts } from '../decide/whereabouts'

/** Somebody of whom the newest word is that nobody has seen or reached him. */
export interface Unseen {
  holder: Holder
  at: Whereabouts
}

const DAY = 86_400_000
const LOOKED_BACK = 14 * DAY

/** People of these villages whom somebody has not seen since the last word from or about them, in the roster's order. */
export async function unseenIn(
  db: Db,
  villageIds: readonly number[],
  day: string,
  asked: Asked,
): Promise<Unseen[]> {
  const notes = await db.find(NotSeenNote, {
    select: { id: true, subjectId: true },
    where: { saidAt: MoreThanOrEqual(asked.at - LOOKED_BACK), supersededAt: IsNull() },
  })
  const subjects = new Set(notes.flatMap(({ subjectId }) => subjectId ?? []))
  if (subjects.size === 0) return []
  const where = await whereaboutsOf(db, [...subjects], asked)
  const unseen = [...subjects].filter((id) => where.get(id)?.notSeen != null)
  if (unseen.length === 0) return []
  const members = await inChunks(villageIds, (piece) => holders(db, TEAM_ROLES, day, { villageIds: piece }))
  return members.flatMap((holder) => {
    const at = where.get(holder.person.id)
    return at?.notSeen == null ? [] : [{ holder, at }]
  })
}
