import type { Db } from './database'
import { inChunks } from './chunks'
import { holders, type Holder } from './people'
import { TEAM_ROLES } from '../../entities'
import { marks } from './rows'
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
  const notes = await db.query<Membership[]>(
    `SELECT DISTINCT n.subjectId AS personId, s.villageId AS villageId
     FROM not_seen_note n JOIN posting s ON s.personId = n.subjectId
     WHERE n.saidAt >= ? AND n.supersededAt IS NULL AND s.role IN (${marks(TEAM_ROLES)})`,
    [asked.at - LOOKED_BACK, ...TEAM_ROLES],
  )
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
