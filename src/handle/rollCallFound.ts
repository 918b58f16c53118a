import type { Person } from '../../entities'
import { EMERGENCIES } from '../decide/emergencies'
import { nameHint } from '../decide/names'
import { awaited } from '../record/cases'
import { membersIn } from '../record/lookups'
import { accountForEntries, openRollCalls } from '../record/rollCalls'
import { endIfComplete } from '../search/rollCallSteps'
import { list } from '../wording/people'
import { NOT_MISSING } from '../wording/plain'
import { foundInCall } from '../wording/rollCall'
import type { Telling } from './telling'

/**
 * Whoever was found is accounted for in the open roll calls that ask after them; whose call for help is still open is
 * not. `words`: what the list shows. Gives who that was.
 */
export async function accountFor(
  telling: Telling,
  people: readonly Pick<Person, 'id'>[],
  words: string,
): Promise<Set<number>> {
  const { db, moment, speaker, messageId } = telling
  const found = new Set<number>()
  const calls = await openRollCalls(db)
  if (calls.length === 0 || people.length === 0) return found
  const ids = people.map(({ id }) => id)
  const inNeed = await awaited(db, ids, EMERGENCIES)
  const free = ids.filter((id) => !inNeed.has(id))
  for (const call of calls) {
    const answer = { answeredAt: moment.now, answeredBy: speaker.person.id, messageId, words }
    const ended = await accountForEntries(db, call.id, free, answer)
    if (ended.length === 0) continue
    for (const id of ended) found.add(id)
    await endIfComplete(db, call, moment)
  }
  return found
}

/** 「杨海已找到」 of a supervisor while no search for him is open: a roll call may ask after him. Null: nobody is named. */
export async function foundByCall(telling: Telling, before: string): Promise<string | null> {
  const { db, scope, moment } = telling
  if (!scope.supervisor || before.trim() === '') return null
  const members = await membersIn(db, scope, moment.day, { hint: nameHint(before.trim()) })
  const named = members.map(({ person }) => person).filter(({ name }) => before.includes(name))
  const found = await accountFor(telling, named, `${telling.speaker.person.name}说找到了`)
  const names = named.filter(({ id }) => found.has(id)).map(({ name }) => name)
  if (names.length > 0) return foundInCall(list(names))
  return named.length === 0 ? null : NOT_MISSING(list(named.map(({ name }) => name)))
}
