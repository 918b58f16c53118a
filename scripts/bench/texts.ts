import {
  allHere,
  clockWords,
  dayReport,
  goingOut,
  iAmBack,
  iAmHere,
  onBusiness,
  resting,
} from '../../src/simulate/phrasing'
import { dice } from '../../src/simulate/random'
import type { Member, Village } from './district'

/** What people of a district write on an ordinary day, in the shares in which they do. */

export interface Said {
  from: Member
  text: string
  /** CreateTime, epoch ms, whole seconds. */
  at: number
}

const PLACES = ['三组', '后山', '老寨', '鹰嘴崖', '水井坪', '河边组']
const WORKS = ['走访', '核图斑', '看项目', '', '排查房屋', '宣传防火']
const MINUTE = 60_000

/** `count` messages of many senders, one after another from `start` on, `apart` ms from each other. */
export function ordinaryDay(
  villages: readonly Village[],
  { count, start, apart, seed = 1 }: { count: number; start: number; apart: number; seed?: number },
): Said[] {
  const roll = dice(seed, 'bench')
  return Array.from({ length: count }, (_, n) => {
    const village = roll.pick(villages)
    const from = roll.pick(village.members)
    const at = Math.floor((start + n * apart) / 1000) * 1000
    const mates = village.members.filter(({ id }) => id !== from.id)
    return { from, at, text: sentence(roll, at, mates) }
  })
}

function sentence(roll: ReturnType<typeof dice>, at: number, mates: readonly Member[]): string {
  const zone = 'Asia/Shanghai'
  const part = (share: number) => roll.chance(share)
  if (part(0.25)) return allHere(roll)
  if (part(0.27)) return iAmHere(roll)
  if (part(0.45)) {
    const plannedAt = Math.floor(at / (30 * MINUTE) + 6) * 30 * MINUTE
    const trip = { place: roll.pick(PLACES), work: roll.pick(WORKS), plannedAt, mute: part(0.2) }
    const names = part(0.5) ? [roll.pick(mates).name] : []
    return goingOut(trip as never, { names, time: part(0.6), mute: trip.mute }, zone, roll)
  }
  if (part(0.3)) return iAmBack(roll)
  if (part(0.5)) return `${dayReport(roll)},明天继续`
  if (part(0.3)) return roll.pick(['收到', '好的', '谢谢'])
  if (part(0.4)) return `还要一会儿,${clockWords(Math.floor(at / (30 * MINUTE) + 5) * 30 * MINUTE, zone)}回`
  return part(0.6) ? onBusiness(roll) : resting(roll)
}
