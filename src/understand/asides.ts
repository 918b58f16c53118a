/** Numbers told beside the work: who quarrelled, what was brought along, how far it was, what so much yields. */
import type { WorkCategory } from './facts'
import type { Frame } from './frames'
import type { Scene } from './scene'
import type { Token } from './token'

/** 本周累计46户,今天9户: so far. */
const SO_FAR = /累计|截至|截止|至今|到现在为止|目前为止|[本这]周|本月|这个?月|今年|上半年|年初|以来|历年|前后/
const TODAY = /今天|今日|当天|本日|今早|今晚/
const HOUSE = /^[家户]$/
const PARTIES = /^(?:户|家|户人家|家人|方|边|个人|人|个)$/
/** 两家人为牛吃包谷吵架: a quarrel whatever the work is. */
const FALL_OUT = /^(?:人家?)?(?:为|因|吵|争|闹|打架|扯)/
const QUARREL = /^(?:都|也|为|因|在|的|吵|争|闹|打|签|同意|握|各|谈|互|和|说|坐|答应|接受|握手|人)/
const GOODS = /^(?:袋|桶|箱|斤|公斤|包|床|套|瓶|盒|捆|提|件|只|份)$/
const BROUGHT = /(?:买|带|拿|送|提|领|拉|背|扛)(?:了|着|上|去)?$/
const WAY = /^(?:公里|里|里路|公里路|千米|多公里)$/
const WENT =
  /(?:走|走路|步行|跑|推|骑|骑车|开|开车|爬|来回|绕|往返|山路)(?:了|着)?(?:有|差不多|将近|快|足足|整整)?$/
const YIELDS = /^(?:能|可以?|就|大概|最多|至少)?(?:收|产|卖|赚|要|补|得|摘|挣|打)/

const textOf = (tokens: readonly Token[]): string => tokens.map((t) => t.text).join('')

/** The words between the number before and the one at `i`. */
function wordsBefore(tokens: readonly Token[], i: number): Token[] {
  const last = tokens.findLastIndex((t, k) => k < i && t.f.qty !== undefined)
  return tokens.slice(last + 1, i)
}

/** A sum so far, told beside the day's own number. */
function isSoFar(frame: Frame, i: number, scene: Scene): boolean {
  const words = textOf(wordsBefore(frame.tokens, i))
  if (!SO_FAR.test(words) || TODAY.test(words)) return false
  return scene.frames
    .filter((f) => f.line === frame.line)
    .some((f) =>
      f.tokens.some((t, k) => t.f.qty?.count !== undefined && TODAY.test(textOf(wordsBefore(f.tokens, k)))),
    )
}

/** 核桃树一亩能收两三百斤: a yield and what it is of. */
function isYield(tokens: readonly Token[], i: number): boolean {
  const per = (k: number): boolean =>
    tokens[k]?.f.qty?.count === 1 &&
    /^一/.test(tokens[k].text) &&
    YIELDS.test(textOf(tokens.slice(k + 1, k + 3))) &&
    tokens.slice(k + 1).some((t) => t.f.qty !== undefined)
  return per(i) || tokens.some((_, k) => k < i && i - k < 5 && per(k))
}

/** 两家为地埂吵了一早上, 两家都签字了: who falls out or makes up. */
const isParty = (tokens: readonly Token[], i: number, unit: string, cat: WorkCategory | undefined): boolean =>
  (HOUSE.test(unit) && FALL_OUT.test(textOf(tokens.slice(i + 1, i + 4)))) ||
  (cat === 'dispute' && PARTIES.test(unit) && QUARREL.test(textOf(tokens.slice(i + 1, i + 3))))

/** 喝了三家的茶: at whose table. */
const isHost = (tokens: readonly Token[], i: number, unit: string): boolean =>
  HOUSE.test(unit) &&
  tokens[i + 1]?.text === '的' &&
  tokens.slice(Math.max(0, i - 2), i).some((t) => /^[喝吃坐]/.test(t.text))

/** Does the number at `i` count none of the work `cat` it stands beside? */
export function isAside(frame: Frame, i: number, cat: WorkCategory | undefined, scene: Scene): boolean {
  const { tokens } = frame
  const qty = tokens[i]?.f.qty
  if (!qty) return false
  const before = textOf(tokens.slice(Math.max(0, i - 3), i))
  // 上一条, 走访那条; 那12户的资料
  if (qty.count === 1 && /[上前这那哪同]$/.test(before)) return true
  if (/[这那]$/.test(before) && tokens[i + 1]?.text === '的') return true
  if (isParty(tokens, i, qty.unit, cat) || isHost(tokens, i, qty.unit)) return true
  if (cat !== 'patrol' && WAY.test(qty.unit) && WENT.test(before)) return true
  // 买了3袋米去看望老人
  if (
    GOODS.test(qty.unit) &&
    tokens.slice(0, i).some((t) => BROUGHT.test(t.text)) &&
    !tokens.slice(0, i).some((t) => t.f.cat !== undefined && t.f.verb === true) &&
    tokens.slice(i).some((t) => /^(?:household_visit|monitored_household)$/.test(t.f.cat ?? '') && t.f.verb)
  )
    return true
  return isYield(tokens, i) || isSoFar(frame, i, scene)
}
