import { statSync } from 'node:fs'
import pino from 'pino'
import { policyFrom } from '../../src/policy'
import { openDatabase } from '../../src/record/database'
import type { Runtime } from '../../src/runtime'
import { instantOf } from '../../src/time'
import { type District, fillRoster, ROSTER_TABLES } from './district'
import { fillPast, fillToday, HISTORY_TABLES, noteHeard } from './history'
import { unindexed } from './unindexed'

/** What grows: the past, or the number of people. */
export interface Size {
  people: number
  /** In years of one district. */
  history: number
  /** How much a district writes in a year; 363 people write about 100,000 messages. */
  perYear: number
}

/** A district of that size in a SQLite file of its own, on the day that is measured. */
export interface World extends Size {
  rt: Runtime
  district: District
  messages: number
  /** Of the database file. */
  megabytes: number
  fillSeconds: number
}

export const TODAY = '2026-07-07'
export const ZONE = 'Asia/Shanghai'
/** All of the past was said by so many people. */
const FIRST_DISTRICT = 363

export async function makeWorld(path: string, size: Size): Promise<World> {
  const { people, history, perYear } = size
  const began = performance.now()
  const database = await openDatabase({ kind: 'sqlite', path })
  const past = { perYear, years: history, today: TODAY, people: Math.min(people, FIRST_DISTRICT) }
  const firstAt = instantOf(TODAY, '07:00', ZONE)
  let district: District | undefined
  await unindexed(database, [...ROSTER_TABLES, ...HISTORY_TABLES], async () => {
    district = await fillRoster(database, people)
    await fillPast(database, past)
    await fillToday(database, TODAY, firstAt)
  })
  if (district === undefined) throw new Error('a district without a roster')
  await noteHeard(database, firstAt)
  await database.source.query('PRAGMA wal_checkpoint(TRUNCATE)')
  const [counted] = await database.source.query<{ messages: number }[]>(
    'SELECT COUNT(*) AS messages FROM message',
  )
  return {
    ...size,
    rt: { timezone: ZONE, policy: policyFrom({}), log: pino({ level: 'silent' }), database },
    district,
    messages: counted?.messages ?? 0,
    megabytes: statSync(path).size / 1e6,
    fillSeconds: (performance.now() - began) / 1000,
  }
}
