import type { Village } from '../../entities'
import { type DigestTime, digestTimes, messageTo, type Reader, scopeKey } from '../decide/digest'
import { grouped } from '../decide/grouped'
import type { Scope } from '../decide/scope'
import { digestReaders, lastDigests } from '../record/digests'
import { leftToDigest } from '../record/caps'
import { lastRun, noteRun } from '../record/jobRuns'
import { villagesIn } from '../record/lookups'
import { type Outgoing, queue } from '../record/outbox'
import { picturesOf } from '../record/picture'
import type { Runtime } from '../runtime'
import { dayText, morningText, withLeft } from '../wording/digest'
import { joined, type Summed, summed } from '../wording/summed'
import { unitDigests } from './unitDigests'

/** What a run of the job did. */
export interface Digested {
  queued: number
  /** Digests whose time passed unused, as `evening 2026-07-10`. */
  skipped: string[]
}

const DAY = 86_400_000
/** Whoever never had a digest is told what was noted in the last days. */
const FIRST_LOOKS_BACK = 7 * DAY

/**
 * The digests due at `now`: each once, for two hours from its time; what is later is passed over and logged. It reads
 * outside the transaction, so that nobody's message waits for a report.
 */
export async function digest(rt: Runtime, now: number): Promise<Digested> {
  const done: Digested = { queued: 0, skipped: [] }
  for (const time of digestTimes(now, rt.timezone, rt.policy)) {
    const name = `digest:${time.kind}`
    if (time.state === 'early' || (await lastRun(rt.database.db, name)) === time.dueAt) continue
    if (time.state === 'late') {
      rt.log.warn({ digest: time.kind, day: time.day }, 'a digest was due while nobody ran the job: skipped')
      done.skipped.push(`${time.kind} ${time.day}`)
    }
    const outgoing = time.state === 'late' ? [] : await written(rt, time, now)
    done.queued += await rt.database.inTransaction(async (db) => {
      await noteRun(db, name, time.dueAt)
      return queue(db, { now, day: time.day }, outgoing)
    })
  }
  return done
}

async function written(rt: Runtime, time: DigestTime, now: number): Promise<Outgoing[]> {
  const { db } = rt.database
  const readers = await digestReaders(db, time.day)
  const last = await lastDigests(
    db,
    readers.map(({ personId }) => personId),
  )
  const sinceOf = ({ personId }: Reader) => Math.max(last.get(personId) ?? 0, now - FIRST_LOOKS_BACK)
  const oldest = Math.min(...readers.map(sinceOf))
  const days = readers.length === 0 ? [] : await townshipDays(rt, readers, now, oldest)
  const left = await leftToDigest(
    db,
    readers.map(({ personId }) => personId),
    time.day,
  )
  const news = newsFor(days, readers)
  const outgoing = readers.flatMap((reader): Outgoing[] => {
    const said = textFor(news(reader), time, {
      now,
      zone: rt.timezone,
      since: sinceOf(reader),
    })
    const text = said === null ? null : withLeft(said, left.get(reader.personId) ?? 0)
    return text === null
      ? []
      : [messageTo(reader, time, `digest:${time.kind}:${time.day}:${scopeKey(reader)}`, text)]
  })
  return time.kind === 'evening' ? [...outgoing, ...(await unitDigests(rt, time, now))] : outgoing
}

/** So many villages are read at a time: as many statements for a few townships as for one. */
const AT_A_TIME = 500

/** Townships in pieces of about that many villages; none is cut. */
function pieces(villages: readonly Village[]): Village[][] {
  const all: Village[][] = []
  for (const own of grouped(villages, ({ township }) => township).values()) {
    const last = all.at(-1)
    if (last !== undefined && last.length + own.length <= AT_A_TIME) last.push(...own)
    else all.push([...own])
  }
  return all
}

/** Every township somebody reads of, boiled down a few at a time; those without a team are left out. */
async function townshipDays(
  rt: Runtime,
  readers: readonly Reader[],
  now: number,
  linesSince: number,
): Promise<Summed[]> {
  const { db } = rt.database
  const scope: Scope = {
    all: readers.some(({ townships }) => townships === null),
    townships: readers.flatMap(({ townships }) => townships ?? []),
    ...{ villageIds: [], units: [], health: true, supervisor: true },
  }
  const zone = rt.timezone
  const days: Summed[] = []
  const asked = { at: now, now, zone, policy: rt.policy }
  for (const villages of pieces(await villagesIn(db, scope))) {
    for (const [township, picture] of await picturesOf(db, villages, asked, linesSince))
      if (picture.teams > 0) days.push(summed(township, picture, { now, zone }, true))
  }
  return days
}

/**
 * The townships each reader reads of, in the roster's order. Who was silent for days is the township's to hear; the
 * district's only where no township reads it.
 */
function newsFor(days: readonly Summed[], readers: readonly Reader[]): (reader: Reader) => readonly Summed[] {
  const read = new Set(readers.flatMap((reader) => reader.townships ?? []))
  const place = new Map(days.map(({ label }, index) => [label, index]))
  const whole = days.map((one) =>
    read.has(one.label) ? { ...one, lines: one.lines.filter(({ kind }) => kind !== 'silent_days') } : one,
  )
  return ({ townships }) => {
    if (townships === null) return whole
    const places = [...new Set(townships)].flatMap((name) => place.get(name) ?? [])
    return places.sort((a, b) => a - b).flatMap((index) => days[index] ?? [])
  }
}

function textFor(
  own: readonly Summed[],
  { kind, day }: DigestTime,
  telling: { now: number; zone: string; since: number },
): string | null {
  const [first] = own
  if (first === undefined) return null
  const one = own.length === 1 ? { ...first, label: '' } : joined('', own, day)
  const several = own.length === 1 ? [] : own
  if (kind === 'evening') return dayText(one, several, { day, ...telling }, false)
  return one.silent.length + one.open === 0 ? null : morningText(one, several, { day, ...telling })
}
