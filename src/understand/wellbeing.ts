/** Illness, danger, safety, and people nobody has seen. */
import type { HealthFact, HelpFact, NotSeenFact, Who } from './facts'
import { defaultWho, type Frame } from './frames'
import { add, denied, type Draft, isWitness, pieceOf, type Scene, some } from './scene'
import { isPlain, type Token } from './token'

const FEVER = 39

/** Everyone the clause is about: kinds without `with` put all in `who`. */
const everyone = (frame: Frame): Who[] => {
  const all = [...new Set([...(frame.explicit ? frame.who : []), ...frame.with, ...frame.named])]
  return all.length > 0 ? all : [...frame.who]
}

const isSymptom = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.f.symptom !== undefined && !denied(tokens, i)

/** The illness is somebody else's: a child's, a villager's; or the word only names a kind of household. */
function isForeign(frame: Frame): boolean {
  return (
    frame.tokens.some((t, i) => {
      if (t.f.person && /(?:大妈|大爷|大叔|大嫂|爷爷|奶奶|大哥|大姐|孃)$/.test(t.text))
        return frame.tokens[0]?.f.place !== undefined || /^(?:村里|组上|隔壁)/.test(frame.text)
      if (t.f.relative !== true && t.f.outsider !== true) return false
      return !frame.tokens[i - 1]?.f.object || t.f.relative === true
    }) ||
    (some(frame, (t) => t.f.cat !== undefined && t.f.weight !== 1) && !frame.explicit) ||
    some(frame, (t) => t.f.qty !== undefined && /^[户人名]/.test(t.f.qty.unit))
  )
}

function isHealed(frame: Frame, next: Frame | undefined): boolean {
  const here = frame.tokens.findIndex((t) => t.f.healed === true)
  if (here >= 0 && !denied(frame.tokens, here) && !/还没|没退|没好/.test(frame.text)) return true
  return next?.line === frame.line && next.tokens[0]?.f.healed === true && next.tokens.length <= 2
}

/** Read an illness that begins in the frame at `i`; it may go on in the clauses behind. Gives the frames used. */
export function readHealth(i: number, scene: Scene): Frame[] {
  const frame = scene.frames[i]
  if (!frame || (frame.day !== undefined && frame.day.last < scene.now.day)) return []
  const first = frame.tokens.findIndex((_, k) => isSymptom(frame.tokens, k))
  if (
    first < 0 ||
    isForeign(frame) ||
    (some(frame, (t) => t.f.help === 'hurt' && t.f.symptom !== 'grave' && !/崴|扭/.test(t.text)) &&
      isBad(frame))
  )
    return []
  const only = frame.tokens.filter((_, k) => isSymptom(frame.tokens, k))
  const asks =
    some(frame, (t) => t.f.leave !== undefined) ||
    some(scene.frames[i + 1] ?? frame, (t) => t.f.leave !== undefined)
  if (asks && only.every((t) => /^(?:生病|病了|犯病)$/.test(t.text))) return []
  const next = scene.frames[i + 1]
  const injured = only.every((t) => /摔|跌|滑|撞|砸|伤/.test(t.text))
  if (injured && next?.line === frame.line && !next.explicit && isDanger(next)) return []
  const grave =
    frame.tokens.some((t, k) => t.f.symptom === 'grave' && isSymptom(frame.tokens, k)) || isFever(frame)
  if (isHealed(frame, scene.frames[i + 1]) && !grave) return []
  if (isHealed(frame, undefined) && /好了|退了/.test(frame.text) && !/好点/.test(frame.text)) return []
  const used = [frame]
  for (let k = i + 1; k < scene.frames.length; k++) {
    const next = scene.frames[k]
    if (
      !next ||
      next.line !== frame.line ||
      next.explicit ||
      isForeign(next) ||
      !next.tokens.some((_, n) => isSymptom(next.tokens, n))
    )
      break
    if (some(next, (t) => t.f.leave !== undefined || t.f.help !== undefined)) break
    used.push(next)
  }
  const last = used.at(-1) ?? frame
  const span = symptomSpan(frame, first, last)
  const fact: HealthFact = {
    kind: 'health',
    who: everyone(frame),
    symptom: pieceOf(scene, span.start, span.end),
  }
  const days = used.flatMap((f) => lengths(f)).at(0)
  if (days !== undefined) fact.days = days
  if (grave || used.some((f) => isFever(f) || some(f, (t) => t.f.symptom === 'grave'))) fact.urgent = true
  add(scene, 'wellbeing', fact, Math.min(frame.start, span.start), span.end)
  return used
}

/** A stretch of whole days that is not the length of a leave. */
function lengths(frame: Frame): number[] {
  const { tokens } = frame
  const leave = tokens.findIndex((t) => t.f.leave !== undefined || /^[请续休]$/.test(t.text))
  return tokens.flatMap((t, k) => {
    if (t.f.length === undefined || t.f.length < 1) return []
    return leave < 0 || k < leave - (tokens[leave]?.f.leave ? 1 : 0) ? [t.f.length] : []
  })
}

const isFever = (frame: Frame): boolean =>
  frame.tokens.some((t) => t.f.degrees !== undefined && t.f.degrees >= FEVER && t.f.degrees < 43) &&
  some(frame, (t) => /烧|热|体温/.test(t.text))

function symptomSpan(frame: Frame, first: number, last: Frame): { start: number; end: number } {
  const { tokens } = frame
  let from = first
  // 吃菌子中毒, 晒晕倒, 烧还没退: unknown words right before belong to it
  while (from > 0 && tokens[from - 1] && isLead(tokens[from - 1] as Token)) from--
  const lastTokens = last.tokens
  let to = lastTokens.length - 1
  const isEnd = (t: Token | undefined): boolean =>
    t?.f.symptom !== undefined ||
    t?.f.degrees !== undefined ||
    /^(?:了|得很|厉害|住|不退|没退)$/.test(t?.text ?? '')
  while (to > 0 && !isEnd(lastTokens[to])) to--
  return {
    start: tokens[from]?.start ?? frame.start,
    end: Math.max(lastTokens[to]?.end ?? last.end, tokens[first]?.end ?? 0),
  }
}

const isLead = (token: Token): boolean => isPlain(token) && !/^[,有因点]$/.test(token.text)

const THINGS =
  /(?:手机|钥匙|路|桥|石头|电线|水管|房子|树|墙|挖机|车坏|东西|庄稼|土|山体|河堤|大棚|羊|牛|猪|电杆|坎子)$/

function isBad(frame: Frame): boolean {
  const text = frame.text
  return !/不要紧|没大碍|不严重|不碍事|小伤|没事|不用管/.test(text)
}

/** Danger to somebody: trapped, badly hurt, a call for rescue. */
export function isDanger(frame: Frame): boolean {
  return frame.tokens.some((t, i) => {
    if (t.f.help === undefined || denied(frame.tokens, i)) return false
    if (t.text === '求助' && frame.tokens.length === 1) return false
    if (
      /^(?:出不来|过不来|下不来|上不来)$/.test(t.text) &&
      !frame.explicit &&
      some(frame, (x) => x.f.outsider === true)
    )
      return false
    if (
      t.f.help === 'trapped' &&
      THINGS.test(frame.text.slice(0, t.start - frame.start)) &&
      !/人/.test(frame.text) &&
      !/车/.test(t.text)
    )
      return false
    return isBad(frame)
  })
}

/** What a heading 求助 may stand over: a question, a thing that is broken or lacking. */
const ASKED_FOR = /谁|哪|吗|怎么|请问|咨询|电话|坏|缺|停水|停电|不够|没有|协调|解决/

/** 求助 that stands alone, or beside a place or an injury, is the call itself; before a question or problem a heading. */
const isBareCall = (frame: Frame, { frames, source }: Scene): boolean =>
  /^紧?急?求助$/.test(frame.text.trim()) &&
  !/^\s*[:：]/.test(source.text.slice(frame.end)) &&
  frames.every((other) => other === frame || !(isDanger(other) || ASKED_FOR.test(other.text)))

/** Read a call for help that begins in the frame at `i`. Gives the frames used. */
export function readHelp(i: number, scene: Scene): Frame[] {
  const frame = scene.frames[i]
  if (!frame || !(isDanger(frame) || isBareCall(frame, scene)) || some(frame, (t) => t.f.leave !== undefined)) return []
  const used = [frame]
  let who = everyone(frame)
  let explicit = frame.explicit
  for (let k = i + 1; k < scene.frames.length; k++) {
    const next = scene.frames[k]
    if (!next || next.line !== frame.line || next.sentence > frame.sentence + 1) break
    if (
      some(next, (t) => t.f.safe === true || (t.f.at === true && t.f.help === undefined)) &&
      !isDanger(next)
    )
      break
    if (!isDanger(next)) break
    if (next.explicit && explicit && !next.who.every((w) => who.includes(w))) break
    if (next.explicit && !explicit) who = everyone(next)
    explicit ||= next.explicit
    used.push(next)
  }
  const outsider = frame.tokens.find((t) => t.f.outsider === true)
  if (!explicit && outsider) who = [outsider.text]
  const patient = scene.drafts.findLast((d) => d.fact.kind === 'health')
  if (!explicit && patient?.fact.kind === 'health') who = patient.fact.who
  const last = used.at(-1) ?? frame
  const start = textStart(frame)
  const text = pieceOf(scene, start, last.end)
  const earlier = scene.drafts.findLast((d): d is Draft<HelpFact> => d.fact.kind === 'help')
  if (earlier && (!explicit || earlier.fact.who.join() === who.join())) {
    earlier.end = last.end
    earlier.fact.text = pieceOf(scene, earlier.start, last.end)
    return used
  }
  add(scene, 'wellbeing', { kind: 'help', who, text }, start, last.end)
  return used
}

/** A help text leaves out who and where, which have their own places. */
function textStart(frame: Frame): number {
  const { tokens } = frame
  let k = 0
  while (
    tokens[k]?.f.person ??
    tokens[k]?.f.pron ??
    tokens[k]?.f.filler ??
    tokens[k]?.f.join ??
    tokens[k]?.f.punct
  )
    k++
  if (k >= tokens.length) return frame.start
  if (tokens[k]?.f.at && tokens[k + 1]?.f.place) k += 2
  return tokens[k]?.start ?? frame.start
}

const WEAK =
  /^(?:没事|没得事|好好的|都好|没大碍|无大碍|好着|好着呢|好着的|安好|没什么事|没啥事|都没事|没事了)$/
const DISASTER =
  /水退|冰雹|大风|打雷|着火|起火|险情|发洪|地震|余震|泥石流|滑坡|洪水|暴雨|涨水|塌方|山洪|震|大雨/
const EMPTY_WISH =
  /一路平安|祝|注意安全|安全第一|平安就好|保平安|平平安安回|安全意识|安全教育|安全检查|安全生产|安全隐患|出入平安|安全到|路上安全|安全宣传|食品安全|安全饮水|安全用/

/** Somebody is safe. */
export function readSafe(frame: Frame, scene: Scene): boolean {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.safe === true)
  const token = tokens[i]
  if (
    !token ||
    denied(tokens, i) ||
    EMPTY_WISH.test(frame.text) ||
    some(frame, (t) => t.f.order !== undefined || t.f.ask === true)
  )
    return false
  if (
    /^(?:平安|安全)$/.test(token.text) &&
    tokens[i + 1] &&
    !tokens[i + 1]?.f.punct &&
    !/^(?:的|了|呢|着|啊|无恙|哈|嘛|吧|到)/.test(tokens[i + 1]?.text ?? '')
  )
    return false
  if (some(frame, (t) => t.f.relative === true || (t.f.outsider === true && t.text !== '党员'))) return false
  const all = some(frame, (t) => t.f.all === true) || /人员|所有人|全部|人都|人数|^都/.test(frame.text)
  const who =
    frame.explicit || frame.named.length > 0
      ? everyone(frame)
      : all
        ? ['team']
        : frame.who.length > 0
          ? [...frame.who]
          : [defaultWho(scene.context.role)]
  if (WEAK.test(token.text)) {
    const [subject] = tokens
    if (
      subject &&
      subject !== token &&
      !frame.explicit &&
      (isPlain(subject) || subject.f.noun === true || subject.f.place !== undefined) &&
      !/人/.test(subject.text)
    )
      return false
    const sick = scene.drafts.some((d) => d.fact.kind === 'health' && d.fact.who.some((w) => who.includes(w)))
    const danger =
      scene.context.emergency === true ||
      scene.context.asked?.kind === 'safe' ||
      scene.drafts.some((d) => d.fact.kind === 'help' || d.fact.kind === 'safe') ||
      scene.frames.some((f) => f !== frame && f.line === frame.line && some(f, (t) => t.f.unseen === true)) ||
      DISASTER.test(scene.source.text)
    if (
      sick ||
      !(danger || (frame.explicit && frame.who[0] !== 'self') || isWitness(scene) || /人/.test(frame.text))
    )
      return false
  }
  const next = scene.frames[frame.index + 1]
  const headed = frame.after === 'colon' && next !== undefined && !frame.explicit
  add(scene, 'wellbeing', { kind: 'safe', who: headed ? [...next.who] : who }, frame.start, frame.end)
  return true
}

/** A person nobody has seen or can reach. */
export function readNotSeen(frame: Frame, scene: Scene): boolean {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.unseen === true)
  const token = tokens[i]
  if (!token || /1[12][09]/.test(frame.text)) return false
  const objects = tokens
    .filter((t) => (t.f.person === true || t.f.pron !== undefined) && t.f.pron !== 'self')
    .map((t) =>
      t.f.person
        ? t.text
        : t.f.pron === 'rest'
          ? 'rest'
          : t.f.pron === 'he'
            ? (frame.who.find((w) => w !== 'self') ?? 'team')
            : 'team',
    )
  const others = [
    ...new Set([
      ...objects.filter(
        (w) => w !== 'team' || !tokens.some((t) => t.f.pron === 'team' && /^我/.test(t.text)),
      ),
    ]),
  ]
  const placed =
    scene.frames[frame.index - 1]?.line === frame.line &&
    some(
      scene.frames[frame.index - 1] ?? frame,
      (t) => t.f.status !== undefined || t.f.go === true || t.f.at === true,
    )
  if (!frame.explicit && others.length === 0 && placed && !isWitness(scene) && token.f.silent === true)
    return false
  const heldOver = !frame.explicit && frame.who.length > 0 && frame.who[0] !== 'self' ? frame.who : []
  const who =
    others.length > 0
      ? others
      : heldOver.length > 0
        ? heldOver
        : /看见|见人|看到|人影|露面|来过|见不着|见过/.test(token.text)
          ? ['team']
          : isWitness(scene)
            ? ['team']
            : []
  if (
    who.length === 0 ||
    some(frame, (t) => t.f.plan === true && /可能|会|要/.test(t.text)) ||
    /可能|怕|会/.test(frame.text.slice(0, token.start - frame.start))
  )
    return false
  if (some(frame, (t) => t.f.cat !== undefined || t.f.place === 'office'))
    return some(frame, (t) => t.f.cat !== undefined) ? false : unseen(frame, scene, who)
  return unseen(frame, scene, who)
}

function unseen(frame: Frame, scene: Scene, who: Who[]): boolean {
  const days = frame.tokens.find((t) => (t.f.length ?? 0) >= 1)?.f.length
  // 联系不上小杨,电话关机: the clauses behind go on about the same person
  for (const next of scene.frames) {
    if (
      next.line === frame.line &&
      next.start > frame.start &&
      !next.explicit &&
      some(next, (t) => t.f.silent === true || t.f.unseen === true) &&
      !some(next, (t) => t.f.person === true)
    )
      next.taken = true
  }
  const same = scene.drafts.findLast((d) => d.fact.kind === 'not_seen')
  if (same?.fact.kind === 'not_seen' && same.fact.who.join() === who.join()) {
    if (days !== undefined) same.fact.days ??= days
    return true
  }
  const fact: NotSeenFact = { kind: 'not_seen', who }
  if (days !== undefined) fact.days = days
  add(scene, 'wellbeing', fact, frame.start, frame.end)
  return true
}
