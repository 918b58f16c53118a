/** Clauses with their scope: who, which day, planned or told, under which heading. */
import { actorsOf, isGeneric, isNamed } from './actors'
import { type Clause } from './clauses'
import { isPredicate } from './openings'
import { dayToken, isReturnDay } from './days'
import { type Running, scopeDay } from './dayScope'
import type { SpeakerRole, Who } from './facts'
import type { DayPart, Days } from './vocabulary/features'
import { HEADINGS, type Heading } from './vocabulary/headings'
import type { Now } from './instants'

export interface Frame extends Clause {
  who: Who[]
  /** The clause names its subject itself. */
  explicit: boolean
  with: Who[]
  /** Everyone named, joined by whatever word. */
  named: Who[]
  /** The day it is about, when one was said (here or before). */
  day: Days | undefined
  /** The day stands in this very clause. */
  dayHere: boolean
  part: DayPart | undefined
  heading: Heading | undefined
  /** Stands under 明日计划, 存在问题. */
  under: Heading | undefined
  /** Hypothetical, undone or somebody else's news: nothing is read. */
  unreal: boolean
  /** A reader has taken it. */
  taken: boolean
}

function headingOf(clause: Clause): Heading | undefined {
  let words = ''
  for (const { f, text } of clause.tokens)
    if (f.day === undefined && f.part === undefined && f.punct !== 'list') words += text
  const heading = HEADINGS.get(words.endsWith('的') ? words.slice(0, -1) : words)
  if (heading === undefined) return undefined
  const colon = clause.after === 'colon'
  const alone =
    colon ||
    clause.after === 'line' ||
    clause.after === 'close' ||
    clause.after === 'hard' ||
    clause.after === 'end' ||
    clause.after === 'space'
  // 水管断了,请协调: what ends a sentence heads nothing
  const ends = clause.before === 'soft' && !colon
  return alone && !ends ? heading : undefined
}

/** Whom somebody without a subject speaks of. */
export const defaultWho = (role: SpeakerRole | undefined): Who =>
  role === 'secretary' || role === 'villager' ? 'team' : 'self'

/** Give every clause its scope. */
export function framesOf(clauses: readonly Clause[], now: Now, role: SpeakerRole | undefined): Frame[] {
  const run: Running = {
    who: undefined,
    person: undefined,
    day: undefined,
    dayLine: undefined,
    under: undefined,
    underItem: undefined,
    part: undefined,
    partLine: -1,
    line: 0,
    waiting: [],
    waitingWith: [],
    leaveLine: -1,
  }
  return clauses.map((clause) => {
    if (clause.line !== run.line || clause.before === 'hard') {
      run.line = clause.line
      run.who = undefined
      run.waiting = []
      run.waitingWith = []
    }
    const item = clause.numbered && clauses[clause.index - 1]?.line !== clause.line
    if (item && run.underItem !== undefined && clause.line > run.underItem) {
      if (run.under === 'plan') run.day = undefined
      run.under = undefined
      run.underItem = undefined
    }
    if (run.dayLine !== undefined && clause.line > run.dayLine) {
      run.day = undefined
      run.dayLine = undefined
    }
    const heading = headingOf(clause)
    const actors = actorsOf(clause.tokens, run.person)
    const acting = actors.who.length + actors.with.length > 0 || run.waiting.length > 0
    const bare = acting && !clause.tokens.some((t) => isPredicate(t) && !t.f.join)
    if (
      bare &&
      actors.who.length + actors.with.length > 0 &&
      clause.tokens.every(
        (t) =>
          t.f.person ??
          t.f.pron ??
          t.f.punct ??
          t.f.join ??
          t.f.filler ??
          t.f.day ??
          /^(?:有|还有|就|只有|只剩|只|剩|队|上)$/.test(t.text),
      )
    ) {
      run.waiting.push(...actors.who.filter((w) => w !== 'team' || actors.who.length === 1))
      run.waitingWith = actors.with.length > 0 ? [...actors.with] : run.waitingWith
    } else if (run.waiting.length > 0) {
      // 书记,我妈住院了: one named and then 我 is whom it is said to
      if (
        run.waiting.length === 1 &&
        run.waitingWith.length === 0 &&
        clause.before === 'soft' &&
        /^我/.test(clause.text)
      )
        run.waiting = []
      const more = actors.who.filter((w) => !run.waiting.includes(w))
      // 我跟小杞 毕组长进山: the list behind 跟 goes on
      if (run.waitingWith.length > 0) {
        actors.with = [...run.waitingWith, ...more.filter(isNamed), ...actors.with]
        actors.who = [...run.waiting]
      } else if (actors.who.length > 0) actors.who = [...run.waiting.filter((w) => w !== 'team'), ...more]
      else if (!bare) actors.who = [...run.waiting]
      if (!bare) {
        run.waiting = []
        run.waitingWith = []
      }
    }
    const explicit = actors.who.length > 0
    const first = clause.tokens.find((t) => t.f.filler !== true)
    // 都在村公所, 人都在: nobody named, so everybody
    const everybody =
      !explicit &&
      run.who === undefined &&
      (/^(?:都|全|全都|全部)/.test(first?.text ?? '') ||
        /^人(?:员|些)?(?:都|全|齐)|^[^在去]{0,5}的都/.test(clause.text))
    // 我都点过了,全部平安
    const allSafe =
      !explicit &&
      /^(?:全部|全都|人都|人员都)/.test(clause.text) &&
      clause.tokens.some((t) => t.f.safe === true)
    if ((everybody || allSafe) && clause.tokens.some(isPredicate)) run.who = ['team']
    if (explicit && !actors.who.every(isGeneric)) {
      run.who = actors.who
      const person = actors.who.find(isNamed)
      if (person !== undefined) run.person = person
    }
    const spoken = clause.tokens.findLast((t) => t.f.person === true)?.text
    if (!actors.who.some(isNamed) && spoken !== undefined) run.person = spoken
    if (clause.tokens.some((t) => t.f.leave !== undefined)) run.leaveLine = clause.line
    scopeDay(clause, run, now, heading)
    if (heading !== undefined)
      run.underItem =
        item && clause.after === 'colon' && clauses[clause.index + 1]?.line === clause.line
          ? clause.line
          : undefined
    const token = dayToken(clause.tokens)
    const part = clause.tokens.find((t) => t.f.part !== undefined)?.f.part
    if (part) {
      run.part = part
      run.partLine = clause.line
    }
    return {
      tokens: clause.tokens,
      text: clause.text,
      index: clause.index,
      start: clause.start,
      end: clause.end,
      line: clause.line,
      sentence: clause.sentence,
      numbered: clause.numbered,
      before: clause.before,
      after: clause.after,
      who: explicit ? actors.who : (run.who ?? [defaultWho(role)]),
      explicit,
      with: actors.with,
      named: actors.named,
      day:
        run.day ??
        (isReturnDay(clause.tokens) && (token?.f.day?.first ?? '') >= now.day ? undefined : token?.f.day),
      dayHere: token !== undefined,
      part: part ?? (run.partLine === clause.line ? run.part : undefined),
      heading,
      under: run.under,
      unreal: false,
      taken: false,
    }
  })
}
