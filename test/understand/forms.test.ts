import { factsOf, understand } from '../../src/understand'

const MORNING = '2026-08-05T08:20:00+08:00'
const EVENING = '2026-08-05T18:20:00+08:00'
const DAY = '2026-08-05T'
const at = (clock: string, day = '2026-08-05'): string => `${day}T${clock}:00+08:00`
const read = (text: string, moment: string) => factsOf(understand(text, Date.parse(moment)))

describe('whereabouts', () => {
  it.each([
    ['在岗', [{ who: ['self'], status: 'in_village' }]],
    ['我们三个都在村委会', [{ who: ['team'], status: 'in_village', place: '村委会' }]],
    ['刚到村委会', [{ who: ['self'], status: 'in_village', place: '村委会' }]],
    ['在去镇上的路上', [{ who: ['self'], status: 'travelling' }]],
    ['在去新寨的路上,半小时后到', [{ who: ['self'], status: 'travelling', until: at('08:50') }]],
    [
      '小周请假,我和赵书记在岗',
      [
        { who: ['小周'], status: 'leave' },
        { who: ['self'], status: 'in_village', with: ['赵书记'] },
      ],
    ],
    [
      '和村主任一起去石头地组看地灾点 中午回',
      [
        {
          who: ['self'],
          status: 'field',
          place: '石头地组',
          activity: 'patrol',
          with: ['村主任'],
          until: at('12:00'),
        },
      ],
    ],
    [
      '9点到11点在村委会开会,11点以后下组',
      [
        { who: ['self'], status: 'in_village', place: '村委会', from: at('09:00'), until: at('11:00') },
        { who: ['self'], status: 'field', from: at('11:00') },
      ],
    ],
    [
      '明后两天去区委党校培训',
      [
        {
          who: ['self'],
          status: 'business',
          place: '区委党校',
          activity: 'study',
          from: at('00:00', '2026-08-06'),
          until: at('23:59', '2026-08-07'),
        },
      ],
    ],
    [
      '王建国在村 李秀英请假',
      [
        { who: ['王建国'], status: 'in_village' },
        { who: ['李秀英'], status: 'leave' },
      ],
    ],
    ['和组长在三组走访', [{ who: ['和组长'], status: 'field', place: '三组', activity: 'household_visit' }]],
    [
      '跟和组长去三组走访 11点半返',
      [
        {
          who: ['self'],
          status: 'field',
          place: '三组',
          activity: 'household_visit',
          with: ['和组长'],
          until: at('11:30'),
        },
      ],
    ],
    [
      '山上沒信號,我在老鷹岩組核圖斑',
      [{ who: ['self'], status: 'field', place: '老鷹岩組', activity: 'farmland_patch', noSignal: true }],
    ],
  ])('%s', (text, expected) => {
    expect(read(text, MORNING)).toEqual(expected.map((fact) => ({ kind: 'whereabouts', ...fact })))
  })
})

describe('work', () => {
  it.each([
    [
      '图斑核查15块已完成13块',
      [
        {
          category: 'farmland_patch',
          count: 15,
          unit: '块',
          parts: [{ label: '已完成', count: 13, unit: '块' }],
        },
      ],
    ],
    [
      '核了十二块图斑,还剩三块没核完',
      [
        { category: 'farmland_patch', count: 12, unit: '块' },
        { category: 'farmland_patch', count: 3, unit: '块', done: false },
      ],
    ],
    [
      '五组走访8户,六组走访5户',
      [
        { category: 'household_visit', count: 8, unit: '户' },
        { category: 'household_visit', count: 5, unit: '户' },
      ],
    ],
    [
      '一组户长会42户参加',
      [{ category: 'household_meeting', parts: [{ label: '参加', count: 42, unit: '户' }] }],
    ],
    ['走访脱贫户二十来户', [{ category: 'household_visit', count: 20, unit: '户' }]],
    ['昨天走访3-5户', [{ category: 'household_visit', count: 3, unit: '户', date: '2026-08-04' }]],
    [
      '补报8月3日:走访4户,调解1起',
      [
        { category: 'household_visit', count: 4, unit: '户', date: '2026-08-03' },
        { category: 'dispute', count: 1, unit: '起', date: '2026-08-03' },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(read(text, EVENING)).toEqual(expected.map((fact) => ({ kind: 'work', ...fact })))
  })
})

describe('leave, health and danger', () => {
  it.each([
    [
      '岳母过世,请丧假五天',
      [
        {
          kind: 'leave',
          leaveKind: 'family',
          from: '2026-08-05',
          to: '2026-08-09',
          days: 5,
          reason: '岳母过世',
        },
      ],
    ],
    [
      '请公休假 8月10日到14日',
      [{ kind: 'leave', leaveKind: 'annual', from: '2026-08-10', to: '2026-08-14', days: 5 }],
    ],
    [
      '续假2天,父亲还在住院',
      [
        {
          kind: 'leave',
          leaveKind: 'family',
          from: '2026-08-05',
          to: '2026-08-06',
          days: 2,
          reason: '父亲还在住院',
          extends: true,
        },
      ],
    ],
    ['小字发烧39度5', [{ kind: 'health', who: ['小字'], symptom: '发烧39度5', urgent: true }]],
    ['我嗓子哑了三天', [{ kind: 'health', who: ['self'], symptom: '嗓子哑了', days: 3 }]],
    [
      '小段从坡上滑下去了,脚动不了,快来人',
      [{ kind: 'help', who: ['小段'], text: '从坡上滑下去了,脚动不了,快来人' }],
    ],
    ['两天没看到段书记了', [{ kind: 'not_seen', who: ['段书记'], days: 2 }]],
    [
      '我没受伤,其他人也没事',
      [
        { kind: 'safe', who: ['self'] },
        { kind: 'safe', who: ['rest'] },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(read(text, MORNING)).toEqual(expected)
  })
})

describe('said to the bot', () => {
  it.each([
    ['现在哪几个联系不上', [{ kind: 'question', asks: 'unreachable' }]],
    [
      '7月份马街镇走访监测户多少户',
      [
        {
          kind: 'question',
          asks: 'work',
          about: '马街镇',
          category: 'monitored_household',
          from: '2026-07-01',
          to: '2026-07-31',
        },
      ],
    ],
    ['清水镇今天什么情况', [{ kind: 'question', asks: 'summary', about: '清水镇', date: '2026-08-05' }]],
    [
      '抽查双河乡2个村、龙潭镇3个村',
      [
        { kind: 'order', does: 'spot_check', scope: '双河乡', count: 2 },
        { kind: 'order', does: 'spot_check', scope: '龙潭镇', count: 3 },
      ],
    ],
    [
      '告诉各队今晚有暴雨 注意转移',
      [{ kind: 'order', does: 'notice', scope: '各队', text: '今晚有暴雨 注意转移' }],
    ],
    ['这个系统太烦了,一天催八遍', [{ kind: 'feedback', text: '这个系统太烦了,一天催八遍' }]],
    ['撤回', [{ kind: 'withdraw' }]],
  ])('%s', (text, expected) => {
    expect(read(text, MORNING)).toEqual(expected)
  })
})

describe('nothing', () => {
  it.each([
    '你好',
    '谢谢,辛苦了',
    '哈哈',
    '今天没走访成,雨太大',
    '要是明天下雨就不上山',
    '如果6点还没回来就打组长电话',
    '听说镇上明天要点名',
    '一路平安',
    '感冒好了',
    '今年核桃才5块一斤',
    '收到慰问品20件',
    '二组到五组的路通了',
    '昨晚做梦上山核图斑',
    '',
    '   \n\n',
    '。。。???',
    '😂😂😂',
  ])('%j means no fact', (text) => {
    expect(read(text, MORNING)).toEqual([])
  })
})

it('reads every clock in the given zone, whatever the zone of the machine is', () => {
  const facts = factsOf(
    understand('上山核图斑 6点前回', Date.parse('2026-07-01T00:05:00Z'), { timezone: 'America/New_York' }),
  )
  expect(facts).toEqual([
    {
      kind: 'whereabouts',
      who: ['self'],
      status: 'field',
      activity: 'farmland_patch',
      until: '2026-07-01T06:00:00-04:00',
    },
  ])
  expect(DAY).toBe('2026-08-05T')
})
