/** What was said before the demo begins, so that the district has a yesterday and eight of twelve teams a morning. */

export interface Said {
  /** local time of the district */
  at: string
  from: string
  /** left out: a voice message */
  text?: string
  en?: string
}

const friday = '2026-06-26T'
const monday = '2026-06-29T'
const yesterday = '2026-06-30T'
const today = '2026-07-01T'

export const HISTORY: readonly Said[] = [
  {
    at: `${friday}16:05`,
    from: 'suxiaomei',
    text: '我在村,有点感冒',
    en: 'I am in the village, a bit of a cold',
  },
  {
    at: `${monday}16:10`,
    from: 'suxiaomei',
    text: '我在村,感冒没好',
    en: 'I am in the village, the cold is still there',
  },

  { at: `${monday}09:02`, from: 'gaoyuan', text: '帮助', en: 'How does it work?' },
  { at: `${monday}09:05`, from: 'wumin', text: '帮助', en: 'How does it work?' },
  { at: `${monday}09:07`, from: 'liuzhen', text: '帮助', en: 'How does it work?' },
  { at: `${monday}10:11`, from: 'lizhengshu', text: '帮助', en: 'How does it work?' },
  { at: `${monday}10:20`, from: 'pulaowu', text: '帮助', en: 'How does it work?' },
  {
    at: `${yesterday}15:32`,
    from: 'fengtao',
    text: '我们都在村,帮3户申请临时救助',
    en: 'All of us in the village; helped 3 households apply for relief',
  },
  {
    at: `${yesterday}15:40`,
    from: 'heliang',
    text: '我们都在村,走访8户,其中监测户2户',
    en: 'All in the village; visited 8 households, 2 of them monitored',
  },
  {
    at: `${yesterday}15:47`,
    from: 'wangzhigang',
    text: '我们都在村,开院坝会1场,26户参加',
    en: 'All in the village; held 1 courtyard meeting, 26 households came',
  },
  {
    at: `${yesterday}15:52`,
    from: 'zhaolin',
    text: '我们都在村,排查房屋12户,D级1户',
    en: 'All in the village; inspected 12 houses, 1 of grade D',
  },
  {
    at: `${yesterday}15:58`,
    from: 'shijun',
    text: '我们都在村,调解邻里纠纷1起',
    en: "All in the village; settled 1 neighbours' quarrel",
  },
  {
    at: `${yesterday}16:03`,
    from: 'wanghaiyan',
    text: '我们都在村,走访6户',
    en: 'All in the village; visited 6 households',
  },
  {
    at: `${yesterday}16:11`,
    from: 'chenzhiyuan',
    text: '我们都在村,巡山防火1次',
    en: 'All in the village; 1 fire patrol on the hill',
  },
  {
    at: `${yesterday}16:15`,
    from: 'lvqing',
    text: '我们都在村,政策宣讲1场,32人参加',
    en: 'All in the village; 1 policy talk, 32 people came',
  },
  {
    at: `${yesterday}16:20`,
    from: 'zhangmingyuan',
    text: '我们都在村,核图斑9块,2块有争议',
    en: 'All in the village; checked 9 land parcels, 2 disputed',
  },
  {
    at: `${yesterday}16:24`,
    from: 'tianye',
    text: '我们都在村,走访4户',
    en: 'All in the village; visited 4 households',
  },
  {
    at: `${yesterday}16:31`,
    from: 'gaofei',
    text: '我们都在村,调解地界纠纷2起',
    en: 'All in the village; settled 2 boundary disputes',
  },
  {
    at: `${yesterday}16:36`,
    from: 'qiuping',
    text: '我们都在村,代办医保5户',
    en: 'All in the village; did the health insurance papers for 5 households',
  },

  { at: `${today}07:30`, from: 'tianye', text: '我们都在村', en: 'All of us are in the village' },
  {
    at: `${today}07:42`,
    from: 'wangzhigang',
    text: '都在村里,上午开户长会',
    en: "All in the village; household heads' meeting this morning",
  },
  {
    at: `${today}07:58`,
    from: 'huangli',
    text: '施书记去镇上开会,我和唐伟在村',
    en: 'Secretary Shi is at a meeting in town, Tang Wei and I are in the village',
  },
  {
    at: `${today}08:05`,
    from: 'zhaolin',
    text: '我和尹峰去三组走访监测户',
    en: 'Yin Feng and I visit monitored households in group 3',
  },
  { at: `${today}08:12`, from: 'fangyuan' },
  {
    at: `${today}08:15`,
    from: 'linxia',
    text: '我们上山巡山防火,4点前回,可能没信号',
    en: 'We go up on fire patrol, back before 4, perhaps no signal',
  },
  {
    at: `${today}08:18`,
    from: 'niuwang',
    text: '工作队一早去二组入户了',
    en: 'The team went to group 2 early to visit households',
  },
  {
    at: `${today}08:21`,
    from: 'yuhai',
    text: '冯书记今天轮休,我和潘月下组',
    en: 'Secretary Feng rests today, Pan Yue and I are out in the hamlets',
  },
]
