/** Illness of the team's people. */
import { isBad, isDanger } from './danger'
import type { HealthFact } from './facts'
import { type Frame } from './frames'
import { wholeNumber } from './numerals'
import { add, denied, everyone, pieceOf, type Scene, some } from './scene'
import { isPlain, type Token } from './token'

const FEVER = 39
const FEVERISH = 37.3
/** What began last night or yesterday still holds. */
const STILL = /昨晚|昨夜|昨天(?:晚上|夜里)|从昨|昨天(?:起|开始)/

const isSymptom = (tokens: readonly Token[], i: number): boolean =>
  (tokens[i]?.f.symptom !== undefined || isTemperature(tokens, i)) && !denied(tokens, i)

/** 体温39度5: a fever without the word. */
const isTemperature = (tokens: readonly Token[], i: number): boolean =>
  (tokens[i]?.f.degrees ?? 0) >= FEVERISH &&
  (tokens[i]?.f.degrees ?? 0) < 43 &&
  tokens.slice(0, i).some((t) => /体温|烧|热|量/.test(t.text))

/** 水泵烧了, 电机发烧: no person's illness. */
const MACHINE =
  /胎[^,]{0,3}(?:钉|刺|戳|扎|破)|(?:泵|(?<!司)机|电线|灯泡?|保险丝?|主板|马达|变压器|车|线路|电路|插座|锅|饭|柴|草|纸|房子?)(?:又|都|给|被|也)?烧/
/** 后山烧起来了, 救火: the hill burns. */
const FIRE = /[山林坡草地箐]头?(?:上|里)?(?:又|都|还|也|在|已经)*烧|救火|灭火|扑火|起火|着火|山火|火势/
/** 我家猪病了: no person's either. */
const CATTLE = /[猪牛羊鸡鸭马](?:崽|群|娃)?[都也又全]*(?:病|拉|发烧|不吃|死|得|打喷)/

/** The illness is somebody else's: a child's, a villager's; or the word only names a kind of household. */
function isForeign(frame: Frame): boolean {
  return (
    CATTLE.test(frame.text) ||
    MACHINE.test(frame.text) ||
    FIRE.test(frame.text) ||
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

/** May a clause go on about the illness of the one before it? */
const goesOn = (next: Frame, frame: Frame): boolean =>
  next.line === frame.line &&
  !next.explicit &&
  !isForeign(next) &&
  !some(next, (t) => t.f.leave !== undefined || t.f.help !== undefined)

/** Read an illness that begins in the frame at `i`; it may go on in the clauses behind. Gives the frames used. */
export function readHealth(i: number, scene: Scene): Frame[] {
  const frame = scene.frames[i]
  if (!frame || (frame.day !== undefined && frame.day.last < scene.now.day && !STILL.test(frame.text)))
    return []
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
    if (!next || !goesOn(next, frame)) break
    if (next.tokens.some((_, n) => isSymptom(next.tokens, n)) || isDegrees(next)) {
      used.push(...scene.frames.slice(i + used.length, k + 1))
      continue
    }
    // 胸口闷,脸色发白,直冒冷汗: one clause that tells of nothing else may stand between
    const after = scene.frames[k + 1]
    const between = !some(
      next,
      (t) => (t.f.status ?? t.f.at ?? t.f.go ?? t.f.back ?? t.f.cat ?? t.f.meeting) !== undefined,
    )
    if (!between || !after || !goesOn(after, frame)) break
    if (!after.tokens.some((_, n) => isSymptom(after.tokens, n))) break
  }
  const last = used.at(-1) ?? frame
  const span = symptomSpan(frame, first, last)
  const fact: HealthFact = {
    kind: 'health',
    who: everyone(frame),
    symptom: pieceOf(scene, span.start, span.end),
  }
  const lasting = scene.frames[i + used.length]
  if (lasting && lasts(lasting, frame)) used.push(lasting)
  const days = used.flatMap((f) => lengths(f)).at(0)
  if (days !== undefined) fact.days = days
  if (
    grave ||
    used.some(
      (f) => isFever(f) || (f !== frame && isDegrees(f, FEVER)) || some(f, (t) => t.f.symptom === 'grave'),
    )
  )
    fact.urgent = true
  add(scene, 'wellbeing', fact, Math.min(frame.start, span.start), span.end)
  return used
}

/** 牙疼,三天了: nothing but how long already. */
const lasts = (next: Frame, frame: Frame): boolean =>
  next.line === frame.line &&
  some(next, (t) => (t.f.length ?? 0) >= 1) &&
  /[了啦]$/.test(next.text) &&
  next.tokens.every(
    (t) =>
      (t.f.length ?? t.f.filler ?? t.f.done) !== undefined || /^(?:都|有|快|多|已经|疼|病|痛)$/.test(t.text),
  )

/** 头昏 39度4: the temperature stands for itself behind an illness. */
const isDegrees = (frame: Frame, from = FEVERISH): boolean =>
  frame.tokens.every((t) => (t.f.degrees ?? t.f.filler ?? t.f.done) !== undefined) &&
  some(frame, (t) => (t.f.degrees ?? 0) >= from && (t.f.degrees ?? 0) < 43)

/** A stretch of whole days that is not the length of a leave. */
function lengths(frame: Frame): number[] {
  const { tokens } = frame
  const nth = /第([一二三四五六七八九十\d]+)天/.exec(frame.text)?.[1]
  const count = nth === undefined ? undefined : wholeNumber(nth)
  if (count !== undefined) return [count]
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
  for (let before = tokens[from - 1]; before && isLead(before); before = tokens[from - 1]) from--
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

const isLead = (token: Token): boolean => isPlain(token) && !/^(?:[,有因点是]|时候?|后来?)$/.test(token.text)
