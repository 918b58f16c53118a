/** Names of places: pieced together after the words are known, since any word may be part of one (平安村, 和平组, 核桃坪). */
import { charSet, isAt } from './charset'
import { isBreak, isPlain, PLAIN, shaped, type Token } from './token'
import type { PlaceKind } from './vocabulary/features'
import { PLACE_ENDINGS } from './vocabulary/places'

const endings = new Map<string, PlaceKind>()
for (const [kind, words] of Object.entries(PLACE_ENDINGS)) {
  for (const word of words.split(' ')) if (!endings.has(word)) endings.set(word, kind as PlaceKind)
}
/** These end a name wherever it stands; the other endings only after 在, 去, 到. */
const STRONG = new Set(
  '村 社区 组 小组 村民小组 自然村 寨 寨子 镇 乡 街道 屯 箐 坪 坪子 垭口 丫口 梁子 坝子 水库 林场 茶园 果园 基地 卫生室 小学 养殖场 村子'.split(
    ' ',
  ),
)
const LONGEST_NAME = 6
const LONGEST_ENDING = 4

const ENDS = charSet([...endings.keys()].map((word) => word.slice(-1)))

/** How long the ending of `text` is, when it ends as places do. */
function endingOf(text: string): { kind: PlaceKind; strong: boolean; length: number } | undefined {
  if (!isAt(ENDS, text, text.length - 1)) return undefined
  for (let length = Math.min(LONGEST_ENDING, text.length); length > 0; length--) {
    const ending = text.slice(-length)
    const kind = endings.get(ending)
    if (kind) return { kind, strong: STRONG.has(ending), length }
  }
  return undefined
}

const leads = (token: Token | undefined): boolean =>
  Boolean(token?.f.at ?? token?.f.go) || (token?.f.help !== undefined && token.text.endsWith('在'))

/** May this token be part of a name? Single little words only behind 在, 去, 到. */
function nameable(token: Token, before: Token | undefined): boolean {
  const { f, text } = token
  // 三家寨组, 两家村
  if (f.qty && /^[一二三四五六七八九两]家$/.test(text)) return leads(before) || isBreak(before)
  if (f.qty && /^[一二三四五六七八九两双][台棵道株眼条座碗杯锅把口]$/.test(text)) return leads(before)
  if (f.punct || f.day || f.clock || f.qty || f.person || f.noise || f.ask || f.order || f.topic || f.pron)
    return false
  if (text.endsWith('是')) return false
  if (isPlain(token) || f.place !== undefined || f.noun === true) return true
  if ((f.safe === true || (f.status === 'rest' && leads(before))) && text.length === 2) return true
  if (f.status === 'field' && /^[上下].$/.test(text))
    return leads(before) || isBreak(before) || before?.f.join === true
  // 去大|干|河: a doing in the midst of a name
  if (
    text.length === 1 &&
    f.verb &&
    f.go === undefined &&
    before &&
    isPlain(before) &&
    before.text.length === 1
  )
    return before.end === token.start && !'看查核走抽来'.includes(text)
  // 在回头湾
  if (text === '回') return leads(before)
  // 勐来乡, 邦别镇: behind a first syllable that is no word
  if (text === '来' && before && isPlain(before) && before.text.length === 1)
    return before.end === token.start
  if (text.length === 1 && (f.go ?? f.join ?? f.neg ?? f.verb ?? f.part)) {
    return (
      '上下和中进来排栽早对打养放过开'.includes(text) &&
      (leads(before) || before?.f.join === true || before?.f.object === true || before?.f.order !== undefined)
    )
  }
  return false
}

/** 平安村, 麦地村: cut a plain run behind the ending inside it (麦地村驻). */
function splitRuns(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (const token of tokens) {
    const cut = isPlain(token) && token.text.length > 1 ? lastEnding(token.text) : 0
    if (cut === 0 || cut === token.text.length) out.push(token)
    else {
      const middle = token.start + cut
      out.push({ start: token.start, end: middle, text: token.text.slice(0, cut), f: PLAIN })
      out.push({ start: middle, end: token.end, text: token.text.slice(cut), f: PLAIN })
    }
  }
  return out
}

/** Behind which character of a text its last strong ending lies, 0 when there is none. */
function lastEnding(text: string): number {
  for (let cut = text.length; cut > 0; cut--) {
    if (isAt(ENDS, text, cut - 1) && endingOf(text.slice(0, cut))?.strong === true) return cut
  }
  return 0
}

const kindOf = (name: string, ending: PlaceKind): PlaceKind =>
  name.endsWith('村') || name.endsWith('社区') ? 'village' : ending

/** Join the tokens `from`..`to` into one place. */
function joined(tokens: readonly Token[], kind: PlaceKind): Token {
  const [first, last] = [tokens[0], tokens.at(-1)]
  return {
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    text: tokens.map((token) => token.text).join(''),
    f: shaped({ place: kind }),
  }
}

/** 清|水镇: a stem of one character takes the single character before it, whatever that means alone. */
const isStem = (token: Token | undefined, next: Token): boolean =>
  token?.text.length === 1 &&
  token.end === next.start &&
  /[一-鿿]/.test(token.text) &&
  (token.f.verb === true || isPlain(token) || token.f.noun === true) &&
  token.f.go !== true &&
  token.f.object !== true &&
  !'看查核走抽是守巡盯蹲沿'.includes(token.text)

/** How many tokens before `out`'s end belong to a name that ends with `token`. */
function namePieces(out: readonly Token[], token: Token): number {
  let pieces = 0
  let length = token.text.length
  while (pieces < out.length) {
    const piece = out[out.length - 1 - pieces]
    if (!piece || !nameable(piece, out[out.length - 2 - pieces])) break
    length += piece.text.length
    if (length > LONGEST_NAME) break
    pieces++
  }
  const head = out[out.length - pieces] ?? token
  return length === 2 && isStem(out[out.length - 1 - pieces], head) ? pieces + 1 : pieces
}

/** 上 in 上寨组, 下河组; 下三组 goes down to the third. */
const isSide = (side: Token | undefined, parts: readonly Token[], name: string): side is Token =>
  side !== undefined &&
  name.length === 2 &&
  side.end === parts[0]?.start &&
  /^[上下][坡寨河]?$/.test(side.text) &&
  /^[^一二三四五六七八九十\d本各那这两几哪]/.test(parts[0].text)

/** 段书记下大寨了: who goes down stands right before it, and nothing is done there. */
const goesThere = (before: Token | undefined, next: Token | undefined): boolean =>
  Boolean(before?.f.person ?? before?.f.pron) && (isBreak(next) || next?.f.done === true)

/** 村委会|碰头: what somebody does there, not a side of it. */
const isNoSide = (token: Token, before: Token | undefined): boolean =>
  isPlain(token) &&
  before?.end === token.start &&
  /office|dorm|town|county|hospital/.test(before.f.place ?? '') &&
  !/^[前后左右东西南北上下里外内旁对隔边侧门院大小楼]/.test(token.text)

const isOfficeOf = (token: Token): boolean =>
  ['office', 'dorm', 'town', 'hospital', 'hamlet', 'wild', 'county'].includes(token.f.place ?? '')

const doing = (token: Token | undefined): boolean =>
  Boolean(
    token?.f.cat ??
      token?.f.verb ??
      token?.f.object ??
      token?.f.meeting ??
      token?.f.join ??
      token?.f.help ??
      token?.f.problem,
  )

/** A run behind 在/去 that no ending marks as a place, yet a doing follows: 去大干沟核图斑, 在芒东帮老乡. */
function bare(tokens: readonly Token[], i: number, out: readonly Token[]): boolean {
  const token = tokens[i]
  if (!token || !isPlain(token) || token.text.length < 2 || token.text.length > 4) return false
  const lead = out.at(-1)
  if (!leads(lead) || !/[在去到往]$/.test(lead?.text ?? '')) return false
  // 看到信息, 接到通知: seen and got, not gone to
  if (lead?.text === '到' && /[看收听接碰遇找拿买领想见说谈]$/.test(out.at(-2)?.text ?? '')) return false
  return doing(tokens[i + 1]) && /^[一-鿿]+$/.test(token.text)
}

/** Mark the names of places. */
export function markPlaces(words: readonly Token[], known: ReadonlySet<string>): Token[] {
  const tokens = splitRuns(words)
  const out: Token[] = []
  tokens.forEach((token, i) => {
    const before = out.at(-1)
    const read = isPlain(token) || token.f.place !== undefined ? endingOf(token.text) : undefined
    const ending = read?.strong === false && isNoSide(token, before) ? undefined : read
    // 在下寨巡查, 去上寨: the hamlet, not the way to one
    if (/^[上下]寨$/.test(token.text) && leads(before) && token.f.status === 'field')
      out.push({ ...token, f: shaped({ place: 'hamlet' }) })
    else if (isPlain(token) && known.has(token.text)) out.push({ ...token, f: shaped({ place: 'hamlet' }) })
    else if (
      token.f.place === 'home' &&
      before?.f.person &&
      before.end === token.start &&
      ((!isBreak(out.at(-2)) && !out.at(-2)?.f.day) || (token.text === '家' && doing(tokens[i + 1])))
    ) {
      out.pop()
      out.push(joined([before, token], 'hamlet'))
    } else if (ending && (isPlain(token) || !isOfficeOf(token) || endingOf(token.text)?.strong)) {
      const pieces = token.f.place !== undefined && !ending.strong ? 0 : namePieces(out, token)
      const parts = [...out.slice(out.length - pieces), token]
      const name = parts.map((part) => part.text).join('')
      const led = leads(out[out.length - pieces - 1])
      // 在丫口, 改到岔河: the ending alone, behind 在 or 去
      const alone = isPlain(token) && led && ending.length >= 2
      const whole = alone || (isPlain(token) ? name.length > ending.length : pieces > 0)
      if (whole && (ending.strong || led) && !/^的/.test(name)) {
        out.length -= pieces
        // 上|寨组, 上坡|脚组: one character before its ending is too short a name without 上
        const side = out.at(-1)
        if (isSide(side, parts, name) && !goesThere(out.at(-2), tokens[i + 1])) {
          out.pop()
          parts.unshift(side)
        }
        const center = parts[0]?.f.place
        const inside = center === 'office' || center === 'dorm' ? center : undefined
        out.push(joined(parts, token.f.place ?? inside ?? kindOf(name, ending.kind)))
      } else out.push(token)
    } else if (token.f.place !== undefined && before?.f.place !== undefined && before.end === token.start) {
      // 松坡村村委会, 镇政府会议室, 五组老杨家: one place in two words
      out.pop()
      out.push(joined([before, token], composed(before.f.place, token.f.place)))
    } else if (
      token.f.place !== undefined &&
      before?.end === token.start &&
      (isPlain(before) || (before.f.noun === true && before.f.cat === 'industry')) &&
      leads(out.at(-2)) &&
      before.text.length <= 4
    ) {
      out.pop()
      out.push(joined([before, token], token.f.place))
    } else if (bare(tokens, i, out)) out.push({ ...token, f: shaped({ place: 'hamlet' }) })
    else out.push(token)
  })
  return out
}

/** A village's office is an office; anything in a town or the district is away. */
function composed(outer: PlaceKind, inner: PlaceKind): PlaceKind {
  if (outer === 'town' || outer === 'county' || outer === 'unit') return outer
  return inner === 'home' || outer === 'home' || (outer === 'hamlet' && inner === 'office') ? 'hamlet' : inner
}
