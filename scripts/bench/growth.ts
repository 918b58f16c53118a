import { statSync } from 'node:fs'
import pino from 'pino'
import { digest } from '../../src/jobs/digest'
import { watch } from '../../src/jobs/watch'
import { policyFrom } from '../../src/policy'
import { openDatabase } from '../../src/record/database'
import { findSpeaker } from '../../src/record/people'
import type { Runtime } from '../../src/runtime'
import { answer } from '../../src/handle/ask'
import { instantOf } from '../../src/time'
import type { FactOf } from '../../src/understand/facts'
import { type District, fillRoster } from './district'
import { fillPast, fillToday } from './history'

/** What grows: the past, or the number of people. */
export interface Size {
  people: number
  /** One is a year of one district: about 100,000 messages. */
  history: number
}

export interface Growth extends Size {
  /** Of the database file. */
  megabytes: number
  fillSeconds: number
  /** ms, by question; and of a minute with nothing due. */
  p50: Record<string, number>
  p95: Record<string, number>
  /** Seconds of one evening digest for everybody. */
  digestSeconds: number
  messages: number
}

const TODAY = '2026-07-07'
const ZONE = 'Asia/Shanghai'
const PER_YEAR = 100_000
const FIRST_DISTRICT = 363

/** Measures questions, the minute's watch and a digest pass over a database of that size, in a new SQLite file. */
export async function measureGrowth(
  path: string,
  { people, history }: Size,
  rounds: number,
): Promise<Growth> {
  const began = performance.now()
  const database = await openDatabase({ kind: 'sqlite', path })
  try {
    const district = await fillRoster(database, people)
    const past = { perYear: PER_YEAR, years: history, today: TODAY, people: Math.min(people, FIRST_DISTRICT) }
    await fillPast(database, past)
    await fillToday(database, TODAY, instantOf(TODAY, '07:00', ZONE))
    const fillSeconds = (performance.now() - began) / 1000
    const rt: Runtime = { timezone: ZONE, policy: policyFrom({}), log: pino({ level: 'silent' }), database }
    const [counted] = await database.source.query<{ messages: number }[]>(
      'SELECT COUNT(*) AS messages FROM message',
    )
    const messages = counted?.messages ?? 0
    const times = await measureAll(rt, district, rounds)
    const at = performance.now()
    await digest(rt, instantOf(TODAY, '20:20', ZONE))
    return {
      ...{ people, history, fillSeconds, messages },
      megabytes: statSync(path).size / 1e6,
      p50: shareOf(times, 0.5),
      p95: shareOf(times, 0.95),
      digestSeconds: (performance.now() - at) / 1000,
    }
  } finally {
    await database.close()
  }
}

type Question = FactOf<'question'>

const MORNING = instantOf(TODAY, '10:00', ZONE)

async function measureAll(rt: Runtime, district: District, rounds: number): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>()
  const { db } = rt.database
  const village = district.villages[Math.floor(district.villages.length / 2)]
  const [member] = village?.members ?? []
  if (village === undefined || member === undefined) throw new Error('a district without people')
  const asks = async (name: string, userid: string, question: Omit<Question, 'kind'>) => {
    const speaker = await findSpeaker(db, userid, TODAY)
    if (speaker === null) throw new Error(`${userid} is not on the roster`)
    await timed(name, async () => {
      await answer(rt, db, speaker, { kind: 'question', ...question }, MORNING)
    })
  }
  const timed = async (name: string, work: () => Promise<void>) => {
    const took: number[] = []
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      await work()
      took.push(performance.now() - began)
    }
    times.set(name, took)
  }
  const township = district.townshipAdmin
  const whole = district.districtAdmin
  await asks('where is (district)', whole, { asks: 'where', about: member.name })
  await asks('where is (township)', township, {
    asks: 'where',
    about: district.villages[0]?.members[1]?.name ?? '',
  })
  await asks('where is a village (district)', whole, { asks: 'where', about: village.name })
  await asks('missing (township)', township, { asks: 'missing' })
  await asks('summary (township)', township, { asks: 'summary' })
  await asks('work this month (township)', township, { asks: 'work', from: '2026-07-01', to: TODAY })
  await asks('my days (member)', member.userid, {
    asks: 'days',
    about: 'self',
    from: '2026-07-01',
    to: TODAY,
  })
  // The first runs open what is due; the others find nothing.
  await watch(rt, MORNING)
  await watch(rt, MORNING + 60_000)
  let minute = MORNING + 120_000
  await timed('minute tick', async () => {
    await watch(rt, minute)
    minute += 1
  })
  return times
}

function shareOf(times: ReadonlyMap<string, readonly number[]>, share: number): Record<string, number> {
  return Object.fromEntries(
    [...times].map(([name, took]) => {
      const sorted = [...took].sort((a, b) => a - b)
      return [name, sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0]
    }),
  )
}
