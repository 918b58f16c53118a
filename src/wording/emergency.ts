import type { Casefile } from '../search/casefile'
import type { ROLE_NAMES } from './people'
import { withPhone } from './people'
import { fit, TEXT_BYTES } from './bytes'
import { clock } from './when'

/** Help and grave illness: short, first what to do, then who knows already. */

interface Emergency {
  kind: 'help' | 'illness'
  who: string
  place: string | null
  /** What happened, as said. */
  what: string
  /** Who said it. */
  by: string
  byPhone: string | null
}

const TITLE = { help: '求助', illness: '急病' } as const

/** To those who can reach the person: who, where, what happened, and nothing more. */
export function nearAlarm(e: Emergency, village: string, at: { now: number; zone: string }): string {
  const where = e.place === null ? '地点还不清楚' : `在${e.place}`
  const phone = e.byPhone === null ? '' : `(${e.byPhone})`
  return fit(
    [
      `【${TITLE[e.kind]} ${clock(at.now, at.zone)}】${village} ${e.who} ${where}:「${e.what}」`,
      `${e.by}${phone}说的。离得近就请过去看看,同时打120/119/110。回『我来找』大家就知道您在去。`,
    ],
    TEXT_BYTES,
  )
}

interface Reached {
  person: { name: string; mobile: string | null }
  posting: { role: keyof typeof ROLE_NAMES }
}

/** Told by name and phone in the reply: somebody in need reads no long list. */
const NAMED = 8

/** The reply to a call for help asks nothing first: what to call, who knows already, then where. */
export function helpReply(told: readonly Reached[], dutyPhone: string, kind: 'help' | 'illness'): string {
  const first = kind === 'illness' ? '先打120。' : '马上打120(伤病)、119(被困)、110。'
  const duty = dutyPhone === '' ? '' : `值班电话 ${dutyPhone}。`
  const names = told.slice(0, NAMED).map((holder) => withPhone(holder))
  const more = told.length > NAMED ? `等${told.length}人` : ''
  const known =
    told.length === 0 ? '这里还没有能通知到的人,请一定先打电话。' : `我已经告诉:${names.join('、')}${more}。`
  return fit([`${first}${duty}`, known, '能的话说一句在哪儿。'], TEXT_BYTES)
}

/** To whoever called for help, and who is in need of it: somebody comes. */
export const helpComing = (
  { name, mobile }: Reached['person'],
  { now, zone }: { now: number; zone: string },
) =>
  `${name}${mobile === null ? '' : `(${mobile})`}来跟您说的事了(${clock(now, zone)}),请尽量留在原地等,手机省着点电。有变化再说一句。`

/** To township and district: somebody near is on the way. */
export const helpTaken = (
  { kind }: Pick<Casefile['case'], 'kind'>,
  village: string,
  { name, mobile }: Reached['person'],
  { now, zone }: { now: number; zone: string },
) =>
  `【${kind === 'illness' ? TITLE.illness : TITLE.help} ${clock(now, zone)}】${village}${name}${mobile === null ? '' : `(${mobile})`}去跟这件事了,有消息再告诉您。`

/** To those near: where the person is. */
export const nearUpdate = (
  { kind }: Pick<Casefile['case'], 'kind'>,
  by: string,
  place: string,
  at: { now: number; zone: string },
) =>
  fit(
    [
      `【${TITLE[kind === 'illness' ? 'illness' : 'help']} 新消息 ${clock(at.now, at.zone)}】${by}说在:${place}。`,
      '离得近就请过去看看,回『我来找』大家就知道您在去。',
    ],
    TEXT_BYTES,
  )

const titleOf = (kind: Casefile['case']['kind']) =>
  kind === 'help' || kind === 'illness' ? TITLE[kind] : '找人'

/** To those who follow a search: somebody wrote about it. */
export function emergencyUpdate(
  file: { case: Pick<Casefile['case'], 'kind'> },
  by: string,
  text: string,
  at: { now: number; zone: string },
) {
  return fit(
    [
      `【${titleOf(file.case.kind)} 新消息 ${clock(at.now, at.zone)}】${by}:「${text}」`,
      '回『我来找』您来跟,『已找到』『已处理』或『误报』了结。',
    ],
    TEXT_BYTES,
  )
}

/** When handling a call for help failed: the same, by the shortest way. */
export const plainCall = (
  who: string,
  phone: string | null,
  words: string,
  at: { now: number; zone: string },
) =>
  fit(
    [
      `【求助 ${clock(at.now, at.zone)}】${who}${phone === null ? '' : `(${phone})`}:「${words}」`,
      '请马上打电话问清楚,离得近就请过去看看,同时打120/119/110。',
    ],
    TEXT_BYTES,
  )

export const plainHelpReply = (dutyPhone: string, told: number) =>
  `马上打120(伤病)、119(被困)、110。${dutyPhone === '' ? '' : `值班电话 ${dutyPhone}。`}${told > 0 ? `您的话我已经告诉${told}个人。` : '这里还没有能通知到的人,请一定先打电话。'}能的话说一句在哪儿。`

export const strangerHelpReply = (dutyPhone: string, isTold: boolean) =>
  `请马上打120(伤病)、119(被困)、110。${dutyPhone === '' ? '' : `值班电话 ${dutyPhone}。`}${isTold ? '您的话我已经转给区里值班的人。' : '这里还没有能通知到的人,请一定先打电话。'}`

export const strangerHelpAlarm = (account: string, text: string, at: { now: number; zone: string }) =>
  fit(
    [
      `【求助 ${clock(at.now, at.zone)}】名册外的账号 ${account} 说:「${text}」`,
      '名册里没有这个人,请尽快核实。',
    ],
    TEXT_BYTES,
  )

/** An answer nobody has read: voice or picture, or words the bot does not understand. */
export const unreadAnswer = (by: string, what: string, at: { now: number; zone: string }) =>
  fit(
    [
      `${by} ${clock(at.now, at.zone)}发来${what},我读不懂,请您看一下。`,
      '人没事就回『平安』,要人去帮就回『要帮助』。',
    ],
    TEXT_BYTES,
  )
