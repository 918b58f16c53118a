/** What the words around a number say it counts. */
import { HEADS } from './noCounts'
import { denied } from './scene'
import { isPlain, type Token } from './token'

/** 核了九块图斑, 开2场院坝会: the thing counted stands behind its number and has none of its own. */
export function nounBehind(tokens: readonly Token[], i: number, depth = 0): Token | undefined {
  let k = i + 1
  while (tokens[k]?.f.filler ?? tokens[k]?.f.done) k++
  const word = tokens[k]
  if (word && isPlain(word) && word.text.length <= 3 && (tokens[k + 1]?.f.weight ?? 0) >= 2) k++
  const noun = tokens[k]
  if (noun?.f.cat === undefined || (noun.f.weight ?? 0) < 2) return undefined
  if (noun.f.noun !== true && !/(?:宣讲|走访|调解|巡查|排查|学习|培训|宣传)$/.test(noun.text))
    return undefined
  let n = k + 1
  while (tokens[n]?.f.filler ?? tokens[n]?.f.done) n++
  const next = tokens[n]?.f.qty
  // 两家的危房|一家C级一家D级
  if (!next || (next.count === 1 && next.unit === tokens[i]?.f.qty?.unit && tokens[n]?.text.startsWith('一')))
    return noun
  // 走了五家监测户两家独居老人: the next number has a noun of its own
  return depth < 4 && nounBehind(tokens, n, depth + 1) ? noun : undefined
}

/** 为4户困难群众申请临时救助: whom it is for stands behind the number, what is done behind that. */
export function doneFor(tokens: readonly Token[], i: number): Token | undefined {
  const lead = tokens[i - 1]
  if (lead?.f.object !== true || !/^(?:为|给|帮|帮助|替|对|向|协助|组织|动员|通知)$/.test(lead.text))
    return undefined
  const stop = tokens.findIndex((t, k) => k > i && t.f.qty !== undefined)
  return tokens
    .slice(i + 1, stop === -1 ? tokens.length : stop)
    .filter((t, k) => t.f.cat !== undefined && !denied(tokens, i + 1 + k))
    .reverse()
    .sort(
      (a, b) =>
        Number(b.f.verb ?? false) - Number(a.f.verb ?? false) || (b.f.weight ?? 0) - (a.f.weight ?? 0),
    )[0]
}

export const isHeads = (unit: string): boolean => HEADS.test(unit) || unit === '人次'

/** 两家,一家C级一家D级. */
export const isShared = (tokens: readonly Token[], { unit }: { unit: string }): boolean =>
  tokens.filter((t) => t.f.qty?.count === 1 && t.f.qty.unit === unit).length > 1

/** 走访6户都是监测户. */
export const allMonitored = (tokens: readonly Token[], i: number): boolean =>
  /^(?:都|全|全部|均)/.test(tokens[i + 1]?.text ?? '') &&
  tokens.slice(i + 1, i + 4).some((t) => t.f.cat === 'monitored_household') &&
  !tokens.slice(i + 1).some((t) => t.f.qty !== undefined)

/** 今早又1趟, 又办了一张: once more, on another day or for somebody else. */
export const isAgain = (
  tokens: readonly Token[],
  i: number,
  since: number,
  unit: string | undefined,
): boolean => {
  const words = tokens.slice(since + 1, i)
  const again = words.some((t) => /^(?:又|再)$/.test(t.text))
  return again && (tokens[i]?.f.qty?.unit === unit || words.some((t) => t.f.verb === true))
}
