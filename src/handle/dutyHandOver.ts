import { Case } from '../../entities'
import { dutiesAt, endDuty } from '../record/duty'
import type { OpenCase } from '../record/openCases'
import { type Holder, holders } from '../record/people'
import { withWitness } from '../search/alarm'
import { casefileOf } from '../search/casefile'
import { supervisorsOf } from '../search/recipients'
import { tellAbout } from '../search/tell'
import { alarm } from '../wording/alarms'
import * as wording from '../wording/duty'
import { ask } from './asking'
import { chosenOf } from './ask'
import { colleagues, placesOf, putOnDuty, supervisorNamed } from './duty'
import { type Handled, spoken } from './handled'
import { isNamedIn, nameOfCase, openCasesFor } from './openCases'
import type { Telling } from './telling'

const MINUTE = 60_000
const HALF_AN_HOUR = 30 * MINUTE
const MOST = 6
const HAND =
  /^(.{0,14}?)(?:交给|转给|转交给?|移交给?)(.{1,8}?)(?:来|去)?(?:跟进?|找|处理|负责|看看|值班|带班)?[吧了啦。.!!]*$/s
const ANYBODY = /^(?:别人|其他人|别的人|别个|其他同志|其他管理员|别的同志)$/
const DUTY = /值班|带班/

/** What is handed over: one search, or the speaker's duty (null). With a choice of people: the payload of `hand_over`. */
export interface HandOverPayload {
  caseId: number | null
  people: { id: number; label: string }[]
}

/** 「交给何主任」, 「丛岗村交给别人」, 「值班交给何主任」 of a supervisor; null for every other text. */
export async function handOverAnswer(telling: Telling, text: string): Promise<string | null> {
  const [, before, who] = HAND.exec(text.trim()) ?? []
  if (!telling.scope.supervisor || before === undefined || who === undefined) return null
  const found = DUTY.test(text) ? null : await caseMeant(telling, before)
  if (found === undefined) return null
  const people = await takers(telling, found)
  if (ANYBODY.test(who)) return askWhom(telling, found, people)
  const named = supervisorNamed(who, people)
  // Who hands papers to somebody of the village speaks of something else.
  if (named.problem !== undefined) return before === '' || DUTY.test(text) ? named.problem : null
  return handTo(telling, found, named.holder)
}

/** 「交给别人」 about one search: the one a card was about. */
export const handOverCase = async (telling: Telling, found: OpenCase): Promise<string> =>
  askWhom(telling, found, await takers(telling, found))

/**
 * The search that is meant: the one whose village is named, else the gravest and newest that is the speaker's own, else
 * that the speaker was told of. Null: the duty, when there is no such search. Undefined: neither.
 */
async function caseMeant(telling: Telling, before: string): Promise<OpenCase | null | undefined> {
  const all = await openCasesFor(telling)
  const me = telling.speaker.person.id
  const named = all.find((each) => isNamedIn(each, before))
  const mine = all.find(({ case: c }) => c.ownerId === me) ?? all.find(({ told }) => told)
  if (named !== undefined) return named
  if (mine !== undefined) return mine
  const duties = await dutiesAt(telling.db, telling.moment.now)
  return duties.some(({ personId }) => personId === me) ? null : undefined
}

/** Who may take it: the supervisors of the place, or for a duty those of the speaker's scope; never the speaker. */
async function takers(telling: Telling, found: OpenCase | null): Promise<Holder[]> {
  const { db, moment, speaker } = telling
  const village = found?.village ?? null
  const all =
    found === null || village === null
      ? await colleagues(telling)
      : [
          ...(await supervisorsOf(db, { team: { village, members: [], cadres: [] } }, 'township', moment)),
          ...(await supervisorsOf(db, { team: { village, members: [], cadres: [] } }, 'district', moment)),
        ]
  return all.filter(({ person }) => person.id !== speaker.person.id)
}

async function askWhom(telling: Telling, found: OpenCase | null, people: readonly Holder[]): Promise<string> {
  const once = [...new Map(people.map((holder) => [holder.person.id, holder])).values()]
  const [only] = once
  if (only === undefined) return wording.NOBODY_ELSE
  if (once.length === 1) return handTo(telling, found, only)
  const options = once.slice(0, MOST).map(({ person }) => ({ id: person.id, label: person.name }))
  const payload: HandOverPayload = { caseId: found?.case.id ?? null, people: options }
  await ask(telling, 'hand_over', payload, HALF_AN_HOUR)
  return wording.TO_WHOM(options.map(({ label }) => label))
}

/** 「2」, 「何主任」 after that question; null: the text chooses nobody. */
export function chooseTaker(
  telling: Telling,
  { caseId, people }: HandOverPayload,
  text: string,
): (() => Promise<Handled>) | null {
  const chosen = chosenOf(people, text.replace(/^(?:交给|给)|[的吧。.!!]+$/g, ''))
  if (chosen === null) return null
  return async () => {
    const found = caseId === null ? null : (await openCasesFor(telling)).find((c) => c.case.id === caseId)
    if (found === undefined) return spoken(wording.ALREADY_OVER)
    const holder = (await takers(telling, found)).find(({ person }) => person.id === chosen.id)
    return spoken(
      holder === undefined ? wording.NO_SUCH_SUPERVISOR(chosen.label) : await handTo(telling, found, holder),
    )
  }
}

const handTo = (telling: Telling, found: OpenCase | null, to: Holder): Promise<string> =>
  found === null ? handDuty(telling, to) : handCase(telling, found, to)

/**
 * Offers a search to somebody, who is told all there is. Whoever holds it goes on holding it until the other has taken
 * it, but no longer than an alarm waits for anybody: then it lapses as usual.
 */
async function handCase(telling: Telling, found: OpenCase, to: Holder): Promise<string> {
  const { rt, db, moment, speaker, messageId } = telling
  const { id, ownerId, ownedUntil, nextAt, round } = found.case
  const file = withWitness(rt, await casefileOf(db, found.case, moment), moment)
  const isHeld = ownerId !== null && ownedUntil !== null && ownedUntil > moment.now
  const isMine = isHeld && ownerId === speaker.person.id
  if (isHeld && !isMine) return wording.HELD_BY(nameOfCase(found), file.owner?.name ?? '别人')
  const until = Math.min(ownedUntil ?? 0, moment.now + rt.policy.duty.aloneFor * MINUTE)
  const lease = isMine
    ? { ownedUntil: until, ownerAsked: true, nextAt: Math.min(until, nextAt ?? until) }
    : {}
  await db.update(Case, { id }, { offeredToId: to.person.id, ...lease })
  const text = wording.prefixed(
    wording.HANDED(speaker.person.name),
    alarm(file, { ...moment, times: 1, round }),
  )
  const about = { found: found.case, purpose: 'alarm' as const, name: `offer${messageId}`, direct: true }
  await tellAbout(db, moment, about, [to], () => text)
  return wording.HANDED_TO(nameOfCase(found), to.person.name, isMine)
}

/** The rest of today's duty of the speaker is the other's. */
async function handDuty(telling: Telling, to: Holder): Promise<string> {
  const { db, moment, speaker, messageId } = telling
  const running = (await dutiesAt(db, moment.now)).filter(({ personId }) => personId === speaker.person.id)
  const [first] = running
  if (first === undefined) return wording.WAS_NOT_ON_DUTY
  const untilAt = Math.max(...running.map((duty) => duty.untilAt))
  await endDuty(db, speaker.person.id, { from: moment.now, until: untilAt })
  const roles = (await holders(db, [to.posting.role], moment.day)).filter(
    ({ person }) => person.id === to.person.id,
  )
  const said = { fromAt: moment.now, untilAt, aloneFor: first.aloneFor, messageId, saidAt: moment.now }
  await putOnDuty(telling, roles, { ...said, saidBy: speaker.person.id })
  return wording.DUTY_HANDED(to.person.name, placesOf(roles), wording.span(said, moment))
}
