import { lastAlarmTo, toldTogether } from '../record/outboxGroups'
import { holdersById } from '../record/lookups'
import { queue } from '../record/outbox'
import { clock } from '../wording/when'
import type { CaseWord } from './caseWord'
import type { Telling } from './telling'

const DAY = 86_400_000

const DONE = {
  take: '在跟',
  seen: '',
  found: '说人找到了',
  handled: '说已经处理好了',
  false_alarm: '说是误报',
} as const

/**
 * 「我来找」 or 「误报」 after the call of somebody who is not on the roster: there is no search to take, but whoever else
 * was told hears who is on it. Null: such a call is not the last alarm this person got.
 */
export async function answerStrangersCall(
  telling: Telling,
  { word, before }: CaseWord,
): Promise<string | null> {
  const { db, moment, speaker, messageId } = telling
  if (!telling.scope.supervisor || before !== '') return null
  const alarm = await lastAlarmTo(db, speaker.person.id)
  if (alarm === null || !alarm.groupKey.startsWith('stranger:') || alarm.queuedAt < moment.now - DAY)
    return null
  const told = await toldTogether(db, alarm.groupKey)
  const others = told.filter(({ personId }) => personId !== speaker.person.id)
  const names = [
    ...(
      await holdersById(
        db,
        others.map(({ personId }) => personId),
        moment.day,
      )
    ).values(),
  ]
  if (word === 'seen') return '好。要跟就回『我来找』,弄错了回『误报』。'
  const of = `名册外的人${clock(alarm.queuedAt, moment.zone)}的求助`
  const text = `【${clock(moment.now, moment.zone)}】${of},${speaker.person.name}${DONE[word]}。`
  const groupKey = `${alarm.groupKey}:${messageId}`.slice(0, 180)
  await queue(
    db,
    moment,
    others.map(({ personId, userid }) => ({
      key: `${groupKey}:${personId}`,
      ...{ groupKey, personId, userid, text, purpose: 'forward' as const, safety: true },
    })),
  )
  const known = names.length === 0 ? '' : `${names.map(({ person }) => person.name).join('、')}也知道了。`
  return word === 'take'
    ? `好,${of}由您来跟。${known}核实了回『已处理』,弄错了回『误报』。`
    : `好,${of}记下了:${speaker.person.name}${DONE[word]}。${known}辛苦了!`
}
