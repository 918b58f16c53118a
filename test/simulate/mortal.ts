import type { QueryRunner } from 'typeorm'
import type { Birth, Host, MakeHost } from '../../scripts/simulate/host'
import type { DatabaseTarget } from '../../src/config'
import { type Database, openDatabase } from '../../src/record/database'
import { dice } from '../../src/simulate/random'

/** In what is logged by the last pieces of work of a process that died. */
export const DIED = 'the process died'

/** How often a process died, by what it was doing: `COMMIT`, `INSERT`, `call` … */
export type Deaths = Map<string, number>

/** The chance to die at one of these; commits and calls are the weak points. */
const ODDS = { query: 1 / 700, COMMIT: 1 / 60, call: 1 / 10 }

/** One process and its end. */
interface Fate {
  isDead: boolean
}

/**
 * A process that dies at random queries, commits and calls to WeCom, each time before or after they took effect, and
 * takes with it what was under way. The next one opens the same database. Messages that were answered come again now
 * and then.
 */
export function mortal(
  target: DatabaseTarget,
  first: Database,
  seed: number,
  deaths: Deaths,
): { makeHost: MakeHost; database: () => Database } {
  const roll = dice(seed, 'deaths')
  let database = first
  let isRunning = false

  function die(fate: Fate, doing: string): never {
    if (!fate.isDead) deaths.set(doing, (deaths.get(doing) ?? 0) + 1)
    fate.isDead = true
    throw new Error(`${DIED} at ${doing}`)
  }

  /** When, if at all, a process dies at one step of its work. */
  function nextStep(fate: Fate, doing: string, chance: number): 'before' | 'after' | 'never' {
    if (fate.isDead) die(fate, doing)
    if (!isRunning || !roll.chance(chance)) return 'never'
    return roll.pick(['before', 'after'])
  }

  function watched(fate: Fate, runner: QueryRunner): QueryRunner {
    const query = runner.query.bind(runner)
    runner.query = async (sql: string, ...rest: [unknown[]?, boolean?]) => {
      const doing = /\w+/.exec(sql)?.[0].toUpperCase() ?? ''
      const dies = nextStep(fate, doing, doing === 'COMMIT' ? ODDS.COMMIT : ODDS.query)
      if (dies === 'before') die(fate, doing)
      const result = await query(sql, ...(rest as [unknown[], true]))
      if (dies === 'after') die(fate, doing)
      return result
    }
    return runner
  }

  function begin(birth: Birth): { life: ReturnType<Birth>; fate: Fate } {
    const fate = { isDead: false }
    const { driver } = database.source
    const create = driver.createQueryRunner.bind(driver)
    const runners = new WeakSet<QueryRunner>()
    driver.createQueryRunner = (mode) => {
      const runner = create(mode)
      if (runners.has(runner)) return runner
      runners.add(runner)
      return watched(fate, runner)
    }
    const life = birth(database, (call) => {
      const dies = nextStep(fate, 'call', ODDS.call)
      if (dies === 'before') die(fate, 'call')
      const result = call()
      if (dies === 'after') die(fate, 'call')
      return result
    })
    return { life, fate }
  }

  function makeHost(birth: Birth): Host {
    let { life, fate } = begin(birth)
    return {
      database: () => database,
      isDeliveredAgain: () => roll.chance(0.1),
      async run(work) {
        for (;;) {
          isRunning = true
          const [outcome] = await Promise.allSettled([work(life)])
          isRunning = false
          if (!fate.isDead) {
            if (outcome.status === 'rejected') throw outcome.reason
            return outcome.value
          }
          await database.close()
          database = await openDatabase(target)
          ;({ life, fate } = begin(birth))
        }
      },
    }
  }

  return { makeHost, database: () => database }
}
