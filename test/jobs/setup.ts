import pino from 'pino'
import { Case, OutboundMessage } from '../../entities'
import { createCourier } from '../../src/courier'
import { policyFrom } from '../../src/policy'
import type { Database } from '../../src/record/database'
import { type Outgoing, queue } from '../../src/record/outbox'
import type { Runtime } from '../../src/runtime'
import { type StandIn, startStandIn } from '../../src/standin'
import { dayOf } from '../../src/time'
import { createClient } from '../../src/wecom/client'
import { memoryTokens } from '../../src/wecom/tokens'

export const ZONE = 'Asia/Shanghai'
export const at = (text: string) => Date.parse(`${text}+08:00`)
/** A Tuesday. */
export const NINE = at('2026-11-24T09:00:00')
export const MINUTE = 60_000

export const silentLog = pino({ level: 'silent' })

export const runtimeOver = (database: Database, log = silentLog): Runtime => ({
  timezone: ZONE,
  policy: policyFrom({}),
  log,
  database,
})

export const PEOPLE = ['chenjie', 'lihua', 'wangqiang', 'zhaomin', 'sunyu'].map((userid) => ({
  userid,
  name: userid,
}))

/** A message to the `n`th of PEOPLE. */
export const to = (n: number, more: Partial<Outgoing> = {}): Outgoing => ({
  key: `7:0:1:${n}`,
  personId: n,
  userid: PEOPLE[n - 1]?.userid ?? `nobody${n}`,
  purpose: 'ask',
  text: '早!工作队今天在村里还是下组了?',
  ...more,
})

/** A stand-in whose clock the test holds, and the way to deliver to it. */
export async function startWecom() {
  const clock = { now: NINE }
  const standIn = await startStandIn({ members: [...PEOPLE], now: () => clock.now })
  return { standIn, clock }
}

export function clientFor(standIn: StandIn, tokens = memoryTokens(), timeoutMs = 5_000) {
  const credentials = { ...standIn.keys, apiBaseUrl: standIn.apiBaseUrl }
  return createClient({ credentials, tokens, log: silentLog, timeoutMs, now: () => NINE })
}

/** One process over a database: its runtime and its courier. `machine` is its clock. */
export function processOver(database: Database, standIn: StandIn, machine = { now: NINE }, log = silentLog) {
  const rt = runtimeOver(database, log)
  const client = clientFor(standIn)
  return { rt, client, courier: createCourier(rt, client, () => machine.now) }
}

export const queued = (database: Database, outgoing: Outgoing[], now = NINE) =>
  database.inTransaction((db) => queue(db, { now, day: dayOf(now, ZONE) }, outgoing))

export const rowsOf = (database: Database) => database.db.find(OutboundMessage, { order: { id: 'ASC' } })

export const statesOf = async (database: Database) => (await rowsOf(database)).map(({ state }) => state)

/** A case of the given state; gives its id. */
export async function caseIn(
  database: Database,
  state: Case['state'],
  more: Partial<Case> = {},
): Promise<number> {
  const result = await database.inTransaction((db) =>
    db.insert(Case, {
      key: `morning:1:2026-11-24:${state}`,
      kind: 'morning',
      day: '2026-11-24',
      dueAt: NINE,
      state,
      ladder: [],
      createdAt: NINE,
      ...more,
    }),
  )
  return Number(result.identifiers[0]?.['id'])
}
