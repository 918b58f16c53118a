/** Words that mean work only beside others: 走了14户, 帮人家填表, 送5人去广东. */
import { charSet, isAt } from './charset'
import { PLAIN, shaped, type Token } from './token'

const VISITS = new Set('走 走了 访 访了 跑 跑了 走完'.split(' '))
const HOUSEHOLDS = /^(?:户|家|户家|余户|家户)$/

/** 走了14户, 还有6户没走: with households a bare 走 or 访 is a visit. */
function markVisit(tokens: Token[], i: number, token: Token): void {
  if (!VISITS.has(token.text)) return
  const next = tokens.slice(i + 1, i + 5).find((t) => !t.f.filler && !t.f.done)
  const before = tokens.slice(Math.max(0, i - 3), i)
  const counts = (t: Token | undefined): boolean => t?.f.qty !== undefined && HOUSEHOLDS.test(t.f.qty.unit)
  const over = tokens[i + 1]?.f.done === true || /了|完/.test(token.text)
  if (counts(next) || (before.some(counts) && (over || before.some((t) => t.f.neg ?? t.f.left))))
    token.f = shaped({ cat: 'household_visit', weight: 1, verb: true })
}

/** 帮人家填了四份表, 给老人写材料: a paper filled in for somebody is a service. */
function markService(tokens: Token[], i: number, token: Token): void {
  if (token.f.cat !== 'paperwork' || token.f.noun !== true) return
  const head = tokens.slice(Math.max(0, i - 6), i)
  const helped = head.findIndex(
    (t, k) =>
      /^(?:帮|替|给)$/.test(t.text) && (head[k + 1]?.f.outsider === true || head[k + 1]?.f.relative === true),
  )
  if (helped < 0 || head.slice(helped).some((t) => t.f.punct !== undefined)) return
  token.f = shaped({ cat: 'public_service', weight: 5, noun: true })
}

const SENDS = /^(?:动员|介绍|送|推荐|组织|输送|带|联系|安排|劝|喊|包车送|转移)(?:了|出)?$/
const SENDS_BEGIN = charSet('动介送推组输带联安劝喊包转')
const WORKPLACE = /厂|外省|广东|浙江|江苏|福建|上海|深圳|昆明|务工|打工|上班|做工|园区|公司|工地/

/** 动员3人去广东进厂: people sent off to earn. */
function markSending(tokens: Token[], i: number, token: Token): void {
  if (
    !isAt(SENDS_BEGIN, token.text, 0) ||
    !SENDS.test(token.text) ||
    (token.f.cat !== undefined && token.f.cat !== 'evacuation')
  )
    return
  const behind = tokens.slice(i + 1, i + 9)
  const stop = behind.findIndex((t) => t.f.punct !== undefined)
  const rest = stop < 0 ? behind : behind.slice(0, stop)
  const heads = rest.findIndex((t) => t.f.qty !== undefined && /^(?:人|名|个|位)$/.test(t.f.qty.unit))
  if (heads < 0 || heads > 1) return
  const where = rest.slice(heads + 1)
  if (!where.some((t) => t.f.go) || !WORKPLACE.test(where.map((t) => t.text).join(''))) return
  token.f = shaped({ cat: 'employment', weight: 3, verb: true, object: true })
}

/** 我一个人值守: on duty in the village, unless a number or a patrol stands beside it. */
function markDuty(tokens: Token[], i: number, token: Token): void {
  if (token.text !== '值守') return
  const near = tokens.slice(Math.max(0, i - 4), i + 3)
  if (
    near.some((t) => t !== token && (t.f.qty ?? (t.f.cat === 'patrol' || t.f.place === 'wild' || undefined)))
  )
    return
  token.f = shaped({ status: 'in_village' })
}

const HANDED = /(?:[交报收发传送拿借批定填写补录整弄汇寄递搬])$/

/** 交上来, 报回来: where a thing goes, nobody's way. */
function markHanded(tokens: Token[], i: number, token: Token): void {
  const before = tokens[i - 1]
  if (before?.end !== token.start) return
  if (token.f.back === true && /^[上回过下]来$/.test(token.text) && HANDED.test(before.text)) token.f = PLAIN
  // 给3户送去化肥
  if (
    token.text === '去' &&
    /^(?:送|拿|带|寄|发|拉)$/.test(before.text) &&
    tokens.slice(0, i).some((t) => /^[给为替]$/.test(t.text))
  )
    token.f = PLAIN
}

/** 进山群众, 驻村日志: what kind of people or thing, nobody's stay. */
function markAttribute(tokens: Token[], i: number, token: Token): void {
  const next = tokens[i + 1]
  if (token.f.status === undefined || next?.start !== token.end) return
  const people = token.f.status === 'field' && next.f.outsider === true
  const thing =
    token.text === '驻村' && /^(?:日志|日记|生活|补贴|经费|手册|故事|力量|任务|要求|纪律)/.test(next.text)
  if (people || thing) token.f = PLAIN
}

/** Give words of work the meaning they have among those beside them. */
export function markWork(tokens: Token[]): Token[] {
  tokens.forEach((token, i) => {
    markVisit(tokens, i, token)
    markService(tokens, i, token)
    markSending(tokens, i, token)
    markDuty(tokens, i, token)
    markHanded(tokens, i, token)
    markAttribute(tokens, i, token)
  })
  return tokens
}
