/** What an approver says of somebody's leave. */
export interface LeaveVerdict {
  verdict: 'refused' | 'approved'
  /** Whose leave, as written. */
  name: string
  /** What was said beside it; '' for nothing. */
  remark: string
}

const LONGEST = 60
const NAME = '([\\p{Script=Han}·]{2,6}?)'
const LEAVE = '(?:的)?(?:请|休|续|年|事|病|公休)?假(?:申请|条)?'
const REFUSE = '(?:不同意|不批准|不批|不准|不予批准|驳回|没批|不能批|不给批|先不批)'
const APPROVE = '(?:同意|批准|准假|准了|批了|批|可以)'
const REST = '[了的吧啊哈。.!！\\s]*(?:[,，。;；\\s](.*))?$'

const PATTERNS: readonly [LeaveVerdict['verdict'], RegExp][] = [
  ['refused', new RegExp(`^(?:我)?${REFUSE}(?:了)?${NAME}${LEAVE}${REST}`, 'su')],
  ['refused', new RegExp(`^${NAME}${LEAVE}(?:我|镇上|暂时|先)*${REFUSE}${REST}`, 'su')],
  ['refused', new RegExp(`^${NAME}(?:不能|不准|不许|先别|别)(?:请|休)假${REST}`, 'su')],
  ['approved', new RegExp(`^(?:我)?${APPROVE}${NAME}${LEAVE}${REST}`, 'su')],
  ['approved', new RegExp(`^${NAME}${LEAVE}(?:我|镇上)*${APPROVE}${REST}`, 'su')],
]

/** Reads 「不同意段丽请假」, 「段丽的假批了」; null for every other text. */
export function leaveVerdict(text: string): LeaveVerdict | null {
  const said = text.trim()
  if ([...said].length > LONGEST || /[?？吗]/.test(said)) return null
  for (const [verdict, pattern] of PATTERNS) {
    const [, name, remark = ''] = pattern.exec(said) ?? []
    if (name !== undefined && !/[我谁你他她]|大家|哪/.test(name))
      return { verdict, name, remark: remark.trim() }
  }
  return null
}
