import { DigestLine, OutboundMessage, type Posting } from '../../entities'
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
import { firstAsked, silenceKey, unheardSince } from '../record/silences'
import type { Runtime } from '../runtime'
import { addDays, dayOf, instantOf } from '../time'
import { askSilentDays } from '../wording/asks'
import { silentDaysLine } from '../wording/silentDays'
import { greeting } from '../wording/people'

const MINUTE = 60_000

/**
 * Somebody of whom nothing was heard for two working days: on the third the mates are asked once, an hour later a line
 * goes into the township's next digest. Days on leave, at rest or on business pause the count.
 */
export async function watchSilentDays(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const { day, now, zone } = moment
  const from = instantOf(day, rt.policy.silentDays.askAt, zone)
  if (now < from || now >= instantOf(day, rt.policy.mornings.restsAt, zone)) return 0
  const quiet = await quietSince(rt, db, moment)
  if (quiet.length === 0) return 0
  const villages = [...new Set(quiet.flatMap(({ villageId }) => villageId ?? []))]
  const ids = new Set(quiet.map(({ personId }) => personId))
  const all = await inChunks(villages, (piece) => teams(db, day, piece))
  const people = all.flatMap(({ members }) => members.map(({ person }) => person.id))
  const said = await spellsSince(db, people, addDays(day, -LOOKED_BACK), moment)
  const spells = grouped(said, ({ personId }) => personId)
  const watchedFrom = dayOf(await listeningSince(db, now), zone)
  let done = 0
  for (const team of all) {
    for (const holder of team.members.filter(({ person }) => ids.has(person.id))) {
      if (isSilent(rt, holder, spells.get(holder.person.id) ?? [], watchedFrom, moment)) {
        done += await takeUp(rt, db, { team, holder, said }, moment)
      }
    }
  }
  return done
}

/** Team postings of people of whom nothing was heard since the earliest day that can count: most have spoken. */
function quietSince(rt: Runtime, db: Db, { day, zone }: Moment): Promise<Posting[]> {
  let latest = day
  for (let n = 0; n < rt.policy.silentDays.after; n++) latest = workingDayBefore(latest, rt.policy.calendar)
  return unheardSince(db, day, instantOf(latest, 0, zone))
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
  if (moment.now < Math.max(lineAt, answered)) return 0
  if (await db.existsBy(DigestLine, { key: group })) return 0
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
