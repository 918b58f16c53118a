import type { Dice } from './random'
import type { Trip } from './teamDay'
import { localTime } from '../time'

/** What people of the district write: ordinary sentences, many ways to say one thing. */

/** 下午6点, 中午12点, 下午5点半 */
export function clockWords(at: number, zone: string): string {
  const { hour, minute } = localTime(at, zone)
  const part = hour < 11 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'
  return `${part}${hour > 12 ? hour - 12 : hour}点${minute === 0 ? '' : minute === 30 ? '半' : `${minute}分`}`
}

export const allHere = (roll: Dice) =>
  roll.pick(['我们都在村里', '都在村里,今天整台账', '队里都在村', '大家都在村里', '我们在村里,上午整材料'])

export const iAmHere = (roll: Dice) =>
  roll.pick(['在村里', '我在村里', '在村,今天整台账', '在村委会', '今天在村里走访'])

const along = (names: readonly string[]) => (names.length === 0 ? '' : `和${names.join('、')}`)

export interface Declaration {
  /** Who goes besides the speaker. */
  names: readonly string[]
  time: boolean
  mute: boolean
}

/** 「我和李敏去三组走访,下午5点前回,山上没信号」 */
export function goingOut(trip: Trip, { names, time, mute }: Declaration, zone: string, roll: Dice): string {
  const clock = clockWords(trip.plannedAt, zone)
  const who = names.length === 0 ? roll.pick(['', '我', '今天']) : roll.pick(['我', ''])
  const go = trip.mute ? roll.pick(['上山', `去${trip.place}`]) : `去${trip.place}`
  const back = time ? roll.pick([`,${clock}前回`, `,${clock}回来`, `,大概${clock}回`]) : ''
  const signal = mute ? roll.pick([',山上没信号', ',可能没信号']) : ''
  return `${who}${along(names)}${go}${trip.work}${back}${signal}`
}

export const iAmBack = (roll: Dice) =>
  roll.pick(['回来了', '已经回村了', '到村了', '回来了,在村里', '我回来了'])
export const weAreBack = (roll: Dice) => roll.pick(['我们都回来了', '都回来了,平安', '我们回村了'])

export const later = (at: number, zone: string, roll: Dice) =>
  roll.pick([`要晚点,${clockWords(at, zone)}回`, `还要一会儿,${clockWords(at, zone)}回`])
export const notYetBack = (roll: Dice) => roll.pick(['还没', '还没回', '快了'])

export const onLeave = (days: number, tomorrow: boolean, roll: Dice) =>
  `${tomorrow ? '明天起' : ''}请假${days}天,${roll.pick(['家里有事', '回家一趟', '孩子开学'])}`
export const onBusiness = (roll: Dice) =>
  roll.pick(['今天去镇上开会', '今天在区里培训', '去区里开会', '去镇上报材料'])
export const resting = (roll: Dice) => roll.pick(['今天轮休', '今天调休'])
export const illHere = (roll: Dice) => roll.pick(['感冒了,在宿舍休息', '有点发烧,今天在宿舍躺着'])

export const dayReport = (roll: Dice) =>
  `今天${roll.pick(['走访', '入户走访'])}${roll.whole(2, 14)}户${roll.chance(0.4) ? `,调解${roll.whole(1, 3)}起` : ''}`

export const notSure = (roll: Dice) => roll.pick(['不清楚', '不知道', '没注意'])
export const isHere = (name: string, roll: Dice) => roll.pick([`${name}在村里`, `${name}回来了,在村里`])
export const isOut = (name: string, roll: Dice) => roll.pick([`${name}去三组了`, `${name}在后山`])
export const isOnBusiness = (name: string) => `${name}去镇上开会了`
export const isAtHome = (name: string) => `${name}轮休回家了`
export const teamHere = (roll: Dice) => roll.pick(['他们在村里', '工作队在村里', '在', '1'])
export const teamOut = (roll: Dice) => roll.pick(['下组了', '工作队下组了', '他们上山了', '2'])

export const notBack = (names: readonly string[], roll: Dice) =>
  `${names.join('、')}${roll.pick(['还没回来,电话打不通', '联系不上,还没回来', '还没回来,人联系不上'])}`

export const callsForHelp = (name: string | null, place: string, roll: Dice) =>
  name === null
    ? roll.pick([
        `救命,我在${place}摔断腿了`,
        `我被困在${place}了,快来人`,
        `我摔伤了走不动,在${place},快来救`,
      ])
    : roll.pick([`${name}在${place}摔断腿了,快来人`, `${name}被困在${place}了,快派人来`])
export const gravelyIll = (name: string, roll: Dice) =>
  roll.pick([`${name}突然晕倒了`, `${name}胸口疼得厉害,喘不上气`, `${name}被蛇咬了`])

export const take = (about: string) => `${about},我来找`
export const stillLooking = (roll: Dice) => roll.pick(['还在找', '正在往山上走', '打了几个电话,还在问'])
export const found = (about: string, kind: string) =>
  kind === 'help' || kind === 'illness' ? `${about},已处理` : `${about},已找到`
export const seen = '知道了'
