import { type DigestTime, digestTimes, messageTo, type Reader, scopeKey } from '../decide/digest'
import { grouped } from '../decide/grouped'
import type { Scope } from '../decide/scope'
import { digestReaders, lastDigests } from '../record/digests'
import { leftToDigest } from '../record/caps'
import { lastRun, noteRun } from '../record/jobRuns'
import { villagesIn } from '../record/lookups'
import { type Outgoing, queue } from '../record/outbox'
import { pictureOf } from '../record/picture'
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
  const outgoing = readers.flatMap((reader): Outgoing[] => {
    const said = textFor(reader, forReader(reader, days, readers), time, {
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

/** Every township somebody reads of, boiled down one after another; those without a team are left out. */
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
  for (const [township, villages] of grouped(await villagesIn(db, scope), (village) => village.township)) {
    const picture = await pictureOf(db, villages, { at: now, now, zone, policy: rt.policy }, linesSince)
    if (picture.teams.length > 0) days.push(summed(township, picture, { now, zone }, true))
  }
  return days
}

/** Who was silent for days is the township's to hear; the district's only where no township reads it. */
function forReader(
  { townships }: Reader,
  days: readonly Summed[],
  readers: readonly Reader[],
): readonly Summed[] {
  if (townships !== null) return days
  const own = new Set(readers.flatMap((reader) => reader.townships ?? []))
  return days.map((one) =>
    own.has(one.label) ? { ...one, lines: one.lines.filter(({ kind }) => kind !== 'silent_days') } : one,
  )
}

function textFor(
  { townships }: Reader,
  days: readonly Summed[],
  { kind, day }: DigestTime,
  telling: { now: number; zone: string; since: number },
): string | null {
  const own = days.filter(({ label }) => townships === null || townships.includes(label))
  const [first] = own
  if (first === undefined) return null
  const one = own.length === 1 ? { ...first, label: '' } : joined('', own, day)
  const several = own.length === 1 ? [] : own
  if (kind === 'evening') return dayText(one, several, { day, ...telling }, false)
  return one.silent.length + one.open === 0 ? null : morningText(one, several, { day, ...telling })
}
