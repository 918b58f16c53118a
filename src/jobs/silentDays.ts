import { DigestLine, OutboundMessage } from '../../entities'
import { awayOf, coveringOn, type Spell } from '../decide/accounted'
import { workingDayBefore } from '../decide/calendar'
import { grouped } from '../decide/grouped'
import { isUnsure } from '../decide/unsure'
import { firstSilentDay, LOOKED_BACK } from '../decide/silentDays'
import { unpromptedToday } from '../record/burden'
import { inChunks } from '../record/chunks'
import { spellsSince } from '../record/coverages'
import type { Db } from '../record/database'
import { listeningSince } from '../record/watches'
import type { Moment } from '../record/known'
import { textsOf } from '../record/openAsks'
import { type Outgoing, queue } from '../record/outbox'
import { type Holder, type Team, teams } from '../record/people'
import { firstAsked, silenceKey } from '../record/silences'
import { goThroughPeople, lookAgain, peopleToLookAt, type PieceDone, wasGoneThrough } from '../record/unheard'
import type { Runtime } from '../runtime'
import { addDays, dayOf, instantOf } from '../time'
import { askSilentDays } from '../wording/asks'
import { silentDaysLine } from '../wording/silentDays'
import { greeting } from '../wording/people'

const MINUTE = 60_000

/** Notes once a day of whom nothing was heard lately. False when it is not the time to ask after them. */
export async function noteSilentPeople(rt: Runtime, db: Db, moment: Moment): Promise<boolean> {
  const { day, now, zone } = moment
  const from = instantOf(day, rt.policy.silentDays.askAt, zone)
  if (now < from || now >= instantOf(day, rt.policy.mornings.restsAt, zone)) return false
  if (!(await wasGoneThrough(db, 'person', { from, now })))
    await goThroughPeople(db, moment, quietStart(rt, moment))
  return true
}

/** Somebody excused today may not be any more: a leave is refused, a trip taken back. */
const LOOKED_AGAIN_AFTER = 60 * MINUTE

/**
 * Somebody of whom nothing was heard for two working days: on the third the mates are asked once, an hour later a line
 * goes into the township's next digest. Days on leave, at rest or on business pause the count. A piece of the people:
 * those after person `after`.
 */
export async function watchSilentDays(
  rt: Runtime,
  db: Db,
  moment: Moment,
  after: number,
): Promise<PieceDone> {
  const { day, now, zone } = moment
  const quiet = await peopleToLookAt(db, now, quietStart(rt, moment), after)
  const last = quiet.at(-1)?.id ?? null
  if (quiet.length === 0) return { done: 0, last }
  const villages = [...new Set(quiet.map(({ villageId }) => villageId))]
  const ids = new Set(quiet.map(({ id }) => id))
  const all = await inChunks(villages, (piece) => teams(db, day, piece))
  const people = all.flatMap(({ members }) => members.map(({ person }) => person.id))
  const said = await spellsSince(db, people, addDays(day, -LOOKED_BACK), moment)
  const spells = grouped(said, ({ personId }) => personId)
  const watchedFrom = dayOf(await listeningSince(db, now), zone)
  let done = 0
  const excused: number[] = []
  for (const team of all) {
    for (const holder of team.members.filter(({ person }) => ids.has(person.id))) {
      if (isSilent(rt, holder, spells.get(holder.person.id) ?? [], watchedFrom, moment)) {
        done += await takeUp(rt, db, { team, holder, said }, moment)
      } else excused.push(holder.person.id)
    }
  }
  await lookAgain(db, 'person', excused, now + LOOKED_AGAIN_AFTER)
  return { done, last }
}

/** Nothing was heard of them since the earliest day that can count. */
function quietStart(rt: Runtime, { day, zone }: Moment): number {
  let latest = day
  for (let n = 0; n < rt.policy.silentDays.after; n++) latest = workingDayBefore(latest, rt.policy.calendar)
  return instantOf(latest, 0, zone)
}

function isSilent(
  rt: Runtime,
  { person, posting }: Holder,
  spells: readonly Spell[],
  watchedFrom: string,
  { day, zone }: Moment,
): boolean {
  const { after } = rt.policy.silentDays
  const first = firstSilentDay(day, person.id, spells, after, rt.policy.calendar)
  if (first === null || first < watchedFrom || first < (posting.fromDay ?? '')) return false
  return (person.lastHeardAt ?? 0) < instantOf(first, 0, zone)
}

interface Silence {
  team: Team
  holder: Holder
  /** What was said of the whole team. */
  said: readonly Spell[]
}

/** Asks the mates, once in a silence; then the line, once the answer had its hour (after a stop of ours, its minutes). */
async function takeUp(rt: Runtime, db: Db, silence: Silence, moment: Moment): Promise<number> {
  const { person } = silence.holder
  const group = silenceKey(person)
  const asked = await firstAsked(db, group)
  if (asked === null) {
    const queued = await askMates(rt, db, silence, group, moment)
    if (queued > 0) return queued
  }
  const lineAt = instantOf(moment.day, rt.policy.silentDays.digestAt, moment.zone)
  const answered = (asked?.queuedAt ?? 0) + rt.policy.catchUp.alarmAfterAsk * MINUTE
  const { day, now, zone } = moment
  const next = Math.max(lineAt, answered)
  await lookAgain(db, 'person', [person.id], now < next ? next : instantOf(addDays(day, 1), 0, zone))
  if (now < next || (await db.existsBy(DigestLine, { key: group }))) return 0
  await db.insert(DigestLine, {
    key: group,
    kind: 'silent_days' as const,
    villageId: silence.team.village.id,
    personId: person.id,
    text: silentDaysLine(silence.holder, rt.policy.silentDays.after, await matesSaid(db, group, moment)),
    at: moment.now,
  })
  return 1
}

/** What came of asking the mates. */
async function matesSaid(db: Db, group: string, { now }: Moment) {
  const asked = (await db.findBy(OutboundMessage, { groupKey: group })).filter(
    ({ state }) => state !== 'dropped',
  )
  const [first] = asked
  if (first === undefined) return 'not_asked'
  const mates = asked.map(({ personId }) => personId)
  const answers = await textsOf(db, mates, { since: first.queuedAt, until: now })
  return answers.some(({ text }) => isUnsure(text)) ? 'unsure' : 'no_answer'
}

async function askMates(
  rt: Runtime,
  db: Db,
  { team, holder, said }: Silence,
  group: string,
  moment: Moment,
): Promise<number> {
  const away = awayOf(coveringOn(said, moment.day))
  const mates = team.members.filter(
    ({ person }) => person.userid !== null && person.id !== holder.person.id && !away.has(person.id),
  )
  const counts = await unpromptedToday(
    db,
    mates.map(({ person }) => person.id),
    moment.day,
  )
  const outgoing = mates
    .filter(({ person }) => (counts.get(person.id) ?? 0) < rt.policy.burden.teamPerDay)
    .map(
      (mate): Outgoing => ({
        key: `${group}:${mate.person.id}`,
        groupKey: group,
        personId: mate.person.id,
        userid: mate.person.userid ?? '',
        purpose: 'ask',
        text: askSilentDays(greeting(mate), holder.person.name, rt.policy.silentDays.after, moment),
      }),
    )
  return queue(db, moment, outgoing)
}
