import { AT, read } from './oneLine'

describe('what is said in one breath', () => {
  it.each([
    [
      '段书记下组走访小李在办公室补台账老杨去镇上开会我休息',
      '段书记 field household_visit | 小李 in_village 办公室 paperwork | 老杨 business 镇上 | self rest',
    ],
    ['老段核图斑去了小赵开会去了', '老段 field farmland_patch | 小赵 business'],
    ['上午入户下午去镇里小孙全天在村', 'self field household_visit | self business 镇里 | 小孙 in_village'],
    ['我们都在村书记在办公室', 'team in_village | 书记 in_village 办公室'],
    ['去四组改去六组了', 'self field 六组'],
    ['队上今天两个下组一个开会一个请假', ''],
    ['杨书记昨晚回城看病今天中午赶回来', '杨书记 …08-06T12:00'],
    ['五点半左右返村小陶看家', 'self …08-06T17:30 | 小陶 in_village'],
    ['人在存里的今天不出去', 'self in_village'],
    ['上午在五社下午挪到七社', 'self field 五社 | self field 七社'],
    ['车子翻到沟里头老俞卡在驾驶室', 'help'],
    ['余震刚过我们都跑出来了一个不少', 'safe(team)'],
    ['我们队四个人一个不少都在村', 'team in_village'],
    ['刚才报的三组改成五组', 'correction | self field 五组'],
    ['回来时间改一下,晚上九点', 'correction | self …08-06T21:00'],
    ['晚点才回得来大概要拖到七点半', 'self …08-06T19:30'],
    ['提前收工了,现在往村里走', 'self travelling'],
    ['收到已转告队员', 'ack'],
    ['小陈去五组还有老普去六组', '小陈 field 五组 | 老普 field 六组'],
    ['小陈、老普还有我去石板房组', '小陈,老普,self field 石板房组'],
    ['去打卡河巡查塌方点又走访了七家', 'self field 打卡河 patrol | work'],
    ['走访了七家回来路上摩托车没油了', 'work'],
    ['台账我补好了老李还在二组', 'work | 老李 field 二组'],
    ['昨晚下雨路滑,我克二台坡巡山', 'self field 二台坡 patrol'],
    [
      '我和小李去一组,老王去二组,都是走访,下午4点回',
      'self field 一组 household_visit +小李 …08-06T16:00 | 老王 field 二组 household_visit …08-06T16:00',
    ],
    ['原来说今天克老寨走访,雾大没克成', ''],
    ['把车扔在半坡走路转来,11点半前到村', 'self travelling …08-06T11:30'],
    ['我跟组长在五组看地,等下要下到箐底没信号', 'self field 五组 +组长 silent'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('names and places of the south-west', () => {
  it.each([
    ['平安哥跟罗安全值班', '平安哥 in_village +罗安全'],
    ['小阿吉克下寨走访', '小阿吉 field 下寨 household_visit'],
    ['欧书记、小马克大龙潭水库捡垃圾', '欧书记,小马 field 大龙潭水库 environment'],
    ['老鲁克守丫口卡点', '老鲁 field 丫口卡点 patrol'],
    ['我沿大箐巡一圈', 'self field 大箐 patrol'],
    ['杨丽还在单位开会', '杨丽 business 单位'],
    ['小段在我家屋后头', '小段 field 我家屋后头'],
    ['巡大黑山那条线克了', 'self field 大黑山 patrol'],
    ['在我们组劝架', 'team field 我们组 dispute'],
    ['到山神庙了在这点核图斑', 'self field 山神庙 farmland_patch'],
    ['老范在大棚', '老范 field 大棚'],
    ['段书记在我这里', '段书记 in_village'],
    ['今天到三岔组走访', 'self field 三岔组 household_visit'],
    ['小卜在村部', '小卜 in_village 村部'],
    ['我挨解家老二克罗家箐看大蒜', 'self field 罗家箐 industry +解家老二'],
    ['小岑克曼岗组看烟地', '小岑 field 曼岗组 industry'],
    ['我留守办公室', 'self in_village 办公室'],
    ['我和驻村医生去纳古组', 'self field 纳古组 +驻村医生'],
    ['在回村的大巴上', 'self travelling'],
    ['走了两个小时才到大坪子', 'self field 大坪子'],
    ['驻村第300天', ''],
    ['说好来我家的小雷,到这歇都没见着人', 'not_seen(小雷)'],
    ['我都点过了,全部平安,在操场', 'safe(team) | team in_village 操场'],
    ['我和老湛都平安,救援队把我们背出来了', 'safe(self,老湛)'],
    ['杨丽在单位开会今天下不来', '杨丽 business 单位'],
    ['拉沙袋的皮卡陷在烂泥坝', ''],
    ['上面那条是发给老婆的,不算哈', 'withdraw'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('whether, as the south-west asks', () => {
  it.each(['段书记给在村里', '老李给回来了', '国庆给可以回家'])('%s places nobody', (text) => {
    expect(read(text)).not.toMatch(/in_village|field|rest/)
  })
})

describe('leave that runs out', () => {
  it.each([
    ['年假休到昨天,今天已经回村了', 'self in_village'],
    ['假还差一天才满,我今天先上来了', 'self in_village'],
    ['病假明天满', 'self leave …08-07T23:59'],
    ['小李的假明天期满', '小李 leave …08-07T23:59'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('that nothing is amiss', () => {
  it.each([
    ['平安无事', 'safe(self)'],
    ['我很好,一切正常', 'safe(self)'],
    ['我们都平安无事', 'safe(team)'],
    ['村里一切正常', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('hours said in the night', () => {
  it('leaves the early hours to sleep', () => {
    expect(read('2点下组6点回', AT - 5 * 3_600_000)).toBe('self field 08-06T14:00… …08-06T18:00')
  })
})
