import { type RollCall, RollCallEntry, RollCallFigure } from '../../entities'
import { type Figure, figuresIn } from '../decide/rollCall'
import { villagesIn } from '../record/lookups'
import { answerEntries, openRollCalls } from '../record/rollCalls'
import { lastRollCalls, standingOf } from '../record/rollCallStanding'
import { endIfComplete, endRollCall } from '../search/rollCallSteps'
import { inert } from '../wording/inert'
import { answeredSafe, endingText, NO_CALL, rollCallLog, standingText } from '../wording/rollCall'
import type { Taken } from './tell'
import type { Telling } from './telling'

const STATUS = /^(?:点名情况|点名怎么样了|点名结果|点名进度)/
const LOG = /^点名(?:记录|日志)/
const END = /^(?:结束点名|停止点名|点名结束|取消点名)/

/** 「点名情况」 and 「结束点名」 of a supervisor; null for every other text. */
export async function rollCallWord(telling: Telling, text: string): Promise<string | null> {
  const plain = text.trim()
  const isEnd = END.test(plain)
  const isLog = LOG.test(plain)
  if (!telling.scope.supervisor || (!isEnd && !isLog && !STATUS.test(plain))) return null
  const { rt, db, moment, scope, speaker } = telling
  const visible = await villagesIn(db, scope)
  const seen = new Set(visible.map(({ id }) => id))
  if (isLog) return logOf(telling, seen)
  const lines: string[] = []
  for (const call of await openRollCalls(db)) {
    const ids = call.villageIds.filter((id) => seen.has(id))
    if (ids.length === 0) continue
    if (isEnd && ids.length === call.villageIds.length) {
      rt.log.warn({ rollCall: call.key, by: speaker.person.id }, 'a roll call was ended')
      await endRollCall(db, call, { by: speaker.person.id, outcome: 'ended' }, moment)
      lines.push(endingText(call))
    } else lines.push(standingText(call, await standingOf(db, call, ids), '点名情况', moment))
  }
  return lines.length === 0 ? NO_CALL : lines.join('\n')
}

/** Who called, why, when, and what came of it: of the roll calls this supervisor may see whole. */
async function logOf({ db, moment }: Telling, visible: ReadonlySet<number>): Promise<string> {
  const last = await lastRollCalls(db, (call) => call.villageIds.every((id) => visible.has(id)), 8)
  return rollCallLog(
    last.map(({ call, by, standing }) => ({ call: { ...call, by }, standing })),
    moment,
  )
}

/**
 * Takes a message as an answer to the open roll calls it concerns: the speaker's own word, and whoever it places or
 * calls safe; the last answer wins. Returns the names answered for, per call, for the reply.
 */
export async function answerRollCalls(
  telling: Telling,
  taken: Taken,
  text: string,
  understood: boolean,
): Promise<string[]> {
  const { db, moment, speaker, messageId, team } = telling
  if (team === null || !understood) return []
  const replies: string[] = []
  for (const call of await callsOver(telling)) {
    const needy = needing(taken)
    const fine = accounted(telling, taken).filter((id) => !needy.includes(id))
    const answer = { by: speaker.person.id, at: moment.now, messageId, words: inert(text) }
    await answerEntries(db, call.id, needy, { ...answer, state: 'help' })
    const safe = await answerEntries(db, call.id, fine, { ...answer, state: 'safe' })
    const figures = await keepFigures(telling, call.id, text)
    if (safe > 0) {
      const names = team.members
        .filter(({ person }) => fine.includes(person.id))
        .map(({ person }) => person.name)
      replies.push(answeredSafe(names, figures, call))
    }
    await endIfComplete(db, call, moment)
  }
  return replies
}

/** Called for help, or told of grave illness. */
const needing = ({ told }: Taken): number[] =>
  told.flatMap(({ fact, subjects }) =>
    fact.kind === 'help' || (fact.kind === 'health' && fact.urgent === true)
      ? subjects.flatMap(({ id }) => id ?? [])
      : [],
  )

/**
 * The speaker of the team, and everybody the message places or calls safe; not whom it says was not seen, or only
 * guesses about. */
function accounted({ speaker, team }: Telling, { told, notSeen, guessed }: Taken): number[] {
  const missing = new Set([...guessed, ...notSeen.flatMap(({ subjects }) => subjects.map(({ id }) => id))])
  const named = told.flatMap(({ fact, subjects }) =>
    fact.kind === 'safe' || (fact.kind === 'whereabouts' && fact.from === undefined)
      ? subjects.flatMap(({ id }) => id ?? [])
      : [],
  )
  const isMember = team?.members.some(({ person }) => person.id === speaker.person.id) ?? false
  return [...new Set([...(isMember ? [speaker.person.id] : []), ...named])].filter((id) => !missing.has(id))
}

async function keepFigures(
  { db, moment, messageId, team }: Telling,
  rollCallId: number,
  text: string,
): Promise<Figure[]> {
  const figures = figuresIn(text)
  if (team === null || figures.length === 0) return []
  const rows = figures.map(({ label, count }) => ({
    rollCallId,
    villageId: team.village.id,
    messageId,
    label,
    count,
    at: moment.now,
  }))
  await db.insert(RollCallFigure, rows)
  return figures
}

/** The open roll calls over the team: 没事 is an answer then, and so is every word. */
export const callsOver = async ({ db, team }: Telling): Promise<RollCall[]> =>
  team === null
    ? []
    : (await openRollCalls(db)).filter(({ villageIds }) => villageIds.includes(team.village.id))

/** Has the speaker been asked by a roll call and not answered? Then a bare word is about the speaker. */
export async function owesAnswer(telling: Telling, calls: readonly RollCall[]): Promise<boolean> {
  const { db, speaker } = telling
  for (const { id } of calls)
    if (await db.existsBy(RollCallEntry, { rollCallId: id, personId: speaker.person.id, state: 'asked' }))
      return true
  return false
}
