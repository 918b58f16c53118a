import { read } from './oneLine'

describe('who is where', () => {
  it.each([
    ['👌我在村委会', 'ack | self in_village 村委会'],
    ['晚上8点到早上6点在村委会值班', 'self in_village 村委会 08-06T20:00… …08-07T06:00'],
    ['王队休假小佟去镇上送材料我在村', '王队 leave | 小佟 business 镇上 paperwork | self in_village'],
    ['我跟水管员老钱在山上抢修,手机没电了', 'self field +水管员老钱 silent'],
    ['我和农技站的人去看烤烟', 'self field industry +农技站的人'],
    ['小线跟我们老社长去大寨看危房', '小线 field 大寨 house_inspection +我们老社长'],
    ['彭老师在我们水井坡代办养老认证', '彭老师 field 水井坡 public_service'],
    ['小李在我们村', '小李 in_village'],
    ['建3.5月', ''],
    ['休12万月', ''],
    ['在大坪组,999999999小时后回', 'self field 大坪组'],
    ['小段去下寨,我在村委会集合', '小段 field 下寨 | self in_village 村委会'],
    ['段书记下大寨了', '段书记 field 大寨'],
    ['我在镇上拉东西,大概要到四点半', 'self business 镇上 …08-06T16:30'],
    ['村里留小张', '小张 in_village'],
    ['明后两天县里培训,我和书记都去', 'self business 县里 study +书记 08-07T00:00… …08-08T23:59'],
    ['有两个记者到村里采访', ''],
    ['老杨看了眼睛,医生说没事', ''],
    ['请病假两天,已经到县医院了,胃疼得厉害', 'leave | self business 县医院 | health'],
    ['我跟县里存里专家去三组,6点回', 'self field 三组 +县里存里专家 …08-06T18:00'],
    ['王书记带着两个人去看水源了,我和老段留在村里', '王书记 field | self in_village +老段'],
    ['劝王书记去医院他不肯去', ''],
    ['我在烤烟地头', 'self field 烤烟地头'],
    ['昨天报的走访7户有误,应为9户', 'correction | work'],
    ['老熊去新坪组走访,中午不回来吃', '老熊 field 新坪组 household_visit'],
    ['上山去了,天黑不回就来找我们', 'self field …08-06T19:30'],
    ['堵在半路上了,前面塌方', 'self travelling'],
    ['我和队员小王在村', 'self in_village +小王'],
    ['李姐带实习生小赵去三社走访', '李姐 field 三社 household_visit'],
    ['早上上山的老李还没下来', '老李 field 08-06T08:00…'],
    ['去二组的是小佟不是老余', 'correction | 小佟 field 二组'],
    ['今天队上老周值班,我回单位交材料', '老周 in_village | self business 单位 paperwork'],
    ['杨队:村部;小李:下组(上寨组)', '杨队 in_village 村部 | 小李 field 上寨组'],
    ['我队全员在岗', 'team in_village'],
    ['明后两天轮到我休,周一中午到村', 'self rest 08-07T00:00… …08-10T12:00'],
    ['阿依昨天去区里还没回', '阿依 business 区里'],
    ['推车回村路上 估计要一个钟头', 'self travelling …08-06T10:20'],
    ['我去趟上寨组,一点半回', 'self field 上寨组 …08-06T13:30'],
    ['小周跟阿依去三家寨了', '小周 field 三家寨 +阿依'],
    ['在小平掌组核图斑,电池红了', 'self field 小平掌组 farmland_patch silent'],
    ['小陈开车去医院了', '小陈 business 医院'],
    ['我一个人值守 其中书记和小李到四组调解', 'self in_village | 书记 field 四组 dispute +小李'],
    ['老罗在东边,我和小字负责河西', '老罗 field 东边 | self field 河西 +小字'],
    ['在二组修水管 手机留在宿舍了', 'self field 二组 project silent'],
    ['下午镇里有个碰头会 我跟支书一起去', 'self business 镇里 +支书'],
    ['从县城往村里赶,路上堵,可能十点半', 'self travelling …08-06T10:30'],
    ['老岳8点出发去大干河 下午四点往回走 六点到村', '老岳 field 大干河 08-06T08:00… …08-06T18:00'],
    ['先去一组核图斑,估计六点到村委会', 'self field 一组 farmland_patch …08-06T18:00'],
    ['小鲁:三组、四组走访', '小鲁 field 三组、四组 household_visit'],
    ['书记8月3日起到省委党校学习,20日结束', '书记 business 省委党校 study 08-03T00:00… …08-20T23:59'],
    ['段书记去省城开会了周六才回来', '段书记 business 省城 …08-08T23:59'],
    ['就我跟小邰两个在 其他人昨天回家了 周六才来', 'self in_village +小邰 | rest rest …08-08T23:59'],
    ['小组长家开会,我先过去了', 'self field 小组长家'],
    ['我在村里等农业局的专家 他们十点到', 'self in_village'],
    ['小何发烧 我顶他的班', 'health | self in_village'],
    ['三个组分开走:一组我,二组小岳,三组老白', 'self field 一组 | 小岳 field 二组 | 老白 field 三组'],
    ['上午村委会,下午二组', 'self in_village 村委会 | self field 二组'],
    ['在,刚才在开会没看手机', 'self in_village'],
    ['老陶在市里培训后天才回来', '老陶 business 市里 study …08-08T23:59'],
    ['本来要去县里也没去成在办公室填报表', 'self in_village 办公室 paperwork'],
    ['我跟弄组长在下寨核图斑', 'self field 下寨 farmland_patch +弄组长'],
    ['排老师和小蒋去五台坡看桥', '排老师 field 五台坡 +小蒋'],
    ['村上有小莽值班', '小莽 in_village'],
    ['年假销了', 'self in_village'],
    ['老社长请着病假', '老社长 leave'],
    ['跟赧组长几个在回头湾核图斑', 'self field 回头湾 farmland_patch +赧组长'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('what places nobody of the team', () => {
  it.each([
    '120已出发',
    '今天组织部来检查',
    '周一例会在镇上',
    '请大家上山注意安全',
    '兄弟们今天下乡辛苦了',
    '村民李四从昆明打工回来了',
    '把苞谷背回家',
    '去年这时候我们还在山上抢险',
    '镇里统计在村人数',
    '驻村十天了',
    '山火烧到寨子边了',
    '钥匙放在村委会',
    '镇长说以后请假要先找他签字',
    '快过年了 早点回家',
    '核图斑12块有3块在悬崖边上',
  ])('%s', (text) => {
    expect(read(text)).not.toMatch(/in_village|field|business|rest|travelling/)
  })
})

describe('who is safe or not seen', () => {
  it.each([
    ['地震了,我和小龚在操场,两个人都平安', 'self in_village 操场 +小龚 | safe(self,小龚)'],
    ['小周电话没得人应,三天没照面了', 'not_seen(小周)'],
    ['阿南中暑喊不应', 'health'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})
