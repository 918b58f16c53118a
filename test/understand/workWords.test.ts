import { factsOf, type Fact, understand } from '../../src/understand'

const EVENING = Date.parse('2026-08-05T18:20:00+08:00')

function short(fact: Fact): string[] {
  if (fact.kind === 'correction' || fact.kind === 'withdraw') return [fact.kind]
  if (fact.kind === 'plan') return [`plan ${fact.text} @${fact.date.slice(5)}`]
  if (fact.kind === 'difficulty') return [`difficulty ${fact.text}`]
  if (fact.kind !== 'work') return []
  const parts = (fact.parts ?? []).map((p) => `${p.label} ${String(p.count)}${p.unit}`).join(', ')
  const count = fact.count === undefined ? '' : ` ${String(fact.count)}${fact.unit ?? ''}`
  const date = fact.date === undefined ? '' : ` @${fact.date.slice(5)}`
  return [
    `${fact.category ?? '?'}${count}${parts ? ` (${parts})` : ''}${fact.done === false ? ' todo' : ''}${date}`,
  ]
}

const read = (text: string): string => factsOf(understand(text, EVENING)).flatMap(short).join(' | ')

describe('which word names the work', () => {
  it.each([
    ['补昨天的:入户走访8户', 'household_visit 8户 @08-04'],
    ['两家人为牛吃包谷吵架,调解了1起', 'dispute 1起'],
    ['走访5户,喝了三家的茶', 'household_visit 5户'],
    ['走访烟农9户,其中监测户1户', 'household_visit 9户 | monitored_household 1户'],
    ['灾后重建的房子看了4户,封顶2户', 'reconstruction 4户 (封顶 2户)'],
    ['产业:打疫苗17头', 'industry 17头'],
    ['今天巡山两转,没得火情', 'patrol 2转'],
    [
      '我家门前的沟塌了三个月没人修,请镇上派人来看一下',
      'difficulty 我家门前的沟塌了三个月没人修,请镇上派人来看一下',
    ],
    ['到现在一分没见着,能不能帮我问一下', 'difficulty 到现在一分没见着,能不能帮我问一下'],
    [
      '1.走访3户\n2.问题:水管坏了,请水务站修\n3.核图斑4块\n4.明日计划:去三组\n5.调解1起',
      'household_visit 3户 | difficulty 水管坏了,请水务站修 | farmland_patch 4块 | plan 去三组 @08-06 | dispute 1起',
    ],
    ['小阿代办农机补贴4份', 'public_service 4份'],
    ['代办社保卡2张,还被狗追了三条田埂', 'public_service 2张'],
    ['去阿底坡走访七户 一口水都没喝', 'household_visit 7户'],
    ['去了3家,都锁着门', 'household_visit 3家'],
    ['一上午看了6户,都是独居老人', 'household_visit 6户'],
    ['看了四家的房子', 'house_inspection 4家'],
    ['今晚打算把剩下的6户也收掉', 'plan 把剩下的6户也收掉 @08-05'],
    ['帮老人代办医保转移5件', 'public_service 5件'],
    ['打扫村道3公里', 'environment 3公里'],
    ['整理监测户档案15户', 'paperwork 15户'],
    ['录入监测户信息12户', 'paperwork 12户'],
    ['组织学习低保政策1次', 'study 1次'],
    ['走访特困人员2人', 'household_visit 2人'],
    ['转移危房群众3户', 'evacuation 3户'],
    ['森林防火宣传2场', 'policy_talk 2场'],
    ['劳动力转移就业30人', 'employment 30人'],
    ['产业路修了1.5公里', 'project 1.5公里'],
    ['走访6户都是监测户', 'monitored_household 6户'],
    ['给3户监测户申请了临时救助', 'relief_application 3户'],
    ['为群众解决急难愁盼问题4个', 'public_service 4个'],
    ['卖猪3头,鸡20只', 'industry 3头 | industry 20只'],
    ['反诈宣传2场次,参与群众100余人,发放资料150份', 'policy_talk 2场次 (参与群众 100人, 发放资料 150份)'],
    ['代买药3次,代取快递5件', 'public_service 3次 | public_service 5件'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('the same work again, so far, and in brackets', () => {
  it.each([
    ['走访三组12户、四组9户', 'household_visit 12户 | household_visit 9户'],
    ['今天核图斑上午8块下午11块', 'farmland_patch 8块 | farmland_patch 11块'],
    ['走访21户,三组12户,四组9户', 'household_visit 21户 (三组 12户, 四组 9户)'],
    ['走访15户(监测户4户 脱贫户11户)', 'household_visit 15户 (脱贫户 11户) | monitored_household 4户'],
    ['完成医保缴费41人,累计缴费312人', 'public_service 41人 (缴费 312人)'],
    ['核桃提质增效120亩,涉及农户31户', 'industry 120亩 (涉及农户 31户)'],
    ['撤离12户45人,安置到村委会', 'evacuation 12户 (人 45人)'],
    ['灾后重建户开工11户,竣工4户,未开工2户', 'reconstruction 11户 (竣工 4户) | reconstruction 2户 todo'],
    ['地震后排查房屋58户,轻微受损12户', 'house_inspection 58户 (轻微受损 12户)'],
    ['纠纷排查3起,调解成功2起', 'dispute 3起 (调解成功 2起)'],
    ['今天走了五家监测户两家独居老人', 'monitored_household 5家 | household_visit 2家'],
    ['组织党员打扫村道,来了18个人', 'environment (来 18个)'],
    ['开了户长会,38户来了', 'household_meeting (来 38户)'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('numbers of other things', () => {
  it.each([
    ['今天开了第3场院坝会', 'household_meeting'],
    ['开了5个小组的户长会', 'household_meeting'],
    ['养牛户2户贷款18万', 'public_service 2户'],
    ['收购咖啡豆3.5吨,每公斤32元', 'industry 3.5吨'],
    ['走访率100%,共走访38户', 'household_visit 38户'],
    ['管道破损200米,请水务局来修', 'difficulty 管道破损200米,请水务局来修'],
    ['协调修复水管200米', 'project 200米'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('plans and what goes on', () => {
  it.each([
    [
      '走访10户,还有3户没走完,明天继续',
      'household_visit 10户 | plan 还有3户没走完,明天继续 @08-06 | household_visit 3户 todo @08-06',
    ],
    ['核图斑8块,明天接着核', 'farmland_patch 8块 | plan 接着核 @08-06'],
    ['月底前完成30户走访', 'plan 完成30户走访 @08-31 | household_visit 30户 todo @08-31'],
    ['收到,明天准时参加', ''],
    ['劝返6个准备进山的游客', 'other 6个'],
    ['听镇里说下周要来抽查台账', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('corrections of numbers', () => {
  it.each([
    ['把刚才的6户改成8户', 'correction | ? 8户'],
    ['户长会到会人数更正为45户', 'correction | household_meeting (到会人数 45户)'],
    ['少报了2户,走访是8户', 'correction | household_visit 8户'],
    ['更正:走访是8户不是6户', 'correction | household_visit 8户'],
    ['刚才的不算,重新报:走访8户', 'correction | household_visit 8户'],
    ['刚说的纠纷那条删掉', 'withdraw'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('takes the new place when a place is corrected', () => {
    expect(factsOf(understand('说错了,是五组不是四组', EVENING))).toEqual([
      { kind: 'correction' },
      { kind: 'whereabouts', who: ['self'], status: 'field', place: '五组' },
    ])
  })
})

describe('difficulties', () => {
  it.each([
    ['人手不够,能否派两个人来', 'difficulty 人手不够,能否派两个人来'],
    ['图斑系统打不开,哪个能帮看一下', 'difficulty 图斑系统打不开,哪个能帮看一下'],
    ['转移群众5户,急需帐篷10顶,请民政局支援', 'evacuation 5户 | difficulty 急需帐篷10顶,请民政局支援'],
    ['请大家放心,区里会尽快协调解决', ''],
    ['困难:无', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})
