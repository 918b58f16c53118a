/** People counted and not named: 在岗3人, 两个下组一个开会. */
import { isNamed } from './actors'
import type { Frame } from './frames'
import { type Scene, some } from './scene'
import type { Token } from './token'

/** 在岗3人: how many of the team, when the clause only counts heads. */
export function headCount(frame: Frame): number | undefined {
  const qty = frame.tokens.find((t) => t.f.qty !== undefined && /^(?:人|名|个)$/.test(t.f.qty.unit))?.f.qty
  return qty !== undefined && !some(frame, (t) => t.f.cat !== undefined) ? qty.count : undefined
}

const isHeads = ({ f }: Token): boolean => f.qty?.count !== undefined && /^(?:人|名|个|位)$/.test(f.qty.unit)

/** 两个下组一个开会一个请假: as many as are counted, and nobody knows who. */
export function sharesHeads(frame: Frame, scene: Scene): boolean {
  if (frame.named.some(isNamed) || frame.who.includes('self') !== (frame.who[0] === 'self')) return false
  const counted = scene.frames
    .filter((f) => f.line === frame.line && f.sentence === frame.sentence)
    .flatMap(({ tokens }) => tokens.filter((t, k) => isHeads(t) && isState(tokens[k + 1])))
  return counted.length >= 2 && some(frame, isHeads)
}

const isState = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.f.status ?? token.f.at ?? token.f.go ?? token.f.meeting ?? token.f.leave ?? token.f.symptom) !==
    undefined
