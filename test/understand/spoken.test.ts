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
    ['我跟组长在五组看地,等下要下到箐底没信号', 'self field 五组 +组长 silent'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('names and places of the south-west', () => {
  it.each([
    ['平安哥跟罗安全值班', '平安哥 in_village +罗安全'],
    ['小阿吉克下寨走访', '小阿吉 field household_visit'],
    ['欧书记、小马克大龙潭水库捡垃圾', '欧书记,小马 field 大龙潭水库 environment'],
    ['老鲁克守丫口卡点', '老鲁 field 丫口卡点 patrol'],
    ['我沿大箐巡一圈', 'self field 大箐 patrol'],
    ['杨丽还在单位开会', '杨丽 business 单位'],
    ['小段在我家屋后头', '小段 field 我家屋后头'],
    ['巡大黑山那条线克了', 'self field 大黑山 patrol'],
    ['在我们组劝架', 'self field 我们组 dispute'],
    ['到山神庙了在这点核图斑', 'self field 山神庙 farmland_patch'],
    ['老范在大棚', '老范 field 大棚'],
    ['段书记在我这里', '段书记 in_village'],
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
