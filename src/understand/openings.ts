/** Where a new clause begins though nobody typed a comma: which words may open one, and which wait for more. */
import { asksAnew, asksLeave } from './asking'
import { charSet, isAt } from './charset'
import type { Token } from './token'

/** A word that could be what a clause is about. */
export const isPredicate = ({ f }: Token): boolean =>
  Boolean(
    f.status ??
      f.go ??
      f.at ??
      f.back ??
      f.cat ??
      f.meeting ??
      f.leave ??
      f.symptom ??
      f.help ??
      f.safe ??
      f.unseen ??
      f.silent ??
      f.correct,
  ) || f.verb === true

export const isSubject = ({ f }: Token): boolean => f.person === true || f.pron !== undefined

/** Nothing is complete after these: 去|镇上, 和|李组长, 没|下组. */
export const waits = (token: Token | undefined): boolean =>
  token !== undefined &&
  (((token.f.go ?? token.f.at ?? token.f.join ?? token.f.object ?? token.f.left ?? token.f.among) === true &&
    token.f.back !== true) ||
    (token.f.neg === true && token.f.failed !== true && token.text.length <= 2))

/** 还, 今天, 下午3点: it only sets what follows. */
const isSetting = ({ f }: Token): boolean =>
  (f.filler ?? f.day ?? f.part ?? f.clock) !== undefined && f.verb !== true

const NEXT = /^(?:然后|另外|接着|随后|再就是|再一个|之后|完后|顺便|顺道|顺路|最后|同时|此外)$/
const AGAIN = /^(?:还|又|再)$/

/** 去三组走访: a place, and what was done there. */
const isPlaced = (current: readonly Token[]): boolean => {
  const place = current.findIndex((t) => t.f.place !== undefined)
  return place >= 0 && current.slice(place).some((t) => t.f.cat !== undefined && t.f.verb === true)
}

/** 走访5户|然后代办医保2件, 开会1场|还调解纠纷1起: one thing done after another, nothing between. */
function goesOn(tokens: readonly Token[], i: number, current: readonly Token[]): boolean {
  const word = tokens[i]
  const next = tokens.slice(i + 1, i + 3).find((t) => t.f.filler !== true)
  if (!word || !next || next.f.among === true) return false
  const does = next.f.cat ?? next.f.status ?? next.f.go ?? next.f.at ?? next.f.object ?? next.f.verb
  const counted = current.some((t) => t.f.qty?.count !== undefined && t.f.qty.unit !== '')
  // 去打卡河巡查塌方点|又走访了七家
  const elsewhere =
    word.text === '又' && next.f.cat !== undefined && next.f.verb === true && isPlaced(current)
  if (AGAIN.test(word.text)) return elsewhere || (counted && does !== undefined)
  return NEXT.test(word.text) && (does !== undefined || next.f.day !== undefined || next.f.part !== undefined)
}

/** 快喊救护车来|我们在大坪子组: nobody comes to whoever is somewhere. */
const comes = (last: Token, { f }: Token, next: Token | undefined): boolean =>
  /^(?:来|去|过去|回来)$/.test(last.text) &&
  (f.day !== undefined ||
    ((f.person === true || f.pron !== undefined) &&
      (next?.f.at ?? next?.f.status ?? next?.f.symptom) !== undefined))

const ASKS_WHO = charSet('谁哪')

/** 去四组|改去六组: another place than the one said before. */
const isTurned = (tokens: readonly Token[], i: number): boolean =>
  /^(?:改|又改|临时改|换成|换到|改成|改为|改到|改在|改去)$/.test(tokens[i]?.text ?? '') &&
  tokens.slice(i + 1, i + 3).some((t) => t.f.place !== undefined)

/** 核图斑, 开会: what one went off to do, said before the 去. */
const isDone = (token: Token | undefined): boolean =>
  token !== undefined && (token.f.meeting === true || (token.f.cat !== undefined && token.f.verb === true))

/** 在, 去, 上山, 轮休: where somebody is, and no doing that could be done to him. */
const stays = (token: Token | undefined): boolean =>
  token !== undefined && (token.f.at ?? token.f.go ?? token.f.status ?? token.f.leave) !== undefined

/** Does the token at `i` open a new clause within an unbroken run of words? */
export function opens(tokens: readonly Token[], i: number, current: readonly Token[]): boolean {
  const token = tokens[i]
  const last = current.at(-1)
  if (!token || !last || last.f.punct === 'list') return false
  // 好的收到|我和小番下组: nothing but the word, and somebody does something
  if (isSubject(token) && current.every((t) => t.f.ack === true && t.text.length > 1)) return true
  // 收到|已转告队员
  if (current.every((t) => t.f.ack === true && t.text.length > 1) && /^已/.test(token.text)) return true
  // 收到👌|人已经在车上
  if (last.text === '👌' && token.f.ack !== true) return true
  // 只有小尹没来|他请假了
  if (/^没[来去回到在]$/.test(last.text) && isSubject(token)) return true
  // 核图斑去了|小赵开会去了
  const gone = /^去了?$/.test(last.text) && isDone(current.at(-2))
  if (gone && isSubject(token)) return true
  // 车子翻到沟里头|老俞卡在驾驶室
  const befell = last.f.among === true && current.some((t) => t.f.help !== undefined)
  if (befell && isSubject(token)) return true
  if (waits(last) && !comes(last, token, tokens[i + 1])) return false
  if (asksAnew(tokens, i, current)) return true
  // 谁没报|谁请假: one question after another
  if (
    current.length > 1 &&
    isAt(ASKS_WHO, token.text, 0) &&
    /^(?:谁|哪些人?$|哪几个$)/.test(token.text) &&
    current.some((t) => t.f.ask === true)
  )
    return true
  // 本来讲9点到|现在怕要11点
  const unmade = current.some((t) => t.f.unreal === true)
  if (unmade && current.length > 1 && /^(?:现在|这阵|这会儿?|结果|后来|最后)$/.test(token.text)) return true
  const reported = current.some((t) => /^(?:刚才|前面|上面|上条|报|报的|说的|写的)$/.test(t.text))
  if (!reported && isTurned(tokens, i) && current.some((t) => t.f.place !== undefined)) return true
  const complete = current.some((t) => isPredicate(t) && t.f.noun !== true)
  if (!complete) return false
  // 走访七家|回来路上摩托车没油
  if (
    token.f.status === 'travelling' &&
    /路上|途中/.test(token.text) &&
    current.some((t) => t.f.qty !== undefined)
  )
    return true
  // 本来要去县里也没去成|在办公室填报表
  if (last.f.failed === true && (token.f.at ?? token.f.status) !== undefined) return true
  // 我在县里学习呢|你们问我我也不知道
  if (/^你们?$/.test(token.text) && tokens[i + 1]?.text !== '的') return true
  if (asksLeave(tokens, i, current) || goesOn(tokens, i, current)) return true
  const next = tokens[i + 1]
  if (isSubject(token)) {
    // 早上上山的|老李 is one
    if (last.text === '的' && (current.at(-2)?.f.status ?? current.at(-2)?.f.go ?? current.at(-2)?.f.place))
      return false
    if (last.f.verb === true && !last.f.status && !last.f.cat) return false
    const follow = tokens
      .slice(i + 1, i + 8)
      .find((t) => !isSubject(t) && !(t.f.join ?? t.f.punct === 'list') && t.f.all !== true && !isSetting(t))
    // 走访|老李 is one, 走访|小李在办公室 are two
    if (
      token.f.pron === undefined &&
      last.f.cat !== undefined &&
      last.f.noun !== true &&
      last.f.status === undefined &&
      !stays(follow)
    )
      return false
    return follow !== undefined && isPredicate(follow) && (follow.f.noun !== true || follow.f.verb === true)
  }
  if (
    token.f.day !== undefined ||
    (token.f.part !== undefined && next?.f.clock === undefined && token.f.part.clock === undefined)
  ) {
    if (current.some((t) => t.f.left)) return false
    // 昨晚回城看病|今天中午赶回来
    if (
      token.f.day &&
      /^今/.test(token.text) &&
      current.some((t) => t.f.day !== undefined && /^[昨前]/.test(t.text))
    )
      return true
    // 去省城开会了|周五才回来, 在市里培训|后天再回
    if (
      token.f.day &&
      (/^才[回来到上]/.test(next?.text ?? '') || (/^[才再]$/.test(next?.text ?? '') && tokens[i + 2]?.f.back))
    )
      return true
    const follow = tokens
      .slice(i + 1, i + 6)
      .find((t) => !isSetting(t) && !(t.f.pron ?? t.f.person ?? t.f.plan) && !/^(?:接着|继续)$/.test(t.text))
    return (
      follow !== undefined &&
      isPredicate(follow) &&
      !follow.f.back &&
      !current.some((t) => t.f.leave) &&
      !follow.f.leave
    )
  }
  return false
}
