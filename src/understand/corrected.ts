/** 说错了,是五组不是四组: the place a correction gives, with no word of position beside it. */
import type { Status, WhereaboutsFact } from './facts'
import { type Scene, add, denied } from './scene'
import type { Token } from './token'
import type { PlaceKind } from './vocabulary/features'

const STATUS: Readonly<Partial<Record<PlaceKind, Status>>> = {
  hamlet: 'field',
  wild: 'field',
  office: 'in_village',
  dorm: 'in_village',
  village: 'in_village',
  town: 'business',
  county: 'business',
}

/** 耿书记去的是八组: of whom it was said. */
const whoOf = (tokens: readonly Token[]): string[] => {
  const named = tokens.find((t) => t.f.person === true)
  return named ? [named.text] : [tokens.some((t) => t.f.pron === 'team') ? 'team' : 'self']
}

/** Read the new place of a correction that holds no other value. */
export function readCorrectedPlace(scene: Scene): void {
  if (!scene.corrects || scene.drafts.length > 0) return
  for (const { tokens } of scene.frames) {
    const i = tokens.findIndex(
      (t, k) =>
        t.f.place !== undefined &&
        /(?:是|改[成为到]|换[成到])$/.test(tokens[k - 1]?.text ?? '') &&
        !denied(tokens, k),
    )
    const token = tokens[i]
    const status = token?.f.place && STATUS[token.f.place]
    if (!token || !status) continue
    const fact: WhereaboutsFact = { kind: 'whereabouts', who: whoOf(tokens), status, place: token.text }
    add(scene, 'corrected', fact, token.start, token.end)
    return
  }
}
