import { factsOf, type Fact, type ReadingContext, understand } from '../../src/understand'

/** A Wednesday. */
const AT = Date.parse('2026-08-05T10:00:00+08:00')

/** A question in a line: work 青岭镇 farmland_patch 08-01…08-31. */
function short(fact: Fact): string {
  if (fact.kind !== 'question') return fact.kind
  const { asks, about, category, date, from, to } = fact
  const days = date ?? (from && to ? `${from.slice(5)}…${to.slice(5)}` : undefined)
  return [asks, about, category, days?.replace('2026-', '')].filter((piece) => piece !== undefined).join(' ')
}
const read = (text: string, context: ReadingContext = {}): string =>
  factsOf(understand(text, AT, context))
    .map(short)
    .join(' | ')

describe('questions', () => {
  it.each([
    ['勐来乡这周走访了多少户', 'work 勐来乡 household_visit 08-03…08-09'],
    // where
    ['丛岗村今天都在哪里', 'where 丛岗村 08-05'],
    ['张书记在不在村', 'where 张书记'],
    ['苏红回来了没有', 'where 苏红'],
    ['谁在丛岗村', 'where 丛岗村'],
    ['今天谁在村', 'where 08-05'],
    ['松坡村工作队谁在岗', 'where 松坡村'],
    ['今天全镇多少人在岗', 'where 全镇 08-05'],
    ['丛岗村今天有人吗', 'where 丛岗村 08-05'],
    ['李敏什么时候回来', 'where 李敏'],
    ['查一下李敏的去向', 'where 李敏'],
    ['丛岗村那个队这两天动向如何', 'where 丛岗村'],
    ['查询松坡村在岗情况', 'where 松坡村'],
    ['罗队上山下来没', 'where 罗队'],
    ['丛岗村的队长在村上不', 'where 丛岗村'],
    ['双河乡谁出差了', 'where 双河乡'],
    ['今天青岭镇有多少人在村', 'where 青岭镇 08-05'],
    ['小普几号回来', 'where 小普'],
    // missing
    ['怎么没见松坡村报', 'missing 松坡村'],
    ['松坡村怎么还没报', 'missing 松坡村'],
    ['谁没写日志', 'missing'],
    ['日报交齐了没有', 'missing'],
    ['松坡村的报了没有,人在哪', 'missing 松坡村 | where 松坡村'],
    ['青岭镇今天有谁没报', 'missing 青岭镇 08-05'],
    ['青岭镇工作队都报了吗', 'missing 青岭镇'],
    ['今天还有几个队没说话', 'missing 08-05'],
    ['还有几个村没消息', 'missing'],
    ['今天报齐了吗', 'missing 08-05'],
    ['顺便看看我镇今天还有谁没报', 'missing 我镇 08-05'],
    ['本镇今天谁没报', 'missing 本镇 08-05'],
    ['8月3日谁没报', 'missing 08-03'],
    ['没报的列一下', 'missing'],
    ['缺哪几个队', 'missing'],
    ['谁没报谁请假', 'missing | leave'],
    ['明天谁请假 后天呢', 'leave 08-06 | leave 08-07'],
    ['昨天党员大会开了几次', 'work party_meeting 08-04'],
    ['清水乡这个月巡山巡了几趟', 'work 清水乡 patrol 08-01…08-31'],
    [
      '石门村上周走访多少户,松坡村的也要',
      'work 石门村 household_visit 07-27…08-02 | work 松坡村 household_visit 07-27…08-02',
    ],
    ['小罗周一干了什么', 'work 小罗 08-03'],
    ['不用汇总了', ''],
    // unreachable
    ['汇总一下今天全区的情况,再列一下联系不上的人', 'summary 08-05 | unreachable'],
    ['列个失联名单', 'unreachable'],
    ['把打不通电话的人发我', 'unreachable'],
    ['谁的电话打不通', 'unreachable'],
    ['青岭镇有联系不上的吗', 'unreachable 青岭镇'],
    // leave
    ['方队长上个月请了几天假', 'leave 方队长 07-01…07-31'],
    ['张书记上个月休了多少天假', 'leave 张书记 07-01…07-31'],
    ['我们镇有谁请假', 'leave 我们镇'],
    ['这周哪些人请假', 'leave 08-03…08-09'],
    ['李敏请假到什么时候', 'leave 李敏'],
    ['我请的假批了吗', 'leave self'],
    ['老罗是病假还是事假', 'leave 老罗'],
    // how it is used
    ['年假怎么算', 'help'],
    ['销假需要什么手续', 'help'],
    ['发语音行不行', 'help'],
    ['我请假那几天算不算在村天数', 'help'],
    ['我不晓得怎么报', 'help'],
    // summary
    ['昨日动态', 'summary 08-04'],
    ['松坡村什么情况', 'summary 松坡村'],
    ['松坡村怎么回事', 'summary 松坡村'],
    // work
    ['石门乡上半年调解了多少纠纷', 'work 石门乡 dispute 01-01…06-30'],
    ['图斑核查到什么程度了', 'work farmland_patch'],
    ['把上周各村走访数拉一下', 'work household_visit 07-27…08-02'],
    ['图斑今天全镇核了好多', 'work 全镇 farmland_patch 08-05'],
    ['今天哪些村上了党课', 'work party_meeting 08-05'],
    ['户长会这个月松坡村开没开', 'work 松坡村 household_meeting 08-01…08-31'],
    [
      '全镇这个月党员大会开了几次矛盾纠纷调解了几件',
      'work 全镇 party_meeting 08-01…08-31 | work 全镇 dispute 08-01…08-31',
    ],
    [
      '查一下松坡村上个月走访监测户多少户、户长会开了几场',
      'work 松坡村 monitored_household 07-01…07-31 | work 松坡村 household_meeting 07-01…07-31',
    ],
    ['那个松坡村今天哪个还没吱声嘛罗书记的假休到几号了', 'missing 松坡村 08-05 | leave 罗书记'],
    ['前天和昨天的汇总各给一份', 'summary 08-03 | summary 08-04'],
    // only looks like a question
    ['谁没报都不要紧', ''],
    ['哪个村联系不上我心里有数', ''],
    ['人家问我忙什么', ''],
    ['他们走访了几户我咋个晓得', ''],
    ['我这个月够不够20天', 'days self 08-01…08-31'],
    ['去年我驻村多少天', 'days self 01-01…12-31'],
    ['本月青岭镇核图斑多少块', 'work 青岭镇 farmland_patch 08-01…08-31'],
    ['上周丛岗村开了几场户长会', 'work 丛岗村 household_meeting 07-27…08-02'],
    ['看看岔河村今天在干嘛', 'work 岔河村 08-05'],
    ['图斑核到哪一步了', 'work farmland_patch'],
    ['我镇本周走访多少户', 'work 我镇 household_visit 08-03…08-09'],
    ['我们村这个月核了多少图斑', 'work 我们村 farmland_patch 08-01…08-31'],
    ['我这周走访了多少户', 'work self household_visit 08-03…08-09'],
    ['今天各村都干了些什么', 'work 08-05'],
    // summary
    ['把这个月的情况发我一份', 'summary 08-01…08-31'],
    ['给我看看昨天的总体情况', 'summary 08-04'],
    ['今日汇总', 'summary 08-05'],
    // days
    ['张书记这个月驻村几天', 'days 张书记 08-01…08-31'],
    ['丛岗村工作队上周在村几天', 'days 丛岗村 07-27…08-02'],
    ['7月松坡村在村天数', 'days 松坡村 07-01…07-31'],
    ['这个月谁在村不满20天', 'days 08-01…08-31'],
    ['我7月份住村几晚', 'days self 07-01…07-31'],
    // in few words
    ['小李回村没', 'where 小李'],
    ['今天谁没来消息', 'missing 08-05'],
    ['联系不上的人有几个', 'unreachable'],
    ['发一份本周小结', 'summary 08-03…08-09'],
    ['帮我查查上周的走访数', 'work household_visit 07-27…08-02'],
    ['上周的不重要,我要的是本周的走访情况', 'work household_visit 08-03…08-09'],
    ['7月上旬走访监测户多少户', 'work monitored_household 07-01…07-10'],
    ['我上周一共报了多少户', 'work self 07-27…08-02'],
    [
      '丛岗村这个月开了几场院坝会核了几块图斑',
      'work 丛岗村 household_meeting 08-01…08-31 | work 丛岗村 farmland_patch 08-01…08-31',
    ],
    ['联系不上的列个单子 昨天请假的也列上', 'unreachable | leave 08-04'],
    ['怎么给全镇发通知', 'help'],
    ['今年开了多少场院坝会', 'work household_meeting 01-01…12-31'],
    ['下周有人请假吗', 'leave 08-10…08-16'],
    ['请假情况', 'leave'],
    // help
    ['怎么请病假', 'help'],
    ['请病假要不要医院证明', 'help'],
    ['能干些什么', 'help'],
    ['使用方法', 'help'],
    ['怎么才能撤回上一条消息?', 'help'],
    ['怎么导出表格', 'help'],
    ['能不能改昨天的日报', 'help'],
    ['上山没信号怎么报', 'help'],
    ['怎样才能查看自己的记录', 'help'],
    ['如何补报昨天的', 'help'],
    ['你都能做些什么', 'help'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each<[string, ReadingContext]>([
    ['不知道怎么修水管', {}],
    ['老赵家的猪怎么卖哦', {}],
    ['谁家的牛丢了', {}],
    ['老张问我一天要走几户,我说看情况', {}],
    ['镇上群里问哪些人没交表', {}],
    ['他们队的会我不掺和,哪个在哪个不在问他们自己', {}],
    ['你们问我他们在哪,我也不知道', { role: 'secretary' }],
    ['走了几户', { role: 'member' }],
  ])('asks the bot nothing in %s', (text, context) => {
    expect(read(text, context)).not.toMatch(/where|missing|unreachable|summary|days|help|leave/)
  })
})
