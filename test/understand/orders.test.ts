import { factsOf, type ReadingContext, understand } from '../../src/understand'

const AT = Date.parse('2026-08-05T10:00:00+08:00')
const read = (text: string, context: ReadingContext) => factsOf(understand(text, AT, context))

type Expected = Record<string, string | number>
const notice = (scope: string, text: string): Expected => ({
  does: 'notice',
  ...(scope ? { scope } : {}),
  text,
})
const rollCall = (scope: string, text = ''): Expected => ({
  does: 'roll_call',
  ...(scope ? { scope } : {}),
  ...(text ? { text } : {}),
})
const visit = (scope: string, text = ''): Expected => ({ does: 'visit', scope, ...(text ? { text } : {}) })
const check = (scope: string, count = 0): Expected => ({
  does: 'spot_check',
  ...(scope ? { scope } : {}),
  ...(count ? { count } : {}),
})

describe.each<[string, ReadingContext]>([
  ['a supervisor', { role: 'supervisor' }],
  ['somebody unknown', {}],
])('orders of %s', (_name, context) => {
  it.each<[string, Expected]>([
    ['通知 丛岗村: 今天下午有大雨,别上山', notice('丛岗村', '今天下午有大雨,别上山')],
    ['通知 潞江镇: 明天9点开会', notice('潞江镇', '明天9点开会')],
    ['通知(要回) 丛岗村: 明天上午9点镇上培训', notice('丛岗村', '明天上午9点镇上培训')],
    ['通知(要回)丛岗村:明天上午9点镇上培训', notice('丛岗村', '明天上午9点镇上培训')],
    ['通知 丛岗村 松坡村: 明天开会', notice('丛岗村 松坡村', '明天开会')],
    ['通知 全区: 今晚有寒潮', notice('', '今晚有寒潮')],
    ['通知 张书记: 把介绍信带来', notice('张书记', '把介绍信带来')],
    ['下通知:全镇各队今天下山', notice('全镇各队', '今天下山')],
    ['紧急通知 全镇:立即转移', notice('全镇', '立即转移')],
    ['请通知各队下午4点前下山', notice('各队', '下午4点前下山')],
    ['给丛岗村发个通知 明天9点开会', notice('丛岗村', '明天9点开会')],
    ['点名 青岭镇 地震', rollCall('青岭镇', '地震')],
    ['点名 青岭镇 演练', rollCall('青岭镇', '演练')],
    ['点名 青岭镇', rollCall('青岭镇')],
    ['点名 丛岗村、松坡村 暴雨', rollCall('丛岗村、松坡村', '暴雨')],
    ['点名:青岭镇,地震', rollCall('青岭镇', '地震')],
    ['点名 全区 地震', rollCall('', '地震')],
    ['点名 地震', rollCall('', '地震')],
    ['对青岭镇点名,原因:暴雨', rollCall('青岭镇', '暴雨')],
    ['紧急点名!!青岭镇 山洪', rollCall('青岭镇', '山洪')],
    ['给我点个名,双河乡的', rollCall('双河乡')],
    ['搞个点名演练 青岭镇', rollCall('青岭镇', '演练')],
    ['帮我通知松坡村工作队,下午有检查组到', notice('松坡村工作队', '下午有检查组到')],
    ['帮我跟各队说一声,今晚有雨,不要下组', notice('各队', '今晚有雨,不要下组')],
    ['发个通知到青岭镇,内容:防火期严禁用火', notice('青岭镇', '防火期严禁用火')],
    ['登记走访:松坡村,支书说人在地里', visit('松坡村', '支书说人在地里')],
    ['抽5个村出来我明天去看', check('', 5)],
    ['走访 丛岗村 办公室没人 张书记在山上核图斑', visit('丛岗村', '办公室没人 张书记在山上核图斑')],
    ['走访丛岗村,办公室没人,张书记在山上核图斑', visit('丛岗村', '办公室没人,张书记在山上核图斑')],
    ['走访:丛岗村,三人都在岗', visit('丛岗村', '三人都在岗')],
    ['登记走访 丛岗村 台账齐全', visit('丛岗村', '台账齐全')],
    ['我要去走访松坡村和岔河村', visit('松坡村和岔河村')],
    ['抽查 青岭镇 2个村', check('青岭镇', 2)],
    ['抽查 丛岗村', check('丛岗村')],
    ['明天抽查青岭镇3个村', check('青岭镇', 3)],
    ['随机抽查3支队', check('', 3)],
    ['帮我抽两个村', check('', 2)],
    ['抽查青岭镇,随机两个村', check('青岭镇', 2)],
    ['帮我挑三个最近没人去过的村', check('', 3)],
    ['点一下丛岗村的名', rollCall('丛岗村')],
    ['走访丛岗村:大门锁着,书记电话通了,人在九组', visit('丛岗村', '大门锁着,书记电话通了,人在九组')],
    ['今天去丛岗村看了一下,第一书记在,台账齐', visit('丛岗村', '第一书记在,台账齐')],
    ['安排明天的走访,3个村', { does: 'visit', count: 3 }],
  ])('%s', (text, expected) => {
    expect(read(text, context)).toEqual([{ kind: 'order', ...expected }])
  })
})

describe('what is no order', () => {
  it.each<[string, ReadingContext]>([
    ['走访 丛岗村 5户', {}],
    ['通知 丛岗村: 明天开会', { role: 'member' }],
    ['点名 青岭镇 地震', { role: 'villager' }],
    ['镇上通知明天开会', {}],
    ['听说要点名', {}],
    ['先不点名了', { role: 'supervisor' }],
    ['昨天点名有几个没回', { role: 'supervisor' }],
    ['点名:我和番书记都平安', {}],
    ['昨天晚上点名大家都辛苦了', {}],
    ['点名先停一下', {}],
    ['镇长说以后请假要先找他签字', {}],
    ['抽查的结果出来没有', { role: 'supervisor' }],
  ])('%s', (text, context) => {
    expect(read(text, context).some((fact) => fact.kind === 'order')).toBe(false)
  })
})
