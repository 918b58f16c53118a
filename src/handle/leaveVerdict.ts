import { leaveVerdict } from '../decide/leaveWords'
import { nameHint, resolveName } from '../decide/names'
import { openLeaveOf, refuseLeave } from '../record/leaveVerdicts'
import { membersIn } from '../record/lookups'
import { queue } from '../record/outbox'
import type { Holder } from '../record/people'
import { inert } from '../wording/inert'
import { noLeave, verdictFor, verdictKept } from '../wording/leaves'
import type { Telling } from './telling'

/** 「不同意段丽请假」 of a township or the district: the leave no longer covers its days, and the person is told. */
export async function answerLeaveVerdict(telling: Telling, text: string): Promise<string | null> {
  const { db, moment, speaker, scope, messageId } = telling
  const said = scope.supervisor ? leaveVerdict(text) : null
  if (said === null) return null
  const holder = await meant(telling, said.name)
  if (holder === null) return null
  const { person } = holder
  const leave = await openLeaveOf(db, person.id, moment.day)
  if (leave === null) return noLeave(person.name)
  const refused = said.verdict === 'refused'
  if (refused) await refuseLeave(db, leave.id)
  const isTold = person.userid !== null
  if (person.userid !== null)
    await queue(db, moment, [
      {
        key: `leave_verdict:${messageId}:${person.id}`,
        personId: person.id,
        userid: person.userid,
        purpose: 'forward',
        text: verdictFor(leave, { by: speaker.person.name, refused, remark: inert(said.remark) }, moment),
      },
    ])
  return verdictKept(person.name, leave, { refused, isTold }, moment.day)
}

/** The one member within scope the name means. */
async function meant({ db, moment, scope }: Telling, name: string): Promise<Holder | null> {
  const all = await membersIn(db, scope, moment.day, { hint: nameHint(name) })
  const candidates = all.map(({ person, posting }) => ({
    id: person.id,
    name: person.name,
    role: posting.role,
    villageId: posting.villageId,
  }))
  const ids = resolveName(name, candidates)
  return ids.length === 1 ? (all.find(({ person }) => person.id === ids[0]) ?? null) : null
}
