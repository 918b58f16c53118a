/** After the readers: corrections, witnesses, order, duplicates. */
import { isoOf } from '../time'
import type { Fact } from './facts'
import { inOrder } from './inOrder'
import { type Draft, isWitness, type Scene } from './scene'

const RANK: Readonly<Record<Fact['kind'], number>> = {
  correction: 0,
  withdraw: 0,
  ack: 0,
  health: 1,
  help: 2,
  safe: 2,
  not_seen: 2,
  leave: 3,
  whereabouts: 4,
  plan: 5,
  work: 6,
  difficulty: 7,
  question: 8,
  order: 8,
  feedback: 8,
}

/** A correction brings its new value; without one it takes the last message back. */
function withAmends(drafts: Draft[], amends: Draft | undefined): Draft[] {
  if (!amends) return drafts
  const values = drafts.filter((d) => !['ack', 'correction', 'withdraw', 'question'].includes(d.fact.kind))
  const outright = /^(?:更正|改正|订正|修正|纠正)/
  const kind =
    values.length > 0
      ? 'correction'
      : amends.fact.kind === 'correction' && outright.test(amends.reader)
        ? 'correction'
        : amends.fact.kind
  return [{ ...amends, reader: 'talk', fact: { kind } as Fact }, ...drafts]
}

/** Witnesses' words on work are activity; a supervisor's own work is none of the team's. */
function fromWitness(drafts: Draft[], scene: Scene): Draft[] {
  return isWitness(scene) ? drafts.filter((d) => d.fact.kind !== 'work' && d.fact.kind !== 'plan') : drafts
}

function unique(drafts: readonly Draft[]): Draft[] {
  if (drafts.length < 2) return [...drafts]
  const seen = new Set<string>()
  return drafts.filter(({ fact, start }) => {
    const key = JSON.stringify(fact) + (fact.kind === 'work' && fact.count !== undefined ? String(start) : '')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** 下午入户,共入户6户: work told without its number and then with it is one. */
function told(drafts: Draft[], { source }: Scene): Draft[] {
  return drafts.filter(({ fact, start }) => {
    if (fact.kind !== 'work' || fact.count !== undefined || fact.parts !== undefined || fact.done === false)
      return true
    // 主题党日搞了一次,又开了支委会
    if (/又(?:开|搞|上|讲|去)[了过]?$/.test(source.text.slice(Math.max(0, start - 4), start))) return true
    return !drafts.some(
      ({ fact: other }) =>
        other.kind === 'work' &&
        other.count !== undefined &&
        other.category === fact.category &&
        other.date === fact.date &&
        other.done !== false,
    )
  })
}

const HALF_DAY = 43_200_000
const DAWN = 5 * 60

/** Minutes after midnight. */
const dayTime = (at: number, { now }: Scene): number => {
  const minutes = now.minutes + Math.round((at - now.at) / 60_000)
  return ((minutes % 1440) + 1440) % 1440
}

/** 8点出发,6点到村 said at 8:30: a start behind its end was this morning's. */
function startsFirst({ fact }: Draft, scene: Scene): void {
  if (fact.kind !== 'whereabouts' || fact.from === undefined || fact.until === undefined) return
  const [from, until] = [Date.parse(fact.from), Date.parse(fact.until)]
  if (from <= until) return
  // 2点下组6点回 said at four in the night: nobody goes out before it is day
  const early = dayTime(from - HALF_DAY, scene) < DAWN
  if (early && until + HALF_DAY > from) fact.until = isoOf(until + HALF_DAY, scene.now.zone)
  else if (from - HALF_DAY < until) fact.from = isoOf(from - HALF_DAY, scene.now.zone)
}

/** Put the facts in the order said. */
export function refine(drafts: readonly Draft[], amends: Draft | undefined, scene: Scene): Draft[] {
  const sorted = [...told(fromWitness([...drafts], scene), scene)].sort(
    (a, b) => a.start - b.start || RANK[a.fact.kind] - RANK[b.fact.kind],
  )
  for (const draft of sorted) {
    startsFirst(draft, scene)
    inOrder(draft.fact, scene.now)
  }
  return unique(withAmends(sorted, amends))
}
