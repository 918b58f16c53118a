import { casesOf } from '../record/cases'
import { settleBy } from '../search/settle'
import * as plain from '../wording/plain'
import type { Content } from '../wecom/types'
import { evidenceOf } from './evidence'
import { type Medium, passOn, passUnread } from './forward'
import { type Handled, spoken } from './handled'
import { passToCallers } from './rollCallUnread'
import type { Telling } from './telling'

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  voice: ['一段语音', '语音'],
  image: ['一张图', '图'],
  video: ['一段视频', '视频'],
  link: ['一个链接', '链接'],
}

const mediumOf = (content: Content): Medium | null =>
  content.kind === 'voice' || content.kind === 'image'
    ? { kind: content.kind, mediaId: content.mediaId }
    : null

/** A voice, picture, video or link: a sign of life, never a reason to ask for typing. */
export async function handleMedia(telling: Telling, content: Content): Promise<Handled> {
  const { rt, db, moment, speaker } = telling
  const [what, short] = NAMES[content.kind] ?? ['一条消息', '消息']
  const medium = mediumOf(content)
  const passed = await passOn(telling, { text: what, taken: null, unread: { medium } })
  const [open] = (await casesOf(db, [speaker.person.id], ['return', 'roll_call'])).filter(
    (c) => c.state === 'open',
  )
  await settleBy(rt, db, moment, evidenceOf(telling, null, { unread: true }))
  if (open !== undefined && !passed) await passUnread(telling, open, { what, medium })
  const called = await passToCallers(telling, { what, medium })
  if (open !== undefined || passed || called) return { ...spoken(plain.PASSED_ON), urgent: true }
  return spoken(content.kind === 'voice' ? plain.HEARD_VOICE : plain.HEARD(short))
}
