/** Whom an order is for. */
import { type Scene, pieceOf } from './scene'
import type { Token } from './token'

export const SCOPE_WORD =
  /^(?:全镇|全乡|全县|各队|各村|各组|各乡镇|所有队|所有村|各驻村队|各位|各工作队|各驻村工作队|全体队员|全体|所有人|大家|各第一书记|所有工作队|全体第一书记|所有第一书记|全体工作队员|各乡|各镇|各乡镇工作队|在山上的|所有队员|各支队|各位书记|各位第一书记|各位队员|全体驻村队员|全镇各队|全镇各村|全镇工作队|全镇第一书记)$/

export const isVillage = (t: Token): boolean =>
  (t.f.place === 'village' || t.f.place === 'town') && t.text.length > 1

const DISTRICT = /^(?:全区|全县)/

/** Whom an order is for: places and people up to the words of the order itself. */
export function scopeSpan(
  tokens: readonly Token[],
  from: number,
): { start: number; end: number; last: number } | undefined {
  let start = -1
  let last = -1
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) break
    const { f, text } = token
    const target =
      (f.place !== undefined && text.length > 1) ||
      f.person === true ||
      f.pron === 'team' ||
      f.scope === true ||
      SCOPE_WORD.test(text)
    if (target) {
      if (start < 0) start = i
      last = i
    } else if (start < 0 && /^[到给]$/.test(text)) continue
    else if (start < 0 && (f.filler ?? f.object ?? f.punct ?? f.join ?? f.at ?? f.all)) continue
    else if (start >= 0 && (f.punct === 'list' || f.filler || f.join)) continue
    else break
  }
  const [a, b] = [tokens[start], tokens[last]]
  return a && b ? { start: a.start, end: b.end, last } : undefined
}

export function scopeText(
  scene: Scene,
  span: { start: number; end: number } | undefined,
): string | undefined {
  if (!span) return undefined
  const text = pieceOf(scene, span.start, span.end)
    .replace(/^(?:@|(?:范围|对象)(?:是|为|就是)?[::\s]*)/, '')
    .replace(/的$/, '')
  return text === '' || DISTRICT.test(text) ? undefined : text
}
