import { keptOf } from '../record/messages'
import { addDays, dayOf } from '../time'
import { fit, TEXT_BYTES } from '../wording/bytes'
import { inert } from '../wording/inert'
import { clock, dayWord } from '../wording/when'
import type { Telling } from './telling'

const DAYS = 7
const MOST = 12

/** What is kept of the speaker's last days, in their own words. */
export async function myLog({ db, moment, speaker, messageId }: Telling): Promise<string> {
  const since = addDays(moment.day, 1 - DAYS)
  const { messages, whereabouts, work } = await keptOf(db, speaker.person.id, since, MOST)
  const lines = messages
    .filter(({ id, text }) => id !== messageId && text !== null)
    .map(
      ({ at, text }) =>
        `${dayWord(dayOf(at, moment.zone), moment.day)}${clock(at, moment.zone)} ${inert(text ?? '')}`,
    )
  if (lines.length === 0)
    return `最近${DAYS}天还没有记下您的话。没有记录不代表不在村,想补随时说,像『补昨天的:走访6户』。`
  return fit(
    [
      `最近${DAYS}天记下您的话(去向${whereabouts}条,工作${work}条):`,
      ...lines,
      '要改回『更正』,收回上一条回『撤回』。',
    ],
    TEXT_BYTES,
  )
}
