import { isWorkingDay } from '../decide/calendar'
import { dueCases } from '../record/cases'
import { type Db, isOutage } from '../record/database'
import type { PieceDone } from '../record/unheard'
import { noteWatch } from '../record/watches'
import type { Runtime } from '../runtime'
import { advance, type Step } from '../search/advance'
import { endAreas, tellAreas } from '../search/area'
import { tellDowntimes } from '../search/blind'
import { type RollCallMove, stepRollCalls } from '../search/rollCallSteps'
import { bundleStorms } from '../search/storm'
import { dayOf } from '../time'
import { noteSilentTeams, openMornings } from './mornings'
import { noteSilentPeople, watchSilentDays } from './silentDays'

export interface Watched {
  /** Gaps of ours that supervisors were told of. */
  downtimes: number
  /** Morning cases opened (or gone on with on the next working day). */
  opened: number
  steps: Step[]
  /** Townships that fell silent together, and those that were heard of again. */
  areas: { opened: number; ended: number }
  /** Mates asked about somebody silent for days, and lines for the township's digest. */
  silentDays: number
  rollCalls: RollCallMove[]
  /** Alarms that go out in a list instead of one by one. */
  bundled: number
}

/**
 * Asks the data what is due at `now`:
 * 1. supervisors are told when we could not hear anybody; teams nobody has heard of by their due time get a case;
 * 2. teams of one township that reach their alarm together are told as one incident;
 * 3. each other case that is due takes one step;
 * 4. people silent for days are asked about;
 * 5. roll calls are opened to their end and take their step;
 * 6. what would come to one supervisor all at once becomes a list.
 * Every piece is a transaction of its own: a crash between two loses nothing and repeats nothing.
 */
export async function watch(rt: Runtime, now: number): Promise<Watched> {
  const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
  await rt.database.inTransaction((db) => noteWatch(db, now))
  const downtimes = await attempted(rt, 'downtimes', (db) => tellDowntimes(rt, db, moment))
  const isWorking = isWorkingDay(moment.day, rt.policy.calendar)
  const opened = isWorking
    ? await inPieces(
        rt,
        'mornings',
        (db) => noteSilentTeams(rt, db, moment),
        (db, after) => openMornings(rt, db, moment, after),
      )
    : 0
  const areas = {
    opened: (await attempted(rt, 'areas', (db) => tellAreas(rt, db, moment))) ?? 0,
    ended: (await attempted(rt, 'ended areas', (db) => endAreas(db, moment))) ?? 0,
  }
  const steps: Step[] = []
  for (const { id } of await dueCases(rt.database.db, now)) {
    const step = await attempted(rt, `case ${id}`, (db) => advance(rt, db, id, moment))
    if (step !== null) steps.push(step)
  }
  const silentDays = isWorking
    ? await inPieces(
        rt,
        'silent days',
        (db) => noteSilentPeople(rt, db, moment),
        (db, after) => watchSilentDays(rt, db, moment, after),
      )
    : 0
  const rollCalls = await stepRollCalls(rt, (piece, work) => attempted(rt, piece, work), moment)
  const bundled = await attempted(rt, 'storms', (db) => bundleStorms(rt, db, moment))
  return {
    ...{ downtimes: downtimes ?? 0, opened, areas, steps, silentDays },
    ...{ rollCalls, bundled: bundled ?? 0 },
  }
}

/** `note` says whom to look at; they are looked at a few hundred at a time, so that a message never waits for all. */
async function inPieces(
  rt: Runtime,
  what: string,
  note: (db: Db) => Promise<boolean>,
  look: (db: Db, after: number) => Promise<PieceDone>,
): Promise<number> {
  if ((await attempted(rt, `who is silent: ${what}`, note)) !== true) return 0
  let done = 0
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after
    const piece = await attempted(rt, what, (db) => look(db, from))
    done += piece?.done ?? 0
    after = piece?.last ?? null
  }
  return done
}

/** One piece in a transaction of its own; what fails must not hold up the others. Null when it failed. */
async function attempted<T>(rt: Runtime, piece: string, work: (db: Db) => Promise<T>): Promise<T | null> {
  try {
    return await rt.database.inTransaction(work)
  } catch (error) {
    if (isOutage(error)) throw error
    rt.log.error({ piece, err: error }, 'a piece of the watch failed; the next run tries again')
    return null
  }
}
