import type { Figure, Standing } from '../decide/rollCall'
import { fit, TEXT_BYTES } from './bytes'
import { inert } from './inert'
import { list } from './people'
import { clock, when } from './when'

/** 点名: short enough to be read in fright, and a drill says so first. */

export interface CallHeader {
  label: string
  drill: boolean
  reason: string | null
}

interface At {
  now: number
  zone: string
}

const mark = ({ drill }: Pick<CallHeader, 'drill'>) => (drill ? '【演练】' : '')
const why = ({ reason }: CallHeader) => (reason === null ? '' : ` ${inert(reason)}`)

const TIMES = ['', '第1次', '第2次', '第3次', '第4次', '第5次']
const turn = (times: number) => TIMES[times] ?? `第${times}次`

/** To everybody called. */
export const callText = (call: CallHeader, times: number, { now, zone }: At) =>
  `${mark(call)}【点名】${call.label}${why(call)}:平安吗?回『平安』或『要帮助』,说一句也行;替同事回也算,像『我和老李平安』。(${turn(times)},${clock(now, zone)})`

/** To the mates of somebody who cannot be asked. */
export const FOR_MUTE = (names: readonly string[]) => `${list(names)}没有账号,请一起替着回一句。`

/** To somebody without an account, by short message, which cannot be answered. */
export const callBySms = (call: CallHeader, { now, zone }: At) =>
  `${mark(call)}【点名】${call.label}${why(call)}:平安就请身边的同事或村干部替您回一句,要帮助直接打电话。(${clock(now, zone)})`

/** To somebody known on leave or business: nothing has to be done. */
export const elsewhereText = (call: CallHeader, { now, zone }: At) =>
  `${mark(call)}【点名】${call.label}${why(call)}正在报平安。知道您不在村,不用回;有同事的消息就说一句。(${clock(now, zone)})`

/** To mates who answered and village cadres: all their silent in one message. */
export const othersText = (call: CallHeader, silent: readonly string[], { now, zone }: At) =>
  `${mark(call)}【点名】${call.label}${why(call)}:还没听到${list(silent)}的消息。您知道${silent.length === 1 ? '情况吗?回『平安』' : '他们的情况吗?回『都平安』'}『要帮助』或『不清楚』。(${clock(now, zone)})`

const FIGURES: Record<Figure['label'], string> = {
  injured: '受伤',
  trapped: '被困',
  missing: '失踪',
  dead: '遇难',
  evacuated: '转移',
  no_power: '停电',
  no_water: '停水',
  no_road: '断路',
  no_signal: '断网',
  houses: '房屋受损',
}

const figureText = ({ label, count, places }: Standing['figures'][number]) =>
  count === null
    ? `${FIGURES[label]}${places}个村`
    : `${FIGURES[label]}${count}${label === 'houses' ? '间' : '人'}`

/** 受伤2人, 停电: as somebody said it of the own village. */
const saidOf = (figure: Figure) =>
  figure.count === null ? FIGURES[figure.label] : figureText({ ...figure, places: 1 })

const phoneOf = (phone: string | null) => phone ?? '没留电话'

/** By place, in the roster's order: 丛岗村:张伟 138…、李敏 138… */
function byPlace(people: readonly { name: string; phone: string | null; place: string }[]): string[] {
  const places = new Map<string, string[]>()
  for (const { name, phone, place } of people) {
    places.set(place, [...(places.get(place) ?? []), `${name} ${phoneOf(phone)}`])
  }
  return [...places].map(([place, names]) => `${place}:${list(names)}`)
}

/** The first of so many lines as far as they fit; how many were left out is counted. */
function fitting(head: readonly string[], lines: readonly string[], all: number, foot: string): string {
  for (let shown = lines.length; shown > 0; shown--) {
    const left = all - shown
    const more = left === 0 ? [] : [`还有${left}个村没列出,问『点名情况 村名』。`]
    const text = [...head, ...lines.slice(0, shown), ...more, foot].join('\n')
    if (new TextEncoder().encode(text).length <= TEXT_BYTES) return text
  }
  return fit([...head, foot], TEXT_BYTES)
}

export const ENDED = '点名结束'
const FOOT = '知道谁的情况就说一句;结束回『结束点名』。'

/** The state of a roll call: injured and trapped first, then who was not heard, by place with phones. */
export function standingText(
  call: CallHeader,
  s: Standing,
  opening: string,
  { now, zone }: At,
  course?: string,
): string {
  const { total, safe, elsewhere, help, silent, figures } = s
  const needs = help.map(
    ({ name, phone, place, words }) =>
      `要帮助:${place} ${name} ${phoneOf(phone)}${words === null ? '' : `「${inert(words)}」`}`,
  )
  const head = [
    `${mark(call)}【${opening} ${clock(now, zone)}】${call.label}${why(call)}:${total}人,平安${safe},在外${elsewhere},要帮助${help.length},没回${silent.people}。`,
    ...(course === undefined ? [] : [`${course}。`]),
    ...(figures.length === 0 ? [] : [`各村说到:${figures.map(figureText).join(',')}。`]),
    ...needs,
    ...(silent.people === 0 ? [] : ['还没回的(不等于出事):']),
  ]
  const foot =
    silent.people === 0
      ? '大家都有消息了。'
      : opening !== ENDED
        ? FOOT
        : call.drill
          ? '演练到此,不用再找。'
          : '以上的人请打电话核实。'
  const places = byPlace(silent.first)
  // Villages of one name are one line.
  const all = silent.first.length < silent.people ? silent.villages : places.length
  return fitting(head, places, all, foot)
}

interface Ended extends CallHeader {
  openedAt: number
  closedAt: number | null
  outcome: string | null
  /** Who opened it. */
  by: string
}

const OUTCOMES: Readonly<Record<string, string>> = {
  all_accounted: '大家都有消息',
  ended: '人工结束',
  expired: '到时间自动结束',
}

/** 秦琳 23:32开的,0:12大家都有消息 */
function courseOf({ by, openedAt, closedAt, outcome }: Ended, { now, zone }: At): string {
  const end =
    closedAt === null ? '还在进行' : `${when(closedAt, now, zone)}${OUTCOMES[outcome ?? ''] ?? '结束'}`
  return `${by}${when(openedAt, now, zone)}开的,${end}`
}

/** The closing report, to everybody who called. */
export const endedText = (call: Ended, s: Standing, at: At): string =>
  standingText(call, s, ENDED, at, courseOf(call, at))

/** 「点名记录」: who called, why, when, and what came of it. */
export const rollCallLog = (calls: readonly { call: Ended; standing: Standing }[], at: At): string =>
  calls.length === 0
    ? '还没有点过名。'
    : fit(
        [
          '最近的点名:',
          ...calls.map(
            ({ call, standing: s }) =>
              `${mark(call)}${call.label}${why(call)}:${courseOf(call, at)};${s.total}人,平安${s.safe},在外${s.elsewhere},要帮助${s.help.length},没回${s.silent.people}。`,
          ),
        ],
        TEXT_BYTES,
      )

/** `plan`: calls and minutes it takes when they are more than one. */
export const confirmText = (
  call: CallHeader,
  villages: number,
  people: number,
  plan: { calls: number; minutes: number },
) =>
  `要给${call.label}${villages}个村${people}人${call.drill ? '做点名演练' : '点名报平安'}${why(call) === '' ? '' : `(原因:${inert(call.reason ?? '')})`},对吗?${plan.calls > 1 ? `分${plan.calls}批发,约${plan.minutes}分钟发完。` : ''}10分钟内回『确认』就开始。`

export const startedText = (call: CallHeader, asked: number, known: number) =>
  `${mark(call)}点名开始:${call.label},问${asked}人${known === 0 ? '' : `,另外${known}人刚说过话或在外`}。10分钟没回的再问,30分钟给您名单;随时回『点名情况』『结束点名』。`

export const joinedText = (call: CallHeader, by: string, openedAt: number, { now, zone }: At) =>
  `${mark(call)}${call.label}${when(openedAt, now, zone)}已经由${by}在点名,不再重复打扰大家;名单也会发给您。`

export const endingText = (call: CallHeader) => `${mark(call)}${call.label}的点名结束了,汇总马上发给您。`

/** A second 「确认」 of somebody who gets the lists anyway. */
export const alreadyCalling = (call: CallHeader) => `${mark(call)}${call.label}已经在点名了,名单会发给您。`

export const NO_DRILL_NOW = '演练只在白天做(8点到20点);真有情况直接回『点名』。'
export const NO_CALL = '现在没有进行中的点名。要点名就回『点名 地方 原因』。'
export const NOBODY_THERE = '这个范围里没有在岗的工作队员,没法点名。'

/** The answer to somebody called. */
export const answeredSafe = (names: readonly string[], figures: readonly Figure[], call: CallHeader) =>
  `${mark(call)}收到,${list(names)}平安${figures.length === 0 ? '' : `;${figures.map(saidOf).join(',')}`},记下了。${call.drill ? '' : '注意余震和山路,有变化再说一句。'}`

/** A supervisor found somebody a roll call asks after. */
export const foundInCall = (names: string) => `好,${names}找到了,点名里也记下了。`

export const disasterQuestion = (township: string, count: number, words: string, { now, zone }: At) =>
  `【${clock(now, zone)}】${township}有${count}人说到「${inert(words).slice(0, 60)}」。要点名吗?回『点名』就点${township},我不会自己开始。`
