/** A question or a request that begins where nobody typed a comma: 还没吱声嘛|罗书记的假休到几号, 户长会开了几场|纠纷调解了几件. */
import { isPlain, type Token } from './token'

const isVague = ({ f }: Token): boolean => f.qty !== undefined && f.qty.count === undefined

const wonders = (token: Token): boolean =>
  token.f.ask === true || (token.f.topic !== undefined && token.f.topic !== 'help') || isVague(token)

/** Does the question end with the last of these? */
function ends(current: readonly Token[]): boolean {
  const last = current.at(-1)
  if (!last || last.text === '的' || /^(?:和|跟|还是|在|到|去|汇总|总结|小结|通报|情况)$/.test(last.text))
    return false
  // 开了几场院坝会|核了几块图斑
  if (last.f.cat !== undefined && last.f.noun === true && current.slice(-3, -1).some(wonders)) return true
  if (wonders(last) || last.f.filler === true || last.f.done === true) return true
  // 走访多少|户
  return isPlain(last) && last.text.length <= 2 && current.at(-2)?.f.ask === true
}

const asks = (current: readonly Token[]): boolean =>
  current.some((t) => t.f.topic !== undefined && t.f.topic !== 'help') ||
  (current.some(wonders) && current.some((t) => t.f.cat !== undefined))

/** Does the token at `i` begin a question of its own? */
function begins(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]
  if (!token) return false
  const { f, text } = token
  const named = f.person ?? f.scope ?? (/village|town/.test(f.place ?? '') && text.length > 1)
  if (!named && f.cat === undefined) return false
  const stop = tokens.findIndex((t, k) => k > i && t.f.punct !== undefined)
  return tokens.slice(i + 1, Math.min(stop < 0 ? tokens.length : stop, i + 12)).some(wonders)
}

/** Is the run of words a question already, and another one begins at `i`? */
export const asksAnew = (tokens: readonly Token[], i: number, current: readonly Token[]): boolean =>
  begins(tokens, i) && ends(current) && asks(current)

/** 走访多少户、户长会开了几场: the question goes on behind the 、 at `i`. */
export const asksMore = (tokens: readonly Token[], i: number, current: readonly Token[]): boolean =>
  begins(tokens, i + 1) && asks(current)

/** 走访了五户|明天想请一天假: the request begins behind a number of work done. */
export function asksLeave(tokens: readonly Token[], i: number, current: readonly Token[]): boolean {
  if (!current.some((t) => t.f.cat !== undefined) || !current.some((t) => t.f.qty?.count !== undefined))
    return false
  const ahead = tokens.slice(i, i + 7)
  const at = ahead.findIndex((t) => t.f.leave !== undefined)
  return (
    at >= 0 &&
    ahead
      .slice(0, at)
      .every(
        ({ text, f }) =>
          (f.day ?? f.part ?? f.clock ?? f.plan ?? f.filler ?? f.pron ?? f.length) !== undefined ||
          /^[请想要休续申个从到]{1,3}$/.test(text),
      )
  )
}
