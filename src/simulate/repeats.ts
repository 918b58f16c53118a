/** One alarm as it reached one person. */
export interface AlarmTold {
  caseId: number
  kind: string
  /** Whom or which team it is about: two cases with one subject mean the same. */
  subject: string
  to: number
  at: number
  round: number
  /** `rung5`, `again2`, `lapse1`, `near`, `top:17` … */
  name: string
  /** The case had ended when it was told. */
  isClosed: boolean
  /** This person had said 知道了 in this round. */
  isSeen: boolean
}

const MINUTE = 60_000
/** Rules of the contract: how long after the last telling the same level may hear the same again. */
const APART: Readonly<Record<string, number>> = { help: 10, illness: 10, return: 30, morning: 60 }

/** New words, a lease that lapsed: these tell something new. */
const isNews = (name: string) => name.includes(':') || name.startsWith('lapse') || name === 'near'

/** Finds alarms told again outside the rules; gives why, null for one that is in order. */
export function createRepeats(): (told: AlarmTold) => string | null {
  const lastOfCase = new Map<string, AlarmTold>()
  const lastOfSubject = new Map<string, AlarmTold>()
  return (told) => {
    const own = `${told.caseId}:${told.round}:${told.to}`
    const same = `${told.kind}:${told.subject}:${told.to}`
    const before = lastOfCase.get(own)
    const other = lastOfSubject.get(same)
    lastOfCase.set(own, told)
    lastOfSubject.set(same, told)
    if (told.isClosed) return 'after the case had ended'
    if (isNews(told.name)) return null
    if (told.isSeen && before !== undefined) return 'to somebody who had said 知道了'
    const apart = (APART[told.kind] ?? 0) * MINUTE
    if (before !== undefined && told.at - before.at < apart) return 'sooner than the rules repeat'
    if (other !== undefined && other.caseId !== told.caseId && told.at - other.at < 30 * MINUTE) {
      return 'by two cases about the same people'
    }
    return null
  }
}
