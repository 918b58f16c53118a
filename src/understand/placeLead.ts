/** What leads up to a place: 在, 去, 到, or the doing behind it. */
import { isPlain, type Token } from './token'

/** 送6人去广东, 安置在小学: where others are brought. */
export const movesOthers = (tokens: readonly Token[], i: number): boolean => {
  const head = tokens.slice(0, i)
  // 把车扔在半坡走路转来
  if (/把[^,]{1,4}(?:扔|停|放|丢|留|甩|撂|搁|寄|存)(?:在|到)?$/.test(head.map((t) => t.text).join('')))
    return true
  if (head.some((t) => /^(?:安置|转移|撤离|疏散|搬)/.test(t.text)) && !head.some((t) => t.f.pron === 'self'))
    return true
  const carried = head.findIndex((t) => /^(?:送|接|派|组织|动员|推荐|介绍)/.test(t.text))
  return carried >= 0 && head.slice(carried).some((t) => t.f.qty !== undefined)
}

/** 二组到五组的路: the place only tells which. */
export const isAttribute = (tokens: readonly Token[], i: number): boolean => {
  const [next, after] = [tokens[i + 1], tokens[i + 2]]
  // 说好来我家的小雷
  if (next?.text === '的' && after?.f.person && i + 3 === tokens.length && tokens[i - 1]?.f.go) return true
  return (
    next?.text === '的' && after !== undefined && /^(?:路|人|桥|水|公路|村道|车|群众|老乡)/.test(after.text)
  )
}

/** 在, 去, 到 before a place, with at most 一下, 了, 那边 between. */
export function leadOf(tokens: readonly Token[], i: number): Token | undefined {
  // 三组是老覃去的
  if (tokens[i + 1]?.text === '是' && tokens[i + 2]?.f.person && /^去/.test(tokens[i + 3]?.text ?? ''))
    return tokens[i + 3]
  for (let k = i - 1; k >= Math.max(0, i - 2); k--) {
    const token = tokens[k]
    if (!token) return undefined
    // 有3块在悬崖边上, 6户在家: where things or households are
    const counted = tokens[k - 1]?.f.qty
    if (counted && token.f.at && !/^(?:个|人|名|位|趟|次|天|场|)$/.test(counted.unit)) return undefined
    if (token.f.at ?? token.f.go) return token
    if (token.f.help !== undefined && token.text.endsWith('在')) return token
    // 我负责二组, 老罗盯河西: whose part of the village it is
    if (
      k === i - 1 &&
      /^(?:负责|盯|跑|管)$/.test(token.text) &&
      /hamlet|wild/.test(tokens[i]?.f.place ?? '') &&
      tokens[i + 1]?.text !== '的' &&
      tokens.slice(0, k).some((t) => t.f.person ?? t.f.pron)
    )
      return token
    if (token.f.back && !token.f.status) return token
    if (
      i > 0 &&
      k === i - 1 &&
      /^(?:看|查|看看)$/.test(token.text) &&
      /^去了?$/.test(tokens[i + 1]?.text ?? '')
    )
      return tokens[i + 1]
    if (
      /^(?:看|看看|查|转|转转|巡|查看|支援|增援|慰问|看望|回访|复查|帮扶|勘察|勘测)$/.test(token.text) &&
      tokens[k - 1]?.f.go
    )
      return tokens[k - 1]
    // 留守办公室, 值班村委会
    if (
      k === i - 1 &&
      token.f.status === 'in_village' &&
      /守|值班|坐班/.test(token.text) &&
      /office|dorm/.test(tokens[i]?.f.place ?? '')
    )
      return token
    // 坐办公室补台账
    if (k === i - 1 && token.text === '坐' && tokens[i]?.f.place === 'office') return token
    // 参加镇上的视频会, 参加市里的培训
    if (
      k === i - 1 &&
      /^(?:参加了?|参加过|参会|旁听|列席)$/.test(token.text) &&
      tokens.slice(i + 1, i + 3).some((t) => t.f.meeting ?? t.f.cat === 'study')
    )
      return token
    // 去高寒的雪山组: words that only describe the place
    const lead = tokens[k - 2]
    if (k === i - 1 && token.text === '的' && isPlain(tokens[k - 1]) && (lead?.f.at ?? lead?.f.go))
      return lead
    if (token.f.qty && /^[一两][趟下次转]$/.test(token.text)) continue
    if (!(token.f.filler ?? token.f.done ?? token.f.all ?? token.f.person)) return undefined
  }
  return undefined
}

/** 五组排查房屋, 村委会整理台账: the place stands first and a doing follows. */
export function placeFirst(tokens: readonly Token[], i: number): boolean {
  // 三组、四组走访: the first of several
  if (
    tokens[i + 1]?.f.punct === 'list' &&
    /hamlet|wild/.test(tokens[i]?.f.place ?? '') &&
    /hamlet|wild/.test(tokens[i + 2]?.f.place ?? '')
  )
    return placeFirst(tokens, i + 2)
  // 组里的独居老人: which, not where
  if (tokens[i + 1]?.text === '的') return false
  const rest = tokens.slice(i + 1)
  const head = tokens.slice(0, i)
  if (
    !head.every(
      (t) =>
        t.f.place ??
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
  // 村委会写整改方案2份; 村里我跟小和两个顶着
  if (desk && next?.f.verb && rest.some((t) => t.f.cat !== undefined) && !next.f.object) return true
  if (
    desk &&
    next &&
    (next.f.person ?? next.f.pron) &&
    /(?:顶|盯|守|撑|看)着$/.test(rest.map((t) => t.text).join(''))
  )
    return true
  if (next?.f.meeting) return true
  return (
    (next?.f.cat !== undefined &&
      (next.f.verb === true || rest.some((t) => t.f.cat !== undefined && t.f.verb === true))) ||
    next?.f.status === 'in_village'
  )
}
