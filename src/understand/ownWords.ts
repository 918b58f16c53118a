/** Where somebody is and what for, in the speaker's own words: 去镇上交材料, 上山看水源. */
import type { WhereaboutsFact, WorkCategory } from './facts'
import type { Frame } from './frames'
import type { Found } from './position'
import type { Scene } from './scene'
import { written } from './source'
import type { Token } from './token'

/** Longer pieces are told in standard words. */
const LONGEST = 16

/** Time, people, numbers and small words: the reply has them in its own places. */
const isAside = ({ f, text }: Token): boolean =>
  text !== '的' &&
  ((f.qty ?? f.filler ?? f.part ?? f.day ?? f.clock ?? f.join ?? f.all) !== undefined ||
    (f.done === true && f.verb !== true) ||
    /^[了过着趟]$/.test(text))

/** What follows tells of something else. */
const isOver = ({ f, text }: Token): boolean =>
  (f.punct ??
    f.back ??
    f.silent ??
    f.neg ??
    f.symptom ??
    f.leave ??
    f.relative ??
    f.minutes ??
    f.length ??
    f.plan ??
    f.left ??
    f.among ??
    f.problem ??
    f.request ??
    f.unseen ??
    f.safe ??
    f.help ??
    f.noise ??
    f.pron) !== undefined || /^有/.test(text)

const isDoing = ({ f }: Token): boolean => f.verb === true || f.cat !== undefined || f.meeting === true

/** Levelled, but for names of places: 克 is 去, 图班 is 图斑. */
const textOf = (token: Token, scene: Scene): string =>
  token.f.place === undefined ? token.text : written(scene.source, token.start, token.end).trim()

/** Undefined when there are more of them than a reply would repeat. */
function joined(tokens: readonly Token[], scene: Scene): string | undefined {
  if (tokens.length > LONGEST) return undefined
  const text = tokens.map((token) => textOf(token, scene)).join('')
  if (text.length > 2 * LONGEST) return undefined
  const bare = text
    .replace(/(?<=..)(?:去|来|到|往|从|的|地|啦|咯|哈|就|再|又|中)+$/, '')
    .replace(/(?<=[^了])了(?=[^解])/g, '')
  // 去田坝核图斑5块核不动: the second one had an object of its own
  const [last = ''] = bare.slice(-1)
  return /[核看走]/.test(last) && bare.indexOf(last) < bare.length - 1 ? bare.slice(0, -1) : bare
}

const fitting = (text: string | undefined): string | undefined =>
  text === undefined || text.length < 2 || text.length > LONGEST || /[我咱俺你]/.test(text) ? undefined : text

/** What is done, behind a position: 交材料. Its first number alone is left out, what follows another is another thing. */
function doingIn(tokens: readonly Token[]): Token[] {
  const numbers = tokens.filter((t) => t.f.qty !== undefined)
  const end = tokens.findIndex((t) => isOver(t) || t === numbers[1])
  const open = (end < 0 ? tokens : tokens.slice(0, end)).filter((t) => !isAside(t))
  return open.some(isDoing) ? open : []
}

/** The words of a clause for its position and doing; undefined where they would not tell all that `fact` holds. */
export function ownWords(
  frame: Frame,
  found: Found,
  fact: Pick<WhereaboutsFact, 'status' | 'activity'>,
  scene: Scene,
): string | undefined {
  if (found.back === true || found.status === 'leave' || found.status === 'travelling') return undefined
  const within = frame.tokens.filter((t) => t.start >= found.start && t.end <= found.end)
  if (within.some(({ f }) => (f.pron ?? f.back ?? f.neg ?? f.person ?? f.punct) !== undefined))
    return undefined
  const where = within.filter((t) => !isAside(t))
  const [first] = where
  if (!first || !where.some((t) => (t.f.status ?? t.f.place) !== undefined || isDoing(t))) return undefined
  const behind = frame.tokens.filter((t) => t.start >= found.end)
  const doing = doingIn(behind)
  if (!tells([...where, ...doing], fact.activity)) return undefined
  const lead = first.f.place === undefined ? '' : fact.status === 'business' ? '去' : '在'
  const over = doing.length === 0 && behind[0]?.text.startsWith('了') === true ? '了' : ''
  const text = joined([...where, ...doing], scene)
  return text === undefined ? undefined : fitting(lead + text + over)
}

const tells = (tokens: readonly Token[], activity: WorkCategory | undefined): boolean =>
  activity === undefined || tokens.some((t) => t.f.cat === activity)

/** What a clause of its own says is done: 在三组,|核图斑. */
export function ownDoing(frame: Frame, activity: WorkCategory, scene: Scene): string | undefined {
  const first = frame.tokens.findIndex(isDoing)
  const doing = first < 0 ? [] : doingIn(frame.tokens.slice(first))
  return tells(doing, activity) ? fitting(joined(doing, scene)) : undefined
}
