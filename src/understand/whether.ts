/** 给 before a predicate asks in the south-west: 给在村里, 给回来了, 给可以请假. */
import { isBreak, shaped, type Token } from './token'

const WHETHER = shaped({ ask: true })

/** What 给 can ask of, when nobody is given anything. */
const ASKED_OF = /^(?:可以|能|会|要|有|是|得|好|批|行|合|够|还|也|已经|都|在|回|去[了过]|来|到[了村岗家])/

const stands = (token: Token | undefined): boolean =>
  isBreak(token) ||
  (token?.f.person ?? token?.f.pron ?? token?.f.place ?? token?.f.day ?? token?.f.part) !== undefined ||
  (token?.f.filler ?? token?.f.all ?? token?.f.topic ?? token?.f.leave) !== undefined

/** Mark the 给 that asks. */
export function markWhether(tokens: Token[]): Token[] {
  tokens.forEach((token, i) => {
    if (token.text !== '给' || !stands(tokens[i - 1])) return
    const next = tokens[i + 1]
    if (!next || next.f.punct !== undefined) return
    const state = next.f.status ?? next.f.back ?? next.f.healed ?? next.f.safe
    if (state !== undefined || ASKED_OF.test(next.text)) token.f = WHETHER
  })
  return tokens
}

/** Does a clause ask with 给? */
export const asksWhether = (tokens: readonly Token[]): boolean =>
  tokens.some((t) => t.text === '给' && t.f.ask === true)
