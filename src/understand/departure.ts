/** Gone to do something, wherever that is: 王书记去看水源了, 小李去接人了. */
import type { Frame } from './frames'
import type { Found } from './position'
import { denied } from './scene'
import { type Token, isPlain } from './token'

const ASIDE = /^(?:找|问|说|劝|催|谈|弄|搞|看看|试试|想|年|世|掉|除|向|路|处|留)/

const isDoing = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.f.verb === true || (isPlain(token) && token.text.length >= 2)) &&
  !ASIDE.test(token.text)

/** The clause says that those named went to do something; of the speaker only when told as begun (了). */
export function departure(frame: Frame): Found | undefined {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.go === true && /^(?:去|克|出去)了?$/.test(t.text))
  const [token, next] = [tokens[i], tokens[i + 1]]
  if (!token || !isDoing(next) || denied(tokens, i)) return undefined
  if (
    tokens
      .slice(0, i)
      .some((t) => (t.f.plan ?? t.f.cond ?? t.f.ask ?? t.f.object ?? t.f.relative) !== undefined)
  )
    return undefined
  // 去看过了, 去问完了: over
  if (tokens.slice(i).some((t) => /[过完]了?$/.test(t.text) || t.f.back !== undefined)) return undefined
  const begun = /^[了啦]/.test(tokens.at(-1)?.text ?? '') || token.text.endsWith('了')
  if (!begun || !frame.explicit) return undefined
  return { status: 'field', place: undefined, start: token.start, end: tokens.at(-1)?.end ?? token.end }
}
