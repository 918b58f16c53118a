import { localTime } from '../time'
import { clock, nthDay, when } from './when'

/**
 * Every question the bot asks of its own accord. It asks about the team's day, never 联系不上; one word or digit answers;
 * and each text has something only it has (which time it asks, and the clock).
 */

interface Asking {
  now: number
  zone: string
}

/** 早 in the morning, 好 later. */
const hello = ({ now, zone }: Asking) => (localTime(now, zone).hour < 11 ? '早' : '好')

const goneOn = (round: number) => (round > 1 ? `${nthDay(round)}没听到消息了,` : '')
const HOW = '回『在』『下组』或『不清楚』都行(1、2、3也行)。'
const again = (times: number, { now, zone }: Asking) =>
  times > 1 ? `(第${times}次问,${clock(now, zone)})` : `(${clock(now, zone)})`

export const morningReminder = (to: string, village: string, asking: Asking) =>
  `${to}${hello(asking)}!${village}队里今天怎么安排?随口说一句就行,像『都在村里』『上山核图斑,6点前回』。谁说都算,说过就不再问。${again(1, asking)}`

export const dailyReportAsk = (to: string, village: string, asking: Asking) =>
  `${to}辛苦了!${village}今天做了些什么,方便的话说一句,像『走访8户,调解1起』。不方便就不用回。${again(1, asking)}`

export const askMate = (to: string, village: string, round: number, asking: Asking) =>
  `${to}好!${round > 1 ? `${nthDay(round)}了,` : ''}今天还没听到${village}队里的消息,你们是在村里还是下组了?${HOW}${again(1, asking)}`

/** `whom`: 丛岗村队里, or 您 for somebody alone on a team. */
export const askLeadAgain = (to: string, whom: string, round: number, isAgain: boolean, asking: Asking) =>
  `${to}${isAgain ? ',再打扰一下:' : `${hello(asking)}!`}${goneOn(round)}${whom}今天在村里还是下组了?${HOW}${again(isAgain ? 2 : 1, asking)}`

export const askVillage = (to: string, village: string, round: number, asking: Asking) =>
  `${to}${hello(asking)}!${goneOn(round)}${village}工作队今天在村里还是下组了?${HOW}不想再收到就回『别再问我』。${again(1, asking)}`

export const askReturned = (to: string, dueAt: number, asking: Asking) =>
  `${to},您说的${when(dueAt, asking.now, asking.zone)}过了,回来了吗?回『回来了』就好;还要晚点,说个时间,像『8点回』。要人帮忙回『求助』。${again(1, asking)}`

export const askAboutReturn = (
  to: string,
  who: string,
  dueAt: number,
  place: string | null,
  asking: Asking,
) =>
  `${to}好!${who}说好${when(dueAt, asking.now, asking.zone)}回${place === null ? '' : `(去了${place})`},还没听到消息。您知道${who}到哪儿了吗?回『回来了』『还在山上』或『不清楚』都行(1、2、3也行)。${again(1, asking)}`

export const askAboutMissing = (to: string, who: string, asking: Asking) =>
  `${to}好!有人说没见到${who}。您知道${who}在哪儿吗?回『在村里』『下组了』或『不清楚』都行(1、2、3也行)。${again(1, asking)}`

export const askSilentDays = (to: string, who: string, days: number, asking: Asking) =>
  `${to}好!这${days}天没听到${who}的消息,人还好吧?知道就说一句,像『在村里』『回家了』;不清楚就回『不清楚』。${again(1, asking)}`

export const askOwner = (to: string, village: string, until: number, asking: Asking) =>
  `${to},${village}这件事您在找,有进展吗?说一句就行;${clock(until, asking.zone)}前没话,我就接着往下问别人。${again(1, asking)}`
