import type { OrderFact } from '../../understand/facts'
import { CALLED_OFF, SUPERVISORS_ONLY } from '../../wording/plain'
import type { Telling } from '../telling'
import { orderNotice, sendNotice, type NoticePayload } from './notice'
import { orderRollCall, startRollCall, type RollCallPayload } from './rollCall'
import { orderSpotCheck } from './spotCheck'
import { orderVisit } from './visit'

/** An order that waits for 「确认」: the payload of a `confirm_order` question. */
export type OrderPayload = RollCallPayload | NoticePayload

/** An order of a supervisor, within scope; what reaches people is confirmed first. */
export async function handleOrder(telling: Telling, fact: OrderFact, text: string): Promise<string> {
  if (!telling.scope.supervisor) return SUPERVISORS_ONLY
  switch (fact.does) {
    case 'roll_call':
      return orderRollCall(telling, fact, text)
    case 'notice':
      return orderNotice(telling, fact, text)
    case 'spot_check':
      return orderSpotCheck(telling, fact)
    case 'visit':
      return orderVisit(telling, fact)
  }
}

const CONFIRM = /^(?:确认|1|确定|是|对)[。.!!]?$/

const CALL_OFF =
  /^(?:取消|算了|不发了|不用发了|不点了|不点名了|先不发|先不点|不用了|不要了|撤回)[。.!!了吧]*$/

/** 「确认」 or 「1」 carries the order out, 「取消」 drops it; null when the text is something else. */
export function confirmOrder(
  telling: Telling,
  payload: OrderPayload,
  text: string,
): (() => Promise<string>) | null {
  if (CALL_OFF.test(text.trim())) return () => Promise.resolve(CALLED_OFF)
  if (!CONFIRM.test(text.trim())) return null
  return () => (payload.does === 'roll_call' ? startRollCall(telling, payload) : sendNotice(telling, payload))
}
