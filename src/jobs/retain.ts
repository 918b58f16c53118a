import { forgetChanges } from '../record/cards'
import type { Db } from '../record/database'
import { forgetIncidents } from '../record/keepingCases'
import { blankCopies } from '../record/keepingCopies'
import {
  blankCare,
  blankHealthNotes,
  blankSickLeave,
  deleteLocations,
  roundLocations,
} from '../record/keepingHealth'
import { type Forgotten, forgetPerson, forgetStrangers, forgetWords, longGone } from '../record/keepingPeople'
import type { Runtime } from '../runtime'
import { addDays, dayOf } from '../time'

const DAY = 86_400_000
/** Nothing pays for changing a card any more. */
const CARD_CHANGES = 7
/** Somebody may still be spoken of for so many days after the posting. */
const A_MONTH = 30

/** Rows by what was done with them. */
export interface Retention extends Forgotten {
  locationsRounded: number
  locationsDeleted: number
  healthBlanked: number
  careBlanked: number
}

/**
 * Keeps nothing longer than the policy's `keeping` says, as of `now`, in pieces small enough to let messages in between:
 * coordinates are rounded, then deleted; health is blanked, with every copy of its words; everything of a person goes
 * some time after the last posting ended.
 */
export async function retain(rt: Runtime, now: number): Promise<Retention> {
  const { keeping } = rt.policy
  const { inTransaction } = rt.database
  const ago = (days: number) => now - days * DAY

  async function allOf(piece: (db: Db) => Promise<number>): Promise<number> {
    let total = 0
    for (;;) {
      const done = await inTransaction(piece)
      if (done === 0) return total
      total += done
    }
  }

  const locationsRounded = await allOf((db) => roundLocations(db, ago(keeping.locationRoundedAfter)))
  const locationsDeleted = await allOf((db) => deleteLocations(db, ago(keeping.locationDeletedAfter)))
  const notes = await allOf((db) => blankHealthNotes(db, ago(keeping.health)))
  const leave = await allOf((db) => blankSickLeave(db, ago(keeping.health)))
  const careBlanked = await inTransaction((db) => blankCare(db, ago(keeping.health)))
  await inTransaction((db) => forgetChanges(db, ago(CARD_CHANGES)))
  const forgotten = await forgetPeople(rt, now)
  return { locationsRounded, locationsDeleted, healthBlanked: notes + leave, careBlanked, ...forgotten }
}

async function forgetPeople(rt: Runtime, now: number): Promise<Forgotten> {
  const { policy, timezone, database } = rt
  const { afterPosting } = policy.keeping
  // Counted when a transaction is through: one that a deadlock repeats counts once.
  const total: Forgotten = { people: 0, messages: 0, statements: 0, cases: 0, outbox: 0 }
  async function forget<T>(work: (db: Db, forgotten: Forgotten) => Promise<T>): Promise<T> {
    let forgotten: Forgotten = { ...total }
    const result = await database.inTransaction((db) => {
      forgotten = { ...total }
      return work(db, forgotten)
    })
    Object.assign(total, forgotten)
    return result
  }

  const gone = await longGone(database.db, addDays(dayOf(now, timezone), -afterPosting))
  for (const personId of gone) {
    while (await forget((db, forgotten) => forgetWords(db, personId, forgotten)));
    await database.inTransaction((db) => blankCopies(db, personId, now - (afterPosting - A_MONTH) * DAY))
    await forget((db, forgotten) => forgetPerson(db, personId, forgotten))
  }
  while (await forget((db, forgotten) => forgetStrangers(db, now - afterPosting * DAY, forgotten)));
  await database.inTransaction((db) => forgetIncidents(db, now - afterPosting * DAY))
  return total
}
