import { isWorkingDay } from '../../src/decide/calendar'
import type { Policy } from '../../src/policy'
import { localTime } from '../../src/time'
import type { Said } from './history'

/** Life goes on while a visitor watches: what the others say without being asked, by local clock. */

const AFTERNOON: readonly Said[] = [
  { at: '15:50', from: 'linxia', text: '下山了,都在村', en: 'Down from the hill, all in the village' },
  {
    at: '17:05',
    from: 'wangzhigang',
    text: '今天开户长会1场,38户参加',
    en: "Held 1 household heads' meeting today, 38 households came",
  },
  {
    at: '17:12',
    from: 'zhaolin',
    text: '今天走访监测户6户,帮1户申请临时救助',
    en: 'Visited 6 monitored households today, helped 1 apply for relief',
  },
  {
    at: '17:20',
    from: 'tianye',
    text: '今天走访7户,调解纠纷1起',
    en: 'Visited 7 households today, settled 1 quarrel',
  },
  {
    at: '17:26',
    from: 'huangli',
    text: '施书记回来了,今天政策宣讲1场',
    en: 'Secretary Shi is back; 1 policy talk today',
  },
  {
    at: '17:31',
    from: 'panyue',
    text: '今天核图斑14块,3块有争议',
    en: 'Checked 14 land parcels today, 3 disputed',
  },
  {
    at: '17:33',
    from: 'qiuping',
    text: '今天代办医保4户',
    en: 'Did the health insurance papers for 4 households today',
  },
]

const EARLY: readonly (readonly [string, string])[] = [
  ['07:30', 'tianye'],
  ['07:42', 'wangzhigang'],
  ['07:50', 'zhangmingyuan'],
  ['07:58', 'shijun'],
  ['08:05', 'zhaolin'],
  ['08:10', 'heliang'],
  ['08:12', 'lvqing'],
  ['08:15', 'linxia'],
  ['08:18', 'qiuping'],
  ['08:21', 'fengtao'],
  ['08:25', 'wanghaiyan'],
]
/** Laoyingyan stays silent, so that there is something to look for. */
const MORNINGS = EARLY.map(
  ([at, from]): Said => ({ at, from, text: '我们都在村', en: 'All of us are in the village' }),
)

/** Every sentence of these lists, for the captions. */
export const LATER: readonly Said[] = [...AFTERNOON, ...MORNINGS]

/** What is said in the minute of `now`: the afternoon of the first day, the mornings of the working days after it. */
export function saidIn(now: number, firstDay: string, zone: string, { calendar }: Policy): readonly Said[] {
  const { day, hour, minute } = localTime(now, zone)
  const at = `${two(hour)}:${two(minute)}`
  const list = day === firstDay ? AFTERNOON : isWorkingDay(day, calendar) ? MORNINGS : []
  return list.filter((said) => said.at === at)
}

const two = (n: number) => String(n).padStart(2, '0')
