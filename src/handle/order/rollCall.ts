import { idsIn, Person, rangesOf, type RollCall, RollCallCaller } from '../../../entities'
import { mayDrill } from '../../decide/rollCall'
import { rollCallPlan } from '../../decide/rollCallPlan'
import { openRollCalls } from '../../record/rollCalls'
import { membershipsIn } from '../../record/silent'
import { openRollCall } from '../../search/rollCall'
import { type OrderFact, plainly } from '../../understand'
import { confirmText, joinedText, NO_DRILL_NOW, NOBODY_THERE, startedText } from '../../wording/rollCall'
import { NO_SUCH_PLACE } from '../../wording/orders'
import { ask } from '../asking'
import { townshipToCall } from '../disaster'
import type { Telling } from '../telling'
import { orderPlace } from './place'

const MINUTE = 60_000
const EVERYWHERE = /全[区县市镇乡]|所有|全[部体员]/

export interface RollCallPayload {
  does: 'roll_call'
  messageId: number
  label: string
  /** Ranges of ids. */
  villages: string
  drill: boolean
  reason: string | null
}

/** What is left of the order besides the place and the order's own words is its reason. */
function reasonOf(fact: OrderFact, text: string): string | null {
  const own = plainly(fact.text ?? text.replace(fact.scope ?? '', ''))
    .replace(
      /演练|点一?[个下]名|点名|报平安|马上|立即|立刻|请|对|给|全区|全镇|全乡|一下|[【】[\]()(),,。.!!::\s]/g,
      '',
    )
    .trim()
  return own === '' ? null : own
}

export async function orderRollCall(telling: Telling, fact: OrderFact, text: string): Promise<string> {
  const { rt, db, moment, speaker } = telling
  const wanted = fact.scope ?? (EVERYWHERE.test(plainly(text)) ? undefined : await townshipToCall(telling))
  const place = await orderPlace(telling, wanted)
  if (place === null) return NO_SUCH_PLACE(wanted ?? '')
  const drill = plainly(`${fact.text ?? ''}${text}`).includes('演练')
  if (drill && !mayDrill(moment.now, rt.policy, moment.zone)) return NO_DRILL_NOW
  const villageIds = place.villages.map(({ id }) => id)
  const { calls, left } = await running(telling, villageIds)
  if (left.length === 0 && calls.length > 0) return join(telling, calls)
  const people = await membershipsIn(db, villageIds, moment.day)
  const count = new Set(people.map(({ personId }) => personId)).size
  if (count === 0) return NOBODY_THERE
  const villages = new Set(people.map(({ villageId }) => villageId)).size
  const payload: RollCallPayload = {
    does: 'roll_call',
    messageId: telling.messageId,
    label: place.label,
    villages: rangesOf(villageIds),
    drill,
    reason: reasonOf(fact, text),
  }
  await ask(telling, 'confirm_order', payload, rt.policy.rollCall.confirmWithin * MINUTE)
  rt.log.info(
    { rollCall: payload.messageId, by: speaker.person.id, people: count },
    'a roll call waits for its confirmation',
  )
  return confirmText(payload, villages, count, rollCallPlan(count))
}

/** Open roll calls that ask people of these villages, and the villages they leave. */
async function running(
  { db }: Telling,
  villageIds: readonly number[],
): Promise<{ calls: RollCall[]; left: number[] }> {
  const wanted = new Set(villageIds)
  const calls = (await openRollCalls(db)).filter((call) => call.villageIds.some((id) => wanted.has(id)))
  const asked = new Set(calls.flatMap((call) => call.villageIds))
  return { calls, left: villageIds.filter((id) => !asked.has(id)) }
}

/** One place, one roll call: a second caller joins it and gets the lists too. */
async function join({ db, moment, speaker }: Telling, calls: readonly RollCall[]): Promise<string> {
  const lines: string[] = []
  for (const call of calls) {
    const row = { rollCallId: call.id, personId: speaker.person.id }
    if (!(await db.existsBy(RollCallCaller, row)))
      await db.insert(RollCallCaller, { ...row, joinedAt: moment.now })
    const opener = await db.findOneBy(Person, { id: call.openedBy })
    lines.push(joinedText(call, opener?.name ?? '别人', call.openedAt, moment))
  }
  return lines.join('\n')
}

export async function startRollCall(telling: Telling, payload: RollCallPayload): Promise<string> {
  const { rt, db, moment, speaker } = telling
  if (payload.drill && !mayDrill(moment.now, rt.policy, moment.zone)) return NO_DRILL_NOW
  const { calls, left } = await running(telling, idsIn(payload.villages))
  const joined = calls.length === 0 ? [] : [await join(telling, calls)]
  if (left.length === 0) return joined.join('\n')
  const { messageId, label, drill: isDrill, reason } = payload
  const wanted = { messageId, label, drill: isDrill, reason, villageIds: left, callerId: speaker.person.id }
  const { call, asked, known } = await openRollCall(rt, db, moment, wanted)
  const { key, drill } = call
  rt.log.warn({ rollCall: key, by: speaker.person.id, drill, asked }, 'a roll call was opened')
  return [...joined, startedText(call, asked, known)].join('\n')
}
