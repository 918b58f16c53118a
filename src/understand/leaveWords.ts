/** Leave asked for without its word: 请三天, 请16号一天, 请1号到3号的假, 请到周五. */
import { charSet, isAt } from './charset'
import { shaped, type Token } from './token'
import type { Features } from './vocabulary/features'

const ASKS = /^(?:想|要|再|我|先|准备|申请)?(?:请|续|休)$/

const ENDS = charSet('请续休')

const defined = (f: Features): Features =>
  Object.fromEntries(Object.entries(f).filter(([, value]) => value !== undefined))

const isWhen = ({ text, f }: Token): boolean =>
  (f.day ?? f.part ?? f.length ?? f.filler ?? f.done ?? f.join) !== undefined ||
  f.punct === 'list' ||
  /^[到至从起]$/.test(text)

/** Does the word at `i` ask for leave by what stands behind it? */
function asks(tokens: readonly Token[], i: number): boolean {
  const behind = tokens.slice(i + 1, i + 8)
  const [next, day] = behind
  const after = behind.slice(0, 4).findIndex((t) => !(t.f.done ?? t.f.filler) && !(t.f.day ?? t.f.part))
  if ((behind[after]?.f.length ?? 0) > 0) return !/^(?:之?内|以内)/.test(behind[after + 1]?.text ?? '')
  if (/休$/.test(tokens[i]?.text ?? '')) return false
  const end = behind.findIndex((t) => !isWhen(t))
  const last = behind[end]
  const named = behind.slice(0, end).some((t) => t.f.day !== undefined)
  if (named && (last?.text === '的假' || last?.text === '假')) return true
  return /^[到至]$/.test(next?.text ?? '') && day?.f.day !== undefined && behind[2]?.f.place === undefined
}

/** Give 请, 续, 休 the meaning of leave where days follow. */
export function markLeave(tokens: Token[]): Token[] {
  tokens.forEach((token, i) => {
    if (isAt(ENDS, token.text, token.text.length - 1) && ASKS.test(token.text) && asks(tokens, i))
      token.f = shaped({ ...defined(token.f), leave: 'other' })
  })
  return tokens
}
