import { type Duty, SUPERVISOR_ROLES } from '../../entities'
import { dutyWord } from '../decide/dutyWords'
import { resolveName } from '../decide/names'
import { declareDuty, dutiesFrom, dutyScopeOf, endDuty, namesOf } from '../record/duty'
import { endLeaves } from '../record/endLeaves'
import { queue } from '../record/outbox'
import { type Holder, holders } from '../record/people'
import * as wording from '../wording/duty'
import { inert } from '../wording/inert'
import type { Telling } from './telling'

const DAY = 86_400_000
const MOST = 10

/** 「今天我值班」, 「明天何主任值班」, 「谁值班」, 「我不值班了」 of a supervisor; null for every other text. */
export async function dutyAnswer(telling: Telling, text: string): Promise<string | null> {
  if (!telling.scope.supervisor) return null
  const word = dutyWord(text, telling.moment.now, telling.moment.zone)
  switch (word?.does) {
    case 'declare':
      return declare(telling, word)
    case 'ask':
      return whoIs(telling)
    case 'end':
      return endOwn(telling)
    default:
      return null
  }
}

/** Supervisors with an account whom the speaker may put on duty or hand something to: everybody of the own scope. */
export async function colleagues({ db, moment, scope }: Telling): Promise<Holder[]> {
  const all = await holders(db, SUPERVISOR_ROLES, moment.day)
  return all.filter(
    ({ person, posting }) =>
      person.userid !== null &&
      (scope.all || (posting.role === 'township_admin' && scope.townships.includes(posting.township ?? ''))),
  )
}

/** The supervisor a written name means; a sentence that says why there is none. */
export function supervisorNamed(
  written: string,
  among: readonly Holder[],
): { holder: Holder; problem?: undefined } | { problem: string } {
  const candidates = among.map(({ person, posting }) => ({
    id: person.id,
    name: person.name,
    role: posting.role,
    villageId: null,
  }))
  const ids = resolveName(written, candidates)
  const found = among.filter(({ person }) => ids.includes(person.id))
  const [first] = found
  if (first === undefined) return { problem: wording.NO_SUCH_SUPERVISOR(written) }
  if (ids.length === 1) return { holder: first }
  const names = [...new Set(found.map(({ person }) => person.name))]
  return { problem: wording.WHICH_SUPERVISOR(written, names) }
}

interface Declared {
  who: readonly string[]
  from: number
  until: number
}

async function declare(telling: Telling, { who, from, until }: Declared): Promise<string> {
  const { rt, moment, speaker, messageId } = telling
  const everybody = await colleagues(telling)
  const named: number[] = []
  for (const name of who) {
    if (name === 'self') {
      named.push(speaker.person.id)
      continue
    }
    const found = supervisorNamed(name, everybody)
    if (found.problem !== undefined) return found.problem
    named.push(found.holder.person.id)
  }
  const roles = named.flatMap((id) => everybody.filter(({ person }) => person.id === id))
  const [first] = roles
  if (first === undefined) return wording.NO_SUCH_SUPERVISOR(who.join('、'))
  const { aloneFor } = rt.policy.duty
  const span = { fromAt: from, untilAt: until }
  const said = { ...span, aloneFor, saidBy: speaker.person.id, messageId, saidAt: moment.now }
  await putOnDuty(telling, roles, said)
  const names = [...new Set(roles.map(({ person }) => person.name))]
  return wording.onDuty(names, placesOf(roles), wording.span(span, moment), aloneFor)
}

/** Puts supervisors on duty in their roles; whoever did not say so is told. A leave said before is over. */
export async function putOnDuty(
  { db, moment, speaker }: Telling,
  roles: readonly Holder[],
  said: Pick<Duty, 'fromAt' | 'untilAt' | 'aloneFor' | 'saidBy' | 'messageId' | 'saidAt'>,
): Promise<void> {
  const duties = roles.flatMap(({ person, posting }) => {
    const scope = dutyScopeOf(posting)
    return scope === null ? [] : [{ personId: person.id, ...scope, ...said }]
  })
  await declareDuty(db, duties)
  if (roles.some(({ person }) => person.id === speaker.person.id))
    await endLeaves(db, [speaker.person.id], moment, [speaker.person.id])
  const others = roles.filter(({ person }) => person.id !== speaker.person.id)
  const key = `duty:${said.messageId}`
  const text = (holder: Holder) =>
    wording.putOnDuty(speaker.person.name, placesOf([holder]), wording.span(said, moment), moment)
  await queue(
    db,
    moment,
    others.map((holder) => ({
      key: `${key}:${holder.person.id}`,
      personId: holder.person.id,
      userid: holder.person.userid ?? '',
      purpose: 'forward' as const,
      text: text(holder),
    })),
  )
}

/** 青岭镇; 全区 */
export const placesOf = (roles: readonly Holder[]): string =>
  [
    ...new Set(roles.map(({ posting }) => (posting.role === 'district_admin' ? '全区' : posting.township))),
  ].join('、')

/** Who is on duty now and in the next days, of the places the asker may see. */
async function whoIs({ db, moment, scope }: Telling): Promise<string> {
  const seen = (await dutiesFrom(db, moment.now)).filter(
    ({ level, township }) => scope.all || level === 'district' || scope.townships.includes(township ?? ''),
  )
  const soon = seen.filter(({ fromAt }) => fromAt < moment.now + 7 * DAY).slice(0, MOST)
  if (soon.length === 0) return wording.NOBODY_ON_DUTY
  const names = await namesOf(
    db,
    soon.map(({ personId }) => personId),
  )
  const lines = soon.map((duty) =>
    wording.dutyLine(
      names.get(duty.personId) ?? '',
      duty.level === 'district' ? '全区' : inert(duty.township ?? ''),
      wording.span(duty, moment),
    ),
  )
  return lines.join('\n')
}

async function endOwn({ db, moment, speaker }: Telling): Promise<string> {
  const ended = await endDuty(db, speaker.person.id, { from: moment.now, until: moment.now + DAY })
  return ended.length === 0 ? wording.WAS_NOT_ON_DUTY : wording.NOT_ON_DUTY
}
