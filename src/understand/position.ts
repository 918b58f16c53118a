/** The word of position or movement of a clause, with its place. */
import type { Status } from './facts'
import type { Frame } from './frames'
import { departure } from './departure'
import { isLeaveEnd } from './leave'
import { again, arrival, present, progress, rosterOf, standsIn } from './present'
import { isAttribute, leadOf, movesOthers, placeFirst } from './placeLead'
import { type Scene, denied, some } from './scene'
import type { Token } from './token'
import type { PlaceKind } from './vocabulary/features'

export interface Found {
  status: Status | undefined
  place: Token | undefined
  /** It names where somebody comes back to. */
  back?: boolean
  /** 六点到村委会: it names the arrival at the place where the team lives. */
  arrives?: boolean
  /** Only a doing under way: no place and no state of its own. */
  progress?: boolean
  start: number
  end: number
}

const STATUS_OF_PLACE: Readonly<Record<PlaceKind, Status>> = {
  office: 'in_village',
  dorm: 'in_village',
  village: 'in_village',
  hamlet: 'field',
  wild: 'field',
  town: 'business',
  county: 'business',
  unit: 'business',
  hospital: 'business',
  home: 'rest',
}

export const SAYS_NOTHING =
  /^(?:山上|山里|地里|田里|田间|田间地头|地头|组里|组上|寨子里|农户家|群众家|户家里|半路|路边|村|村里|村上|村里面|村子|村子里|本村|村内|岗位|岗位上|我们村|村中|家|老家|家里|家中|我?们?这[点里儿边]|那儿)$/

const isBase = (token: Token): boolean =>
  /office|dorm/.test(token.f.place ?? '') || (token.f.place === 'village' && SAYS_NOTHING.test(token.text))

const isMeeting = (frame: Frame): boolean => some(frame, (t) => t.f.meeting === true)

function placeStatus(token: Token, frame: Frame, lead: Token | undefined, scene: Scene): Status {
  const kind = token.f.place ?? 'hamlet'
  if (lead?.text.includes('守') && /office|dorm|village/.test(kind)) return 'in_village'
  if (kind === 'village' && !SAYS_NOTHING.test(token.text)) {
    const own = scene.context.places?.some((place) => token.text.includes(place))
    if (isMeeting(frame)) return 'business'
    return lead?.f.go && !lead.f.arrive && own !== true ? 'field' : 'in_village'
  }
  return STATUS_OF_PLACE[kind]
}

/** The word of position or movement of a clause, with its place. */
export function positionOf(frame: Frame, scene: Scene): Found | undefined {
  const { tokens } = frame
  let found: Found | undefined
  tokens.forEach((token, i) => {
    if (found?.status && found.place && !/travelling|rest|leave/.test(token.f.status ?? '')) return
    const { f } = token
    if (f.place !== undefined) {
      const lead = leadOf(tokens, i)
      if (!lead && !placeFirst(tokens, i) && !isHeaded(frame, scene)) return
      if (movesOthers(tokens, i) || isAttribute(tokens, i)) return
      if (
        lead?.f.help !== undefined &&
        (SAYS_NOTHING.test(token.text) || /^(?:对岸|河对岸|里面|外面)$/.test(token.text))
      )
        return
      if (lead && /^从|^离/.test(tokens[tokens.indexOf(lead) - 1]?.text ?? '')) return
      if (denied(tokens, i)) return
      const status = placeStatus(token, frame, lead, scene)
      const start = lead?.start ?? token.start
      if (found) {
        found.place ??= token
        found.end = token.end
        const leaves =
          found.status === 'travelling' &&
          tokens.some((t) => /^(?:出发|动身|上路|启程|已上路)$/.test(t.text)) &&
          lead?.f.go === true &&
          (lead.f.arrive !== true ||
            /^(?:出发|动身|上路|启程)$/.test(tokens[tokens.indexOf(lead) - 1]?.text ?? ''))
        if (found.status === 'rest' || found.status === 'leave' || (found.status === 'travelling' && !leaves))
          return
        if (status !== 'in_village' || found.status !== 'field') found.status = status
      } else
        found = {
          status,
          place: token,
          start,
          end: token.end,
          back:
            lead?.f.back === true &&
            (!/unit|county|home|town|hospital/.test(token.f.place ?? '') ||
              returnsToPost(token, frame, scene)),
          arrives: lead?.f.arrive === true && /^(?:到|到达)$/.test(lead.text) && isBase(token),
        }
      return
    }
    if (f.status !== undefined && !(f.leave !== undefined && f.status !== 'leave')) {
      const next = tokens[i + 1]
      // 上山的都回来了: the word only tells which people; 请假的是小李 tells who
      if (
        next?.text === '的' &&
        tokens[i + 2] &&
        !/^(?:那个|几个|人)?(?:是|有|:|为)/.test(
          tokens
            .slice(i + 2, i + 4)
            .map((t) => t.text)
            .join(''),
        ) &&
        !tokens[i + 2]?.f.person &&
        !(
          f.status === 'in_village' &&
          (tokens[i + 2]?.f.day ?? tokens[i + 2]?.f.part ?? tokens[i + 2]?.f.pron)
        )
      )
        return
      // 问下值班的, 找留守的: who is asked
      if (
        next?.text === '的' &&
        tokens
          .slice(Math.max(0, i - 2), i)
          .some((t) => /^(?:问|问下|问一下|找|等|喊|叫|联系|告诉|通知)$/.test(t.text))
      )
        return
      const guards =
        /值班|值守/.test(token.text) && tokens.some((t) => t.f.cat === 'patrol' || t.f.qty !== undefined)
      if (denied(tokens, i) || guards) return
      // 驻村十天, 在村满20天: how long, not where
      if (f.status === 'in_village' && tokens.slice(i + 1, i + 3).some((t) => (t.f.length ?? 0) >= 2)) return
      // 驻村第300天
      if (/驻村$/.test(token.text) && /^第/.test(next?.text ?? '')) return
      // 在村人数, 驻村干部: which, not where
      if (
        f.status === 'in_village' &&
        /^(?:人数|人口|劳动力|老人|群众|干部|情况|时间|天数|学生|工作|纪律|表|室|名单|安排|制度)/.test(
          next?.text ?? '',
        ) &&
        frame.after !== 'colon'
      )
        return
      // 把苞谷背回家
      if (
        /^回/.test(token.text) &&
        /[背送搬拉运抬扛接驮](?:了|他|她|人)?$/.test(frame.text.slice(0, token.start - frame.start))
      )
        return
      // 回来的路上碰到支书: by the way, told when it is over
      if (
        f.status === 'travelling' &&
        /路上|途中|半路/.test(token.text) &&
        (frame.before === 'run' && frame.text.startsWith(token.text)
          ? tokens.some((t) => t.start > token.start && /[了过]$/.test(t.text))
          : /^(?:上)?(?:又|还|刚好|正好)?(?:碰|遇|看|见|听|捡|接|顺|买|拐|绕|去|到)/.test(
              frame.text.slice(token.end - frame.start),
            ) &&
            (frame.before === 'run' || tokens.some((t) => /[了过]$/.test(t.text))))
      )
        return
      // 开车去医院: how, not where
      if (/^(?:坐车|开车)$/.test(token.text) && tokens.slice(i + 1).some((t) => t.f.go)) return
      const leaving = /^(?:出发|动身|上路|启程|已上路)$/.test(token.text)
      // 在宿舍休息: at rest, but in the village
      if (found?.place?.f.place === 'dorm' && /^休息/.test(token.text)) return
      if (found && /rest|leave/.test(f.status) && found.place) found.status = f.status
      else if (found && leaving) found.status ??= f.status
      else if (
        found?.status === 'travelling' &&
        tokens.slice(0, i).some((t) => /^(?:出发|动身|上路|启程)$/.test(t.text))
      )
        found.status = f.status
      else if (found) found.status = f.status === 'travelling' ? f.status : (found.status ?? f.status)
      else found = { status: f.status, place: undefined, start: token.start, end: token.end }
    }
  })
  return (
    found ??
    present(frame, scene) ??
    rosterOf(frame) ??
    standsIn(frame) ??
    again(frame, scene) ??
    progress(frame, scene) ??
    leaveEnding(frame) ??
    arrival(frame) ??
    departure(frame)
  )
}

/** 我的假明天到期: on leave till then. */
const leaveEnding = (frame: Frame): Found | undefined =>
  isLeaveEnd(frame) ? { status: 'leave', place: undefined, start: frame.start, end: frame.end } : undefined

/** 9点半到区里开会,4点前回乡上: back where the speaker works, whatever that is. */
const returnsToPost = (place: Token, frame: Frame, scene: Scene): boolean => {
  const before = scene.drafts.at(-1)?.fact
  return (
    place.f.place === 'town' &&
    before?.kind === 'whereabouts' &&
    before.status === 'business' &&
    before.until === undefined &&
    before.place !== place.text &&
    scene.frames[frame.index - 1]?.line === frame.line &&
    some(frame, (t) => t.f.clock !== undefined || t.f.part?.clock !== undefined)
  )
}

/** 一组我,二组小岳; 上午村委会,下午二组: nothing but places, and who or when. */
const sharesOut = (frame: Frame): boolean =>
  some(frame, (t) => t.f.place !== undefined) &&
  some(frame, (t) => (t.f.person ?? t.f.pron ?? t.f.part) !== undefined) &&
  frame.tokens.every(
    (t) =>
      (t.f.place ?? t.f.person ?? t.f.pron ?? t.f.part ?? t.f.filler ?? t.f.join ?? t.f.punct) !== undefined,
  )

/** 地点:箐口组. */
function isHeaded(frame: Frame, scene: Scene): boolean {
  const before = scene.frames[frame.index - 1]
  // 杨队:村部
  if (
    before?.after === 'colon' &&
    before.line === frame.line &&
    before.tokens.every((t) => t.f.person ?? t.f.pron ?? t.f.punct ?? t.f.join) &&
    frame.tokens.every((t) => t.f.place ?? t.f.filler)
  )
    return true
  // 下组(上寨组), 公差(区里)
  if (
    frame.before === 'open' &&
    before?.line === frame.line &&
    frame.tokens.every((t) => t.f.place !== undefined)
  )
    return some(before, (t) => t.f.status !== undefined)
  if (
    sharesOut(frame) &&
    [before, scene.frames[frame.index + 1]].some((f) => f?.line === frame.line && sharesOut(f))
  )
    return true
  return (
    before?.line === frame.line && before.after === 'colon' && /^(?:地点|位置|所在地|去向)$/.test(before.text)
  )
}
