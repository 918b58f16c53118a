/** Ours: 我们组长 is somebody beside us, 在我们水井坡 a place. */
import { type Token, isPlain, shaped } from './token'

const OURS = /^(?:我们|咱们|俺们|我)$/
const WITH = /^(?:和|跟|同|挨|与|跟着|跟到|陪|陪同|带着|带|约|喊|叫|约了|喊上|叫上|带上|找)$/
/** Not the name of a place: 在我们村, 到我们这儿, 在我们的. */
const NO_NAME = /^(?:村|队|这|那|的|家|几|两|三|都|大家|全|面前|手|眼)/

/** 在我们组劝架: the own hamlet, copied with its owner. */
const isOwnGroup = (token: Token | undefined): boolean =>
  token !== undefined && /^(?:组|组上|寨|寨子|社|小组)$/.test(token.text)

const isPlaceName = (token: Token | undefined): boolean =>
  token !== undefined &&
  !NO_NAME.test(token.text) &&
  ((isPlain(token) && /^[一-鿿]{2,5}$/.test(token.text)) ||
    token.f.place === 'hamlet' ||
    token.f.place === 'wild')

/** Takes the owner into what is owned: 跟|我们|文书 is 跟|我们文书, 在|我们|水井坡 is 在|水井坡. */
export function joinOurs(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const [before, token, next] = [out.at(-1), tokens[i], tokens[i + 1]]
    if (!token) continue
    const owns = token.f.pron !== undefined && OURS.test(token.text) && token.end === next?.start
    if (owns && next.f.person === true && before && WITH.test(before.text)) {
      out.push({ ...token, end: next.end, text: token.text + next.text, f: shaped({ person: true }) })
      i++
    } else if (owns && before && (before.f.at ?? before.f.go) && isOwnGroup(next)) {
      out.push({ ...token, end: next.end, text: token.text + next.text, f: shaped({ place: 'hamlet' }) })
      i++
    } else if (owns && before && (before.f.at ?? before.f.go) && isPlaceName(next)) {
      out[out.length - 1] = { ...before, end: token.end }
    } else out.push(token)
  }
  return out
}
