/** 轮到我休, 今天小李歇: rest said in one character. */
import { charSet, isAt } from './charset'
import { type Token, shaped } from './token'

const BEGINS = charSet('休歇')
const REST = shaped({ status: 'rest' })

const before = (token: Token | undefined): boolean =>
  token !== undefined && (token.f.person ?? token.f.pron ?? token.f.day ?? token.f.part) !== undefined

/** Mark the single words of rest behind whom or the day they are said of. */
export function markRest(tokens: Token[]): Token[] {
  tokens.forEach((token, i) => {
    if (!isAt(BEGINS, token.text, 0) || !/^[休歇](?:一天|着|了)?$/.test(token.text)) return
    const next = tokens[i + 1]
    const ends =
      next === undefined || next.f.punct !== undefined || next.f.done === true || next.f.filler === true
    if (ends && before(tokens[i - 1])) token.f = REST
  })
  return tokens
}
