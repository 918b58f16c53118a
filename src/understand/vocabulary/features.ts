/** What a word may mean. A token carries the features of its word; readers look only at features. */
import type { Status, WorkCategory } from '../facts'

export type PlaceKind =
  | 'hamlet'
  | 'village'
  | 'office'
  | 'town'
  | 'county'
  | 'home'
  | 'wild'
  | 'dorm'
  | 'unit'
  | 'hospital'

export interface Features {
  /** Work: its category, how telling the word is (1 a bare verb … 5 a thing of its own). */
  cat?: WorkCategory
  weight?: number
  /** A thing one can count (图斑, 监测户), not a doing. */
  noun?: true
  /** A doing, also of no category (看, 帮, 送): it ends a place name and opens a predicate. */
  verb?: true
  /** Position or movement complete in itself: 上山, 在村, 轮休. */
  status?: Status
  /** 在, 待在. */
  at?: true
  /** 去, 到, 往: wants a place. */
  go?: true
  /** 到, 已到: an arrival. */
  arrive?: true
  /** 回, 回来, 下山: the end of a trip. */
  back?: true
  place?: PlaceKind
  person?: true
  /** 我 / 我们, 工作队 / 其余 / 他们 / 他. */
  pron?: 'self' | 'team' | 'rest' | 'they' | 'he'
  /** 和, 跟, 同, 挨, 带. */
  join?: true
  /** 帮, 找, 给, 送: who follows is no subject. */
  object?: true
  neg?: true
  /** 没去成, 没核成: the whole doing came to nothing. */
  failed?: true
  cond?: true
  plan?: true
  done?: true
  /** 剩, 还差, 待: what follows is still to do. */
  left?: true
  among?: true
  all?: true
  meeting?: true
  leave?: 'sick' | 'personal' | 'annual' | 'family' | 'other'
  /** 续. */
  extend?: true
  symptom?: 'mild' | 'grave'
  /** 好了, 退烧了. */
  healed?: true
  relative?: true
  /** 群众, 老乡: the people the work is for. */
  outsider?: true
  /** 本来, 原计划: what follows did not come about. */
  unreal?: true
  help?: 'trapped' | 'hurt' | 'call'
  safe?: true
  unseen?: true
  silent?: true
  problem?: true
  request?: true
  ask?: true
  /** One of the asks' own words: 汇总, 没报, 失联. */
  topic?: 'where' | 'missing' | 'unreachable' | 'summary' | 'days' | 'leave' | 'help'
  order?: 'roll_call' | 'notice' | 'spot_check' | 'visit'
  /** 全镇, 各队: whom an order or a question is for. */
  scope?: true
  correct?: true
  withdraw?: true
  ack?: true
  feedback?: true
  filler?: true
  punct?: 'soft' | 'hard' | 'line' | 'colon' | 'list' | 'space' | 'open' | 'close'
  /** Half of the day: where its hours lie, and its own clock if it has one. */
  part?: DayPart
  day?: Days
  clock?: Clock
  /** Minutes: 两小时, 半小时. */
  minutes?: number
  /** 后, 以后 after a duration: it counts from now. */
  later?: true
  /** Days: 三天, 半天, 一个星期. */
  length?: number
  qty?: Quantity
  /** Numbers that count nothing: telephones, temperatures, money, roads. */
  noise?: 'phone' | 'degree' | 'money' | 'name'
  degrees?: number
}

export interface DayPart {
  word: string
  /** Minutes after midnight. */
  starts: number
  ends: number
  clock?: number
}

export interface Days {
  first: string
  last: string
  /** A bare weekday or day of the month: the nearest may also be the one before. */
  before?: string
}

export interface Clock {
  /** Minutes after midnight, as said. */
  minutes: number
  /** Said without half of day and below 13:00: twelve hours may have to be added. */
  open: boolean
}

export interface Quantity {
  count?: number
  unit: string
  unitStart: number
}
