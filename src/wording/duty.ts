import { dayOf } from '../time'
import { fit, TEXT_BYTES } from './bytes'
import { inert } from './inert'
import { list } from './people'
import { whenFully, dayWord, clock } from './when'

/** What the bot says about who is on duty. */

interface Span {
  fromAt: number
  untilAt: number
}
interface Telling {
  now: number
  zone: string
}

/** 现在起到今天24:00; 周六0:00到周日24:00 */
export function span({ fromAt, untilAt }: Span, { now, zone }: Telling): string {
  const from = fromAt <= now ? '现在起' : whenFully(fromAt, now, zone)
  const isMidnight = clock(untilAt, zone) === '0:00'
  const until = isMidnight
    ? `${dayWord(dayOf(untilAt - 1, zone), dayOf(now, zone))}24:00`
    : whenFully(untilAt, now, zone)
  return `${from}到${until}`
}

export const onDuty = (names: readonly string[], place: string, when: string, aloneFor: number) =>
  `好,${when},${place}由${list(names)}值班。找人的提醒先发给值班的,${aloneFor}分钟没人接手再发给其他人(求助和急病照样马上告诉所有人)。换人就说『值班交给谁』,不值了就说『我不值班了』。`

/** To somebody whom another put on duty. */
export const putOnDuty = (by: string, place: string, when: string, { now, zone }: Telling) =>
  `${by}说${when},${place}由您值班:找人的提醒会先发给您。不方便就回『值班交给谁』。(${clock(now, zone)})`

export const NOT_ON_DUTY = '好,您不值班了。没有人值班时,找人的提醒同时发给所有管理员。'
export const WAS_NOT_ON_DUTY = '您现在没有登记值班。要值班就说『今天我值班』。'
export const NOBODY_ON_DUTY =
  '现在没有登记值班的人,找人的提醒同时发给所有管理员。说『今天我值班』或『明天谁谁值班』就行。'
export const NO_SUCH_SUPERVISOR = (name: string) =>
  `没找到叫「${inert(name)}」的管理员(要在您管的范围里,并且有企业微信账号)。说全名试试。`
export const WHICH_SUPERVISOR = (name: string, names: readonly string[]) =>
  `「${inert(name)}」可能是${list(names)},请说全名。`

export const dutyLine = (name: string, place: string, when: string) => `${place}:${name},${when}。`

/** Second in an alarm that comes to the others because nobody has taken the case. */
export const TOLD_FIRST = (names: readonly string[], at: number, zone: string) =>
  `(${clock(at, zone)}先告诉了值班的${list(names)},还没人接手。)`

/** A line before a text of several lines; its last two (a link, how to answer) are never cut. */
export function prefixed(line: string, text: string): string {
  const lines = text.split('\n')
  return fit([line, ...lines.slice(0, -2), lines.slice(-2).join('\n')], TEXT_BYTES)
}

export const HANDED = (by: string) => `${by}把这件事交给您,回『我来找』就由您来跟。`
export const HANDED_TO = (what: string, to: string, isMine: boolean) =>
  `好,${what}交给${to}了,情况已经发给${to}。${isMine ? '接手之前还算您在跟。' : '没接手之前我照常往下问。'}`
export const HELD_BY = (what: string, owner: string) =>
  `${what}已经由${owner}在跟,要换人请${owner}说『交给谁』。`
export const DUTY_HANDED = (to: string, place: string, when: string) =>
  `好,${when},${place}由${to}值班,已经告诉${to}。`
export const TO_WHOM = (names: readonly string[]) =>
  `交给哪一位?${names.map((name, i) => `${i + 1} ${name}`).join(',')}。回数字或名字就行。`
export const NOBODY_ELSE = '名册里没有别的管理员可以交。'
export const ALREADY_OVER = '这件事已经了结了。'
