import { fit, TEXT_BYTES } from './bytes'
import { inert } from './inert'
import { list } from './people'
import { clock, dayWord, when } from './when'

/** Orders of supervisors: notices, visits, villages to drop in on. */

export const NO_SUCH_PLACE = (written: string) =>
  `没找到「${inert(written)}」,或者不在您能管的范围里。写镇名、村名,或者『全区』『全镇』就行。`

export const NO_NOTICE_TEXT =
  '通知写什么?像『通知 青岭镇: 明天下午有大雨,别上山』;要大家回一句就写『通知(要回) 青岭镇: …』。'

export const confirmNotice = (
  notice: { label: string; text: string; wantsAnswer: boolean },
  people: number,
) =>
  `要把「${inert(notice.text)}」发给${notice.label}${people}人${notice.wantsAnswer ? '(要回一句)' : ''},对吗?10分钟内回『确认』就发。`

/** What everybody gets. */
export const noticeText = (
  from: string,
  text: string,
  { wantsAnswer, letter = false }: { wantsAnswer: boolean; letter?: boolean },
  { now, zone }: { now: number; zone: string },
) =>
  fit(
    [
      `【${letter ? '来信' : '通知'} ${clock(now, zone)}】${text}`,
      `——${from}。${wantsAnswer ? '看到回一句就行。' : '不用回。'}`,
    ],
    TEXT_BYTES,
  )

export const noticeAgain = (from: string, text: string, { now, zone }: { now: number; zone: string }) =>
  fit([`【通知 再发一次 ${clock(now, zone)}】${text}`, `——${from}。方便时回一句,之后不再提醒。`], TEXT_BYTES)

export const sentNotice = (sent: number, mute: readonly { name: string; mobile: string | null }[]) => {
  const others = mute.map(({ name, mobile }) => `${name} ${mobile ?? '没留电话'}`)
  return fit(
    [`好,发给${sent}人。${mute.length === 0 ? '' : `这${mute.length}人没有账号,要打电话:${list(others)}。`}`],
    TEXT_BYTES,
  )
}

const OUTCOMES: Readonly<Record<string, string>> = {
  at_office: '在岗(在村委会)',
  in_field: '在岗(下组入户)',
  leave: '请假',
  business: '公务外出',
  unreachable: '当时联系不上',
  empty: '去时没人(不等于不在岗)',
  noted: '记下了',
}
export const outcomeName = (outcome: string) => OUTCOMES[outcome] ?? outcome

/** People of whom nobody has heard say nothing of their own. */
const SILENT = ':今天还没有消息(不等于不在岗)'

export const visitKept = (
  { village, outcome, words }: { village: string; outcome: string; words: string },
  declared: string | null,
) => {
  const said = (declared ?? '').split('\n').filter((line) => line !== '' && !line.endsWith(SILENT))
  return fit(
    [
      `走访${village}记下了:${outcomeName(outcome)}「${inert(words)}」。队里过后看得到这条。`,
      ...(said.length === 0 ? [] : ['他们自己说的:', ...said]),
    ],
    TEXT_BYTES,
  )
}

/** 全覆盖: how many, which not yet, and where it was asked which were. */
export const coverage = (visited: readonly string[], left: readonly string[], names: 'left' | 'all') => {
  const share = `已走访${visited.length}个村,共${visited.length + left.length}个`
  return fit(
    [
      names === 'all' && visited.length > 0 ? `${share}:${list(visited)}。` : `${share}。`,
      left.length === 0 ? '全覆盖了。' : `未走访:${list(left)}。`,
    ],
    TEXT_BYTES,
  )
}

export const visitLine = (
  visit: { day: string; village: string; visitor: string; outcome: string; words: string },
  today: string,
) =>
  `${dayWord(visit.day, today)} ${visit.village}:${outcomeName(visit.outcome)}${visit.words === '' ? '' : `「${inert(visit.words)}」`}(${visit.visitor})`

/** Villages drawn for the supervisor to visit; nobody there is told. */
export const drawn = (villages: readonly { name: string; township: string; visits: number }[]) =>
  fit(
    [
      `抽到${villages.length}个村(走访少的先抽,同样少的随机):`,
      ...villages.map(
        ({ township, name, visits }) => `${township}${name}${visits === 0 ? '' : `(去过${visits}次)`}`,
      ),
      '只告诉您一个人,不通知村里。去过回『走访 村名 情况』。',
    ],
    TEXT_BYTES,
  )

export const NO_VISITS = '还没有走访记录。'

/** How a notice stands: a count, and by name only who has to be told by phone. */
export function noticeTally(
  tally: {
    notice: { label: string; text: string; at: number }
    total: number
    answered: number
    mute: readonly { name: string; mobile: string | null }[]
    refused: readonly { name: string; mobile: string | null }[]
  } | null,
  { now, zone }: { now: number; zone: string },
): string {
  if (tally === null) return '您还没有发过要回的通知。'
  const { notice, total, answered, mute, refused } = tally
  const phones = (people: typeof mute) =>
    list(people.map(({ name, mobile }) => `${name} ${mobile ?? '没留电话'}`))
  return fit(
    [
      `${when(notice.at, now, zone)}发给${notice.label}的「${inert(notice.text).slice(0, 40)}」:${total}人,${answered}人回了。`,
      ...(mute.length === 0 ? [] : [`没有账号、要打电话的:${phones(mute)}。`]),
      ...(refused.length === 0 ? [] : [`没送到、要打电话的:${phones(refused)}。`]),
    ],
    TEXT_BYTES,
  )
}
