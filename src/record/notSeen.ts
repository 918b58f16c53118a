import type { Db } from './database'
import { inChunks } from './chunks'
import { holders, type Holder } from './people'
import { TEAM_ROLES } from '../../entities'
import { filled, marks } from './rows'
import type { Membership } from './silent'
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
  // Few in all: the villages are compared here, not named to the database.
  const noted = await db.query<{ id: number }[]>(
    'SELECT subjectId AS id FROM not_seen_note WHERE saidAt >= ? AND supersededAt IS NULL AND subjectId IS NOT NULL',
    [asked.at - LOOKED_BACK],
  )
  const notes = await inChunks([...new Set(noted.map(({ id }) => id))], (piece) => {
    const among = filled(piece)
    return db.query<Membership[]>(
      `SELECT personId, villageId FROM posting
       WHERE personId IN (${marks(among)}) AND role IN (${marks(TEAM_ROLES)})`,
      [...among, ...TEAM_ROLES],
    )
  })
  const within = new Set(villageIds)
  const concerned = notes.filter(({ villageId }) => within.has(villageId))
  if (concerned.length === 0) return []
  const where = await whereaboutsOf(
    db,
    concerned.map(({ personId }) => personId),
    asked,
  )
  const at = concerned.filter(({ personId }) => where.get(personId)?.notSeen != null)
  const wanted = new Set(at.map(({ villageId }) => villageId))
  const members = await inChunks(
    villageIds.filter((id) => wanted.has(id)),
    (piece) => holders(db, TEAM_ROLES, day, { villageIds: piece }),
  )
  return members.flatMap((holder) => {
    const at = where.get(holder.person.id)
    return at?.notSeen == null ? [] : [{ holder, at }]
  })
}
