import { createIntake } from '../../src/intake'
import { policyFrom } from '../../src/policy'
import { openDatabase } from '../../src/record/database'
import { beat } from '../../src/record/heartbeats'
import { noteRun } from '../../src/record/jobRuns'
import { type Server, startServer } from '../../src/server'
import { type StandIn, startStandIn } from '../../src/standin'
import type { Place } from '../databases'
import { silentLog, ZONE } from '../jobs/setup'
import { EACH_MINUTE, MEMBERS, prepare } from './processes'
import { at } from './reports'

const CLOCKS = ['08:40', '09:00', '09:15', '09:30', '09:45', '10:00', '10:10', '11:00', '17:40', '20:20']
/** Who says what when. */
export const SAID_AT: Record<string, [userid: string, text: string]> = {
  '09:30': ['m10', '在村里'],
  '10:10': ['town', '我来找'],
}
const JOBS = ['remind', 'watch', 'digest']

/**
 * Others listened until then: what lies between two processes of a test is no downtime of ours. `lastMinute`: and they ran
 * the jobs until that minute, so that nothing is to be made up for.
 */
export async function othersUntil({ target }: Place, heard: number, lastMinute?: number): Promise<void> {
  const database = await openDatabase(target)
  await database.inTransaction(async (db) => {
    await beat(db, 'web:elsewhere', at('08:00'), heard)
    if (lastMinute !== undefined) for (const job of EACH_MINUTE) await noteRun(db, job, lastMinute)
  })
  await database.close()
}

/** A server at each place; they know nothing of each other but what is there. */
export function startServers(
  standIn: StandIn,
  places: readonly Place[],
  clock: { now: number },
): Promise<Server[]> {
  const start = ({ target }: Place) =>
    startServer({
      config: {
        ...{ database: target, timezone: ZONE, policyFile: undefined, logLevel: 'silent' as const },
        ...{ port: 0, host: '127.0.0.1', publicUrl: undefined, jobs: false },
        wecom: { ...standIn.keys, apiBaseUrl: standIn.apiBaseUrl },
      },
      ...{ policy: policyFrom({}), log: silentLog },
      intake: (rt, hooks) => createIntake(rt, { ...hooks, machine: () => clock.now }),
    })
  return Promise.all(places.map(start))
}

/**
 * A day of one district: all jobs of all servers at the same instants; gives what people got, in no order. `settled`:
 * every place knows what was stored at another.
 */
export async function playDay(
  places: readonly Place[],
  {
    settled = () => Promise.resolve(),
    clocks = CLOCKS,
  }: { settled?: () => Promise<void>; clocks?: readonly string[] } = {},
) {
  const clock = { now: at('08:00') }
  const standIn = await startStandIn({ members: MEMBERS, now: () => clock.now })
  const [place] = places
  if (place === undefined) throw new Error('no place')
  await prepare(place)
  await settled()
  const servers = await startServers(standIn, places, clock)
  standIn.callbackUrl = `http://127.0.0.1:${servers[0]?.port ?? 0}/wecom/callback`
  try {
    for (const time of clocks) {
      clock.now = at(time)
      const said = SAID_AT[time]
      if (said !== undefined) await standIn.say(...said, { at: clock.now })
      for (const name of JOBS) {
        await settled()
        const run = async ({ rt, jobs }: Server) => jobs.find((job) => job.name === name)?.run(rt, clock.now)
        await Promise.all(servers.map(run))
      }
    }
    const { pushes, duplicates, dropped, requests } = standIn
    const got = pushes.flatMap(({ to, text }) => to.map((userid) => `${userid} ${text}`)).sort()
    return { got, duplicates, dropped, requests }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await standIn.stop()
  }
}
