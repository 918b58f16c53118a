/** Where somebody is, goes, or will be: words of position and movement. */
import type { Status, WhereaboutsFact, WorkCategory } from './facts'
import { endDayOf, type Frame } from './frames'
import { add, denied, type Draft, isWitness, type Scene, some } from './scene'
import { lastDay, type Times, timesOf } from './times'
import type { Token } from './token'
import type { PlaceKind } from './vocabulary/features'
import { endOf, startOf } from './when'

interface Found {
  status: Status | undefined
  place: Token | undefined
  /** It names where somebody comes back to. */
  back?: boolean
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

/** Work done at a desk or in a hall; all other work is out of doors. */
const INDOORS = new Set<WorkCategory>([
  'paperwork',
  'study',
  'party_meeting',
  'public_service',
  'household_meeting',
])

/** 村里, 岗位 say no more than the status. */
const CALLED_MEETINGS = new Set<WorkCategory>(['party_meeting', 'household_meeting'])

const SAYS_NOTHING =
  /^(?:山上|山里|地里|田里|田间|田间地头|地头|组里|组上|寨子里|农户家|群众家|户家里|半路|路边|村|村里|村上|村里面|村子|村子里|本村|村内|岗位|岗位上|我们村|村中|家|老家|家里|家中)$/

const isMeeting = (frame: Frame): boolean => some(frame, (t) => t.f.meeting === true)

/** Work named in the clause that does not come with its own denial. */
export function activityOf(frame: Frame): WorkCategory | undefined {
  let best: Token | undefined
  const first = frame.tokens.findIndex(
    (t, k) => t.f.qty !== undefined && frame.tokens.slice(0, k).some((x) => x.f.cat !== undefined),
  )
  const reach = first < 0 ? frame.tokens.length : first + 3
  frame.tokens.forEach((token, i) => {
    if (i >= reach || (i > first && first >= 0 && token.f.noun !== true)) return
    if (token.f.cat === undefined || denied(frame.tokens, i)) return
    if (!best || (token.f.weight ?? 0) >= (best.f.weight ?? 0)) best = token
  })
  return best?.f.cat === 'other' ? undefined : best?.f.cat
}

function placeStatus(token: Token, frame: Frame, lead: Token | undefined, scene: Scene): Status {
  const kind = token.f.place ?? 'hamlet'
  if (lead?.text.includes('守') && kind !== 'wild') return 'in_village'
  if (kind === 'village' && !SAYS_NOTHING.test(token.text)) {
    const own = scene.context.places?.some((place) => token.text.includes(place))
    if (isMeeting(frame)) return 'business'
    return lead?.f.go && !lead.f.arrive && own !== true ? 'field' : 'in_village'
  }
  return STATUS_OF_PLACE[kind]
}

/** The word of position or movement of a clause, with its place. */
function positionOf(frame: Frame, scene: Scene): Found | undefined {
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
          lead.f.arrive !== true
        if (found.status === 'rest' || found.status === 'leave' || (found.status === 'travelling' && !leaves))
          return
        if (status !== 'in_village' || found.status !== 'field') found.status = status
      } else
        found = {
          status,
          place: token,
          start,
          end: token.end,
          back: lead?.f.back === true && !/unit|county|home|town|hospital/.test(token.f.place ?? ''),
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
        !tokens[i + 2]?.f.person
      )
        return
      const guards =
        /值班|值守/.test(token.text) && tokens.some((t) => t.f.cat === 'patrol' || t.f.qty !== undefined)
      if (denied(tokens, i) || guards) return
      const leaving = /^(?:出发|动身|上路|启程|已上路)$/.test(token.text)
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
    present(frame) ??
    rosterOf(frame) ??
    again(frame, scene) ??
    progress(frame, scene) ??
    arrival(frame)
  )
}

/** 送6人去广东, 安置在小学: where others are brought. */
const movesOthers = (tokens: readonly Token[], i: number): boolean => {
  const head = tokens.slice(0, i)
  if (head.some((t) => /^(?:安置|转移|撤离|疏散|搬)/.test(t.text)) && !head.some((t) => t.f.pron === 'self'))
    return true
  const carried = head.findIndex((t) => /^(?:送|接|派|组织|动员|推荐|介绍)/.test(t.text))
  return carried >= 0 && head.slice(carried).some((t) => t.f.qty !== undefined)
}

/** 二组到五组的路: the place only tells which. */
const isAttribute = (tokens: readonly Token[], i: number): boolean => {
  const [next, after] = [tokens[i + 1], tokens[i + 2]]
  return (
    next?.text === '的' && after !== undefined && /^(?:路|人|桥|水|公路|村道|车|群众|老乡)/.test(after.text)
  )
}

/** 地点:箐口组. */
function isHeaded(frame: Frame, scene: Scene): boolean {
  const before = scene.frames[frame.index - 1]
  return (
    before?.line === frame.line && before.after === 'colon' && /^(?:地点|位置|所在地|去向)$/.test(before.text)
  )
}

/** 在, 去, 到 before a place, with at most 一下, 了, 那边 between. */
function leadOf(tokens: readonly Token[], i: number): Token | undefined {
  for (let k = i - 1; k >= Math.max(0, i - 2); k--) {
    const token = tokens[k]
    if (!token) return undefined
    if (token.f.at ?? token.f.go) return token
    if (token.f.help !== undefined && token.text.endsWith('在')) return token
    if (token.f.back && !token.f.status) return token
    if (
      i > 0 &&
      k === i - 1 &&
      /^(?:看|查|看看)$/.test(token.text) &&
      /^去了?$/.test(tokens[i + 1]?.text ?? '')
    )
      return tokens[i + 1]
    if (/^(?:看|看看|查|转|转转|巡|查看)$/.test(token.text) && tokens[k - 1]?.f.go) return tokens[k - 1]
    if (!(token.f.filler ?? token.f.done ?? token.f.all ?? token.f.person)) return undefined
  }
  return undefined
}

/** 五组排查房屋, 村委会整理台账: the place stands first and a doing follows. */
function placeFirst(tokens: readonly Token[], i: number): boolean {
  const rest = tokens.slice(i + 1)
  const head = tokens.slice(0, i)
  if (
    !head.every(
      (t) =>
        t.f.person ??
        t.f.pron ??
        t.f.day ??
        t.f.part ??
        t.f.clock ??
        t.f.filler ??
        t.f.join ??
        t.f.all ??
        t.f.punct,
    )
  ) {
    return false
  }
  if (tokens[i]?.f.cat !== undefined) return false
  if (/^(?:现在|这阵|这会|人)/.test(tokens[0]?.text ?? '') && /office|dorm/.test(tokens[i]?.f.place ?? ''))
    return true
  const desk = ['office', 'dorm', 'village'].includes(tokens[i]?.f.place ?? '')
  if (!desk && rest.some((t) => t.f.qty !== undefined)) return false
  const next = rest.find((t) => t.f.filler !== true)
  if (next?.f.meeting) return true
  return (
    (next?.f.cat !== undefined &&
      (next.f.verb === true || rest.some((t) => t.f.cat !== undefined && t.f.verb === true))) ||
    next?.f.status === 'in_village'
  )
}

/** 在的, 都在: nothing but being there. */
function present(frame: Frame): Found | undefined {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.at === true && t.text === '在')
  const token = tokens[i]
  if (!token || denied(tokens, i) || !tokens.slice(i + 1).every((t) => t.f.filler === true)) return undefined
  if (
    !tokens
      .slice(0, i)
      .every(
        (t) =>
          (/^人(?:员)?$/.test(t.text) || t.f.person) ??
          t.f.pron ??
          t.f.all ??
          t.f.filler ??
          t.f.punct ??
          t.f.join ??
          t.f.day,
      )
  )
    return undefined
  return { status: 'in_village', place: undefined, start: token.start, end: token.end }
}

/** 村里有谭队, 队里有老姚在: who is there. */
function rosterOf(frame: Frame): Found | undefined {
  const { tokens } = frame
  const [first, second] = tokens
  const there = first?.f.place === 'village' || first?.f.place === 'office' || first?.f.pron === 'team'
  if (!there || !/^(?:有|还有)$/.test(second?.text ?? '') || !frame.explicit || frame.who.includes('team'))
    return undefined
  if (!tokens.slice(2).every((t) => t.f.person ?? t.f.pron ?? t.f.punct ?? t.f.at ?? t.f.filler ?? t.f.join))
    return undefined
  return { status: 'in_village', place: undefined, start: frame.start, end: frame.end }
}

/** 今天不上山了 我跟组长去: the bare 去 goes where the clause before did not. */
function again(frame: Frame, scene: Scene): Found | undefined {
  const before = scene.frames[frame.index - 1]
  const last = frame.tokens.at(-1)
  if (before?.line !== frame.line || !/^去了?$/.test(last?.text ?? '') || !frame.explicit) return undefined
  const status =
    before.tokens.find((t) => t.f.status === 'field')?.f.status ??
    (/上山|下组|入户/.test(before.text) ? 'field' : undefined)
  return status ? { status, place: undefined, start: frame.start, end: frame.end } : undefined
}

/** 在整台账, 去核图斑, 走访中: a doing under way or gone to, with no place. */
function progress(frame: Frame, scene: Scene): Found | undefined {
  const { tokens } = frame
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || denied(tokens, i)) continue
    const next = tokens[i + 1]
    const doing = token.f.cat !== undefined && token.f.verb === true
    const lead =
      [tokens[i - 1], tokens[i - 2]].find((t) => t?.f.at === true || t?.f.go === true) ??
      (/^去了?$/.test(next?.text ?? '') && tokens[i + 2]?.f.place === undefined ? next : undefined)
    const ongoing = next?.text.startsWith('中') === true
    if (token.f.meeting && (lead || tokens[i - 1]?.text === '参加')) {
      return { status: 'business', place: undefined, start: lead?.start ?? token.start, end: token.end }
    }
    const open =
      doing &&
      !lead &&
      token.f.cat !== undefined &&
      !CALLED_MEETINGS.has(token.f.cat) &&
      underWay(frame, scene)
    const viaVerb =
      token.f.verb === true &&
      token.f.cat === undefined &&
      lead?.f.go === true &&
      tokens.slice(i + 1).some((t) => t.f.cat !== undefined)
    if (viaVerb) return { status: 'field', place: undefined, start: lead.start, end: token.end }
    if (doing && (lead || ongoing || open) && token.f.cat !== undefined) {
      const away = token.f.cat === 'study' && (lead?.f.go === true || /^参加/.test(token.text))
      const status = away ? 'business' : INDOORS.has(token.f.cat) && !lead?.f.go ? 'in_village' : 'field'
      return {
        status,
        place: undefined,
        start: lead?.start ?? token.start,
        end: token.end,
        progress: lead?.f.go !== true,
      }
    }
  }
  return undefined
}

/** 跟支书巡河,十一点半返: work begun and not counted is where somebody is. */
function underWay(frame: Frame, scene: Scene): boolean {
  const { now } = scene
  if (frame.day !== undefined && frame.day.first !== now.day) return false
  if (
    some(
      frame,
      (t) =>
        t.f.qty !== undefined ||
        t.f.done === true ||
        t.f.length !== undefined ||
        t.f.plan === true ||
        t.f.left === true ||
        /[了完过]$/.test(t.text),
    )
  )
    return false
  if (some(frame, (t) => t.f.back === true)) return false
  if (
    frame.heading !== undefined ||
    frame.after === 'colon' ||
    frame.under === 'plan' ||
    frame.under === 'trouble'
  )
    return false
  const rest = scene.frames.filter((f) => f.line === frame.line && f.start > frame.start)
  if (rest.some((f) => f.tokens[0]?.f.qty !== undefined)) return false
  const returns = rest.some((f) => some(f, (t) => t.f.back === true)) || some(frame, (t) => t.f.back === true)
  const part = frame.part
  if (part !== undefined && part.starts > now.minutes) return false
  return returns || (now.minutes < 16 * 60 && scene.frames.every((f) => f.line === 0))
}

/** 回来了, 到村, 已回村: somebody is back. A clock makes it a return to come. */
function arrival(frame: Frame): Found | undefined {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.back === true)
  const token = tokens[i]
  if (
    token &&
    /^(?:下山|下来)/.test(token.text) &&
    /^(?:还没|没|没有|还没有|未)$/.test(tokens[i - 1]?.text ?? '')
  ) {
    return { status: 'field', place: undefined, start: token.start, end: token.end }
  }
  if (!token || denied(tokens, i) || /^回去/.test(token.text)) return undefined
  const [before, next] = [tokens[i - 1], tokens[i + 1]]
  if (/^(?:还没|没|没有|还没有|未)$/.test(before?.text ?? '')) return undefined
  const over =
    /了$/.test(token.text) ||
    /^[了啦]/.test(next?.text ?? '') ||
    tokens.slice(0, i).some((t) => /^(?:已|已经|刚|刚才|都)$/.test(t.text)) ||
    /^到/.test(token.text)

  if (tokens.slice(0, i).some((t) => t.f.plan === true || /^(?:快|要|能|才|可以)$/.test(t.text)))
    return undefined
  const clocked = tokens.some(
    (t) => t.f.clock !== undefined || t.f.part?.clock !== undefined || t.f.minutes !== undefined,
  )
  if (
    !over ||
    (clocked && !tokens.some((t) => t.f.done && t.text !== '完')) ||
    /^(?:结束|散会|忙完|弄完|开完|搞完|完事|才回|下班)$/.test(token.text)
  ) {
    return undefined
  }
  return { status: 'in_village', place: undefined, start: token.start, end: token.end }
}

/** Silence announced in words the vocabulary cannot list: 一格信号都没得, 手机只剩12%的电. */
const SILENCE =
  /手机[^,]{0,3}进水|(?:手机|信号)[^,]{0,6}时有时无|手机[^,]{0,3}掉|(?:信号|网络|网)[^,]{0,6}(?:没|无|差|弱|不好|不稳|断|不行|不强)|(?:没|无)(?:得|有|啥|什么)?[^,]{0,3}(?:信号|网)|手机[^,]{0,4}(?:没电|要关|关机|上交|没带|只剩|只有|充不|坏|要交)|(?:只剩|还剩|剩)[^,]{0,5}(?:电|%)|(?:怕|可能|会|恐怕)[^,]{0,3}(?:打不通|联系不上|接不到)/
const OVER = /(?:有信号了|恢复|关了|充起电|充好电|刚才|之前|早先|昨天|刚刚)/

/** Silence announced beforehand; not one that is over. */
function silentIn(frame: Frame): boolean {
  const text = frame.text
  const said = frame.tokens.some((t) => t.f.silent === true) || SILENCE.test(text.slice(0, 60))
  return said && !OVER.test(text)
}

/** Does `found` go on with the fact before it instead of opening a new one? */
function continues(
  draft: Draft<WhereaboutsFact> | undefined,
  found: Found,
  frame: Frame,
  last: Frame | undefined,
): boolean {
  if (!draft || last?.line !== frame.line) return false
  const { fact } = draft
  if (frame.explicit && !sameWho(frame.who, fact.who)) return false
  if (
    fact.status === 'rest' &&
    found.status === 'rest' &&
    fact.from === undefined &&
    fact.until === undefined &&
    frame.dayHere
  )
    return true
  if (
    frame.dayHere ||
    (frame.tokens.some((t) => t.f.part !== undefined && t.f.part.clock === undefined) && found.place)
  )
    return false
  if (fact.status !== undefined && found.status !== undefined && fact.status !== found.status) return false
  return fact.place === undefined || found.place === undefined
}

export const sameWho = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((w) => b.includes(w))

/** Start and end of a whereabouts that lies on other days or lasts longer than today. */
function span(frame: Frame, found: Found, times: Times, scene: Scene): Times {
  const { now } = scene
  const length = frame.tokens.find((t) => t.f.length !== undefined && t.f.length > 0)?.f.length
  const first = frame.day?.first ?? now.day
  const last = length !== undefined && length > 1 ? lastDay(first, length) : (frame.day?.last ?? now.day)
  if (last === now.day) return times
  if (times.from !== undefined && first === last && length === undefined && found.status !== 'rest')
    return times
  return { from: times.from ?? startOf(first, now), until: times.until ?? endOf(last, now) }
}

const latest = (scene: Scene): Draft<WhereaboutsFact> | undefined =>
  scene.drafts.findLast((draft): draft is Draft<WhereaboutsFact> => draft.fact.kind === 'whereabouts')

/** 都5点半回, 6点前回, 山上没信号: what a clause adds to whereabouts said before. */
function amend(frame: Frame, times: Times, scene: Scene): boolean {
  const last = scene.frames[frame.index - 1]
  const facts = scene.drafts.filter((d): d is Draft<WhereaboutsFact> => d.fact.kind === 'whereabouts')
  const silent = silentIn(frame)
  const starts = times.from !== undefined && /开始/.test(frame.text)
  const joined =
    frame.with.length > 0 &&
    !frame.explicit &&
    !some(frame, (t) => t.f.cat !== undefined || t.f.status !== undefined)
  if (joined && facts.length > 0 && last?.line === frame.line) {
    const draft = facts.at(-1)
    if (draft) draft.fact.with = [...new Set([...(draft.fact.with ?? []), ...frame.with])]
  }
  if (times.until === undefined && !silent && !starts) return joined && facts.length > 0
  const all = some(frame, (t) => t.f.all === true) && !frame.explicit
  const named = frame.explicit
    ? facts.filter(
        (d) => sameWho(d.fact.who, frame.who) || (frame.who[0] === 'team' && frame.who.length === 1),
      )
    : []
  const theirs = some(frame, (t) => t.f.pron === 'they')
    ? facts.filter((d) => !d.fact.who.includes('self'))
    : []
  const focus = facts.find((d) => d === scene.focus)
  const targets = all
    ? facts
    : theirs.length > 0
      ? theirs.slice(-1)
      : named.length > 0
        ? named
        : frame.explicit
          ? []
          : focus
            ? [focus]
            : facts.slice(-1)
  for (const draft of targets) {
    if (times.until !== undefined) draft.fact.until = times.until
    else if (times.from !== undefined && /开始/.test(frame.text)) draft.fact.from ??= times.from
    if (silent) draft.fact.noSignal = true
    if (draft.fact.status === undefined && some(frame, (t) => t.text.startsWith('下山')))
      draft.fact.status = 'field'
    draft.end = Math.max(draft.end, frame.end)
    scene.focus = draft
  }
  return targets.length > 0
}

function bareReturn(frame: Frame, times: Times, scene: Scene): void {
  const silent = silentIn(frame)
  const returns = some(
    frame,
    (t) => t.f.back === true || t.f.arrive === true || /^(?:改成|改到|推到|延到)/.test(t.text),
  )
  if (!silent && !(returns && times.until !== undefined)) return
  const fact: WhereaboutsFact = { kind: 'whereabouts', who: [...frame.who] }
  if (frame.with.length > 0) fact.with = [...frame.with]
  if (times.until !== undefined && some(frame, (t) => t.text.startsWith('下山'))) fact.status = 'field'
  if (times.until !== undefined) fact.until = times.until
  if (silent) fact.noSignal = true
  add(scene, 'whereabouts', fact, frame.start, frame.end)
}

/** 保险公司的人来村里: somebody nobody has named. */
const isOthers = (frame: Frame): boolean =>
  !frame.explicit &&
  /^(?![跟和同坐搭])[^在去到]{2,10}的(?:人|车|老板|同志)(?:来|去|到|在|要|都|又|也)/.test(frame.text)

/** 周一早上到岗: the end of a rest, a leave or a trip said before. */
function isDue(frame: Frame, scene: Scene, times: Times): boolean {
  const draft = latest(scene)
  if (
    !draft ||
    !some(frame, (t) => /^(?:到岗|返岗|归队|到村|上岗|回岗|归岗)$/.test(t.text)) ||
    some(frame, (t) => t.f.place !== undefined)
  )
    return false
  if (
    !/rest|leave|business/.test(draft.fact.status ?? '') ||
    (frame.explicit && !sameWho(frame.who, draft.fact.who))
  )
    return false
  const day = frame.tokens.find((t) => t.f.day !== undefined)?.f.day
  return (day !== undefined && day.first > scene.now.day) || (times.until ?? times.from) !== undefined
}

/** Read one clause. Gives whether it held anything about position. */
export function readWhereabouts(frame: Frame, scene: Scene): boolean {
  const { now } = scene
  if ((frame.day && frame.day.last < now.day) || isOthers(frame)) return false
  const [lead] = frame.tokens
  // 有6块要去国土所核实: part of a count
  const partial = /^(?:有|其中|还有)$/.test(lead?.text ?? '') && frame.tokens[1]?.f.qty !== undefined
  const found = partial ? undefined : positionOf(frame, scene)
  const later = frame.day !== undefined && frame.day.first > now.day
  const times = timesOf(frame, frame.day, now)
  const index = frame.index
  const last = scene.frames[index - 1]
  const comes = found?.back === true && times.until !== undefined
  const due = isDue(frame, scene, times)
  if (
    !found &&
    times.from !== undefined &&
    some(frame, (t) => /^(?:走|走的|出发|动身|出门|去)$/.test(t.text))
  )
    scene.start = { who: frame.who.join(), line: frame.line, from: times.from }
  if (!found || comes || due) {
    if (due && times.until === undefined && frame.tokens.some((t) => t.f.day !== undefined))
      times.until = endOf(frame.tokens.find((t) => t.f.day !== undefined)?.f.day?.last ?? now.day, now)
    if (!amend(frame, times, scene)) bareReturn(frame, times, scene)
    else continueActivity(frame, scene, last)
    if (times.until === undefined && times.from === undefined) continueActivity(frame, scene, last)
    return false
  }
  if (found.progress === true && continueActivity(frame, scene, last)) return true
  const away =
    found.status === 'business' ||
    found.status === 'rest' ||
    found.status === 'leave' ||
    found.status === 'travelling'
  const silent = silentIn(frame)
  if (later && !away && times.until === undefined && !silent && !returnsLater(scene, index)) return true
  const draft = latest(scene)
  const activity = found.status === 'rest' || found.status === 'leave' ? undefined : activityOf(frame)
  const ends = endDayOf(frame.tokens)
  const whole =
    later || away
      ? span(frame, found, ends ? { ...times, until: endOf(ends.last, now) } : times, scene)
      : times
  if (draft && continues(draft, found, frame, last)) {
    if (draft.fact.who.join() === 'self' && frame.who.join() === 'team' && !frame.explicit)
      draft.fact.who = ['team']
    scene.focus = draft
    merge(draft, found, { activity, ...whole, silent }, frame, scene)
    return true
  }
  if (frame.after === 'colon' && found.status === 'field' && found.place === undefined) return false
  const heads = headCount(frame)
  if (
    heads === 0 ||
    (heads !== undefined && !frame.explicit && found.status !== 'in_village' && found.status !== 'field')
  )
    return true
  const together =
    some(frame, (t) => t.f.all === true && /^(?:都|全|全都|全部)$/.test(t.text)) &&
    frame.tokens.find((t) => t.f.filler !== true)?.f.all === true
  const plural =
    (heads !== undefined || (together && draft === undefined)) && !frame.explicit && frame.who[0] === 'self'
  const who = plural ? ['team'] : [...frame.who]
  const fact: WhereaboutsFact = { kind: 'whereabouts', who }
  if (found.status) fact.status = found.status
  if (found.place && !SAYS_NOTHING.test(found.place.text)) fact.place = placeText(found.place, scene)
  if (found.status === 'travelling') {
    delete fact.place
    if (!frame.tokens.some((t) => t.f.clock !== undefined)) delete fact.from
  }
  if (activity) fact.activity = activity
  if (frame.with.length > 0) fact.with = [...frame.with]
  if (whole.from !== undefined) fact.from = whole.from
  if (whole.until !== undefined) fact.until = whole.until
  if (silent || silentBefore(scene, index)) fact.noSignal = true
  const before = scene.frames[index - 1]
  if (
    fact.activity === undefined &&
    fact.status === 'field' &&
    before?.line === frame.line &&
    before.sentence === frame.sentence &&
    !before.explicit &&
    !frame.explicit &&
    some(before, (t) => t.f.plan === true)
  ) {
    const planned = activityOf(before)
    if (planned) fact.activity = planned
  }
  if (scene.start?.line === frame.line && scene.start.who === fact.who.join() && fact.from === undefined)
    fact.from = scene.start.from
  scene.focus = add(scene, 'whereabouts', fact, frame.start, frame.end)
  return true
}

/** 在岗3人: how many of the team, when the clause only counts heads. */
function headCount(frame: Frame): number | undefined {
  const qty = frame.tokens.find((t) => t.f.qty !== undefined && /^(?:人|名|个)$/.test(t.f.qty.unit))?.f.qty
  return qty !== undefined && !some(frame, (t) => t.f.cat !== undefined) ? qty.count : undefined
}

const placeText = (token: Token, scene: Scene): string =>
  scene.source.raw.slice(scene.source.from[token.start], scene.source.to[token.end - 1])

/** 明天上山,天黑前回,没信号: the return stands in a clause behind. */
function returnsLater(scene: Scene, index: number): boolean {
  const frame = scene.frames[index]
  for (const next of scene.frames.slice(index + 1)) {
    if (next.line !== frame?.line || next.explicit) return false
    if (
      silentIn(next) ||
      (some(next, (t) => t.f.back === true) && timesOf(next, next.day, scene.now).until !== undefined)
    )
      return true
  }
  return false
}

/** 手机快没电了,我在石头寨: the silence was announced first, as a fact of its own so far. */
function silentBefore(scene: Scene, index: number): boolean {
  const draft = latest(scene)
  if (!draft || draft.fact.status !== undefined || !draft.fact.noSignal || draft.fact.until !== undefined)
    return false
  const frame = scene.frames[index]
  if (frame && frame.explicit && !sameWho(frame.who, draft.fact.who)) return false
  scene.drafts.splice(scene.drafts.indexOf(draft), 1)
  return true
}

interface More extends Times {
  activity: WorkCategory | undefined
  silent: boolean
}

function merge(draft: Draft<WhereaboutsFact>, found: Found, more: More, frame: Frame, scene: Scene): void {
  const { fact } = draft
  if (found.status && fact.status === undefined) fact.status = found.status
  if (found.place && !SAYS_NOTHING.test(found.place.text)) fact.place = placeText(found.place, scene)
  if (more.activity && fact.activity === undefined) fact.activity = more.activity
  if (more.from !== undefined) fact.from ??= more.from
  if (more.until !== undefined) fact.until = more.until
  if (more.silent) fact.noSignal = true
  if (frame.with.length > 0) fact.with = [...new Set([...(fact.with ?? []), ...frame.with])]
  draft.end = frame.end
}

/** 在三组,核图斑: the work stands in the clause behind the place. */
function continueActivity(frame: Frame, scene: Scene, last: Frame | undefined): boolean {
  const draft = latest(scene)
  if (!draft || last?.line !== frame.line || last.sentence !== frame.sentence || draft.end < last.start)
    return false
  if (frame.explicit && !sameWho(frame.who, draft.fact.who)) return false
  if (some(frame, (t) => t.f.all === true) && activityOf(frame) !== undefined) {
    for (const d of scene.drafts)
      if (d.fact.kind === 'whereabouts' && d.fact.status === 'field')
        d.fact.activity ??= activityOf(frame) ?? 'other'
    return true
  }
  if (frame.dayHere || (frame.day && frame.day.first > scene.now.day)) return false
  const { status } = draft.fact
  if (status !== 'field' && status !== 'in_village') return false
  const activity = activityOf(frame)
  if (activity && draft.fact.activity === undefined) {
    draft.fact.activity = activity
    if (isWitness(scene)) draft.end = frame.end
  }
  if (frame.with.length > 0 && activity)
    draft.fact.with = [...new Set([...(draft.fact.with ?? []), ...frame.with])]
  return activity !== undefined
}
