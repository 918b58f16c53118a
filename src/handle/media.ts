import { casesOf } from '../record/cases'
import { settleBy } from '../search/settle'
import * as plain from '../wording/plain'
import { passOn, passUnread } from './emergency'
import type { Telling } from './telling'

const NAMES: Readonly<Record<string, string>> = {
  voice: '一段语音',
  image: '一张图',
  video: '一段视频',
  link: '一个链接',
}

/** A voice, picture, video or link: a sign of life, never a reason to ask for typing. */
export async function handleMedia(telling: Telling, kind: string, mediaId: string | null): Promise<string> {
  const { rt, db, moment, messageId, speaker, team } = telling
  const what = NAMES[kind] ?? '一条消息'
  const passed = await passOn(telling, what, mediaId)
  const [open] = (await casesOf(db, [speaker.person.id], ['return', 'roll_call'])).filter(
    (c) => c.state === 'open',
  )
  await settleBy(rt, db, moment, {
    messageId,
    speakerId: speaker.person.id,
    knownTeamId: speaker.teamId,
    back: [],
    named: [],
    otherwise: [],
    unread: true,
    news: `${speaker.person.name}发来了${what}。`,
  })
  if (open !== undefined && !passed) await passUnread(telling, open, what, mediaId)
  if (open !== undefined || passed) return plain.PASSED_ON
  return kind === 'voice' ? plain.HEARD_VOICE(team?.village.name ?? null) : plain.HEARD_PICTURE
}
