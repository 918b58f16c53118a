import { firstAskAt } from '../decide/returns'
import { casesOf, unsettled } from '../record/cases'
import { watchReturn } from '../search/declare'
import { NOT_YET } from '../wording/plain'
import { when } from '../wording/when'
import { settleVoice } from './evidence'
import type { Telling } from './telling'

const STILL =
  '(?:还没有?(?:回来?|到|下来)?|没有?(?:回来?|到)?|还(?:要|得)(?:一会儿?|等会儿?|一阵)|(?:马上|就)?快了?(?:到|回来?)?了?|(?:还)?在路上|马上就?到?)'
/** Nothing but that, once or twice over: 「还没,快了」. */
const STILL_OUT = new RegExp(`^(?:${STILL}[了呢的啊哈]*[,，、。.!！\\s]*){1,3}$`)

/** 「还没」 of somebody asked whether he is back: he is well, and is asked again a while later. Null: it is not that. */
export async function notYet(telling: Telling, text: string): Promise<string | null> {
  if (!STILL_OUT.test(text.trim())) return null
  const { rt, db, moment, messageId, speaker } = telling
  const [open] = (await casesOf(db, [speaker.person.id], ['return'])).filter(({ state }) => state === 'open')
  if (open?.villageId == null) return null
  const people = await unsettled(db, open.id)
  await watchReturn(rt, db, moment, {
    messageId,
    speakerId: speaker.person.id,
    factNo: 0,
    villageId: open.villageId,
    people,
    untilAt: moment.now,
    noSignal: open.noSignal,
    place: open.place,
    words: open.words ?? text,
    status: null,
    fromAt: null,
    watch: 'watched',
  })
  // After: what this very message declares is not answered by it.
  await settleVoice(telling)
  return NOT_YET(when(firstAskAt(moment.now, rt.policy, open.noSignal), moment.now, rt.timezone))
}
