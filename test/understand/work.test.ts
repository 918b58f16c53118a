import { factsOf, type Fact, understand } from '../../src/understand'

/** 2026-08-05 is a Wednesday. */
const EVENING = Date.parse('2026-08-05T18:20:00+08:00')
const MORNING = Date.parse('2026-08-05T08:20:00+08:00')

/** A fact in a line: household_visit 20户 (五保户 3户) todo @2026-08-06. */
function short(fact: Fact): string[] {
  if (fact.kind === 'plan') return [`plan @${fact.date.slice(5)}`]
  if (fact.kind === 'difficulty') return ['difficulty']
  if (fact.kind !== 'work') return []
  const parts = (fact.parts ?? []).map((p) => `${p.label} ${String(p.count)}${p.unit}`).join(', ')
  return [
    [
      fact.category ?? '?',
      fact.count === undefined ? '' : `${String(fact.count)}${fact.unit ?? ''}`,
      parts === '' ? '' : `(${parts})`,
      fact.done === false ? 'todo' : '',
      fact.date === undefined ? '' : `@${fact.date.slice(5)}`,
    ]
      .filter((piece) => piece !== '')
      .join(' '),
  ]
}

const evening = (text: string): string => factsOf(understand(text, EVENING)).flatMap(short).join(' | ')
const morning = (text: string): string => factsOf(understand(text, MORNING)).flatMap(short).join(' | ')

describe('sub-counts', () => {
  it.each([
    ['走访农户20户,其中监测户4户、五保户3户', 'household_visit 20户 (五保户 3户) | monitored_household 4户'],
    [
      '入户走访30户,其中监测户6户、残疾人家庭2户、独居老人5户',
      'household_visit 30户 (残疾人家庭 2户, 独居老人 5户) | monitored_household 6户',
    ],
    ['核图斑18块,其中4块有争议、3块要整改', 'farmland_patch 18块 (有争议 4块, 要整改 3块)'],
    ['核图斑18块,有争议4块,要整改3块', 'farmland_patch 18块 (争议 4块, 要整改 3块)'],
    ['核图斑18块4块有争议3块要整改', 'farmland_patch 18块 (有争议 4块, 要整改 3块)'],
    ['排查房屋25户,其中:C级4户,D级2户', 'house_inspection 25户 (C级 4户, D级 2户)'],
    ['外出务工摸底120人,其中省外80人、省内40人', 'employment 120人 (省外 80人, 省内 40人)'],
    ['走访监测户11户(新识别2户)', 'monitored_household 11户 (新识别 2户)'],
    ['排查隐患点6处,其中2处已整改、4处正在整改', 'patrol 6处 (已整改 2处, 正在整改 4处)'],
    ['调解纠纷5起(土地3起、邻里2起)', 'dispute 5起 (土地 3起, 邻里 2起)'],
    ['低保申请核查9户,符合条件7户,不符合2户', 'relief_application 9户 (符合条件 7户, 不符合 2户)'],
    ['申报临时救助6户,其中已获批2户、正在公示4户', 'relief_application 6户 (已获批 2户, 正在公示 4户)'],
    ['为民办事15件,其中已办结13件', 'public_service 15件 (已办结 13件)'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('who came and what else one occasion brought', () => {
  it.each([
    ['开院坝会2场,覆盖群众86人', 'household_meeting 2场 (覆盖群众 86人)'],
    ['户长会1场,到会43户,发言12人', 'household_meeting 1场 (到会 43户, 发言 12人)'],
    ['组织森林防火巡护3次,出动护林员12人次', 'patrol 3次 (出动护林员 12人次)'],
    ['防汛巡查2趟,排查隐患点5处', 'patrol 2趟 (排查隐患点 5处)'],
    ['支委会1次,应到5人实到4人', 'party_meeting 1次 (应到 5人, 实到 4人)'],
    ['组织党员大会一次,应到35人,实到29人,请假6人', 'party_meeting 1次 (应到 35人, 实到 29人, 请假 6人)'],
    ['防溺水宣传3场,发放宣传单200份,受众150余人', 'policy_talk 3场 (发放宣传单 200份, 受众 150人)'],
    ['集中学习1次,18名党员参加', 'study 1次 (参加 18名党员)'],
    ['政策宣讲2场,参加脱贫户40户', 'policy_talk 2场 (参加脱贫户 40户)'],
    ['夜间巡山1次,劝返上山人员3人', 'patrol 1次 (劝返上山人员 3人)'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('lists of one doing', () => {
  it.each([
    [
      '代办小额信贷3户、残疾证换证2户、医保报销1户',
      'public_service 3户 | public_service 2户 | public_service 1户',
    ],
    ['为民代办:社保卡4张、身份证2张', 'public_service 4张 | public_service 2张'],
    ['帮老人代办医保3个,生育登记2件', 'public_service 3个 | public_service 2件'],
    ['交售核桃3吨,花椒200斤,土鸡60只', 'industry 3吨 | industry 200斤 | industry 60只'],
    ['修村道1.2公里、水沟300米、蓄水池2个', 'project 1.2公里 | project 300米 | project 2个'],
    ['帮办代办8件,办结7件', 'public_service 8件 (办结 7件)'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('whom it is done for and who does it', () => {
  it.each([
    ['为6户困难群众申请临时救助', 'relief_application 6户'],
    ['帮2户脱贫户代办医保报销', 'public_service 2户'],
    ['为12名老人办理养老认证', 'public_service 12名'],
    ['动员16名劳动力外出务工', 'employment 16名'],
    ['给4户残疾人家庭送医', 'public_service 4户'],
    ['我们三个人一起去河边组核图斑9块', 'farmland_patch 9块'],
    ['5个人上山巡山1次', 'patrol 1次'],
    ['我和老杨两个人分头走访,走了13户', 'household_visit 13户'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('meant, done and left', () => {
  it.each([
    ['原计划走访15户,实际走了11户', 'household_visit 11户'],
    [
      '计划核20块图斑,实际完成14块,剩余6块明天继续',
      'farmland_patch 14块 | plan @08-06 | farmland_patch 6块 todo @08-06',
    ],
    ['原定开3场院坝会,实际开了2场', 'household_meeting 2场'],
    ['走访10户,其余4户明天补走', 'household_visit 10户 | plan @08-06 | household_visit 4户 todo @08-06'],
    ['核图斑10块,未核6块', 'farmland_patch 10块 | farmland_patch 6块 todo'],
    ['危房排查完成11户,待排查9户', 'house_inspection 11户 | house_inspection 9户 todo'],
    ['图斑核完了,一共38块,明天再复核一遍', 'farmland_patch 38块 | plan @08-06'],
    ['清运垃圾2车,晚上还要开群众会1场', 'environment 2车 | plan @08-05 | household_meeting 1场 todo'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })

  it.each([
    ['今天计划入户15户、核图斑6块', 'plan @08-05 | household_visit 15户 todo | farmland_patch 6块 todo'],
    ['打算走访12户,其中监测户3户', 'plan @08-05 | household_visit 12户 todo | monitored_household 3户 todo'],
  ])('%s, said in the morning', (text, expected) => {
    expect(morning(text)).toBe(expected)
  })
})

describe('reports by heading', () => {
  it.each([
    [
      '一、防返贫监测\n走访监测户9户,新增识别1户\n二、人居环境\n清掏污水沟500米\n评选清洁户10户',
      'monitored_household 9户 (新增识别 1户) | environment 500米 | environment 10户',
    ],
    [
      '今天代办事项:\n社保卡3张、生育登记1件、残疾补贴2户\n另外调解家庭矛盾1起',
      'public_service 3张 | public_service 1件 | public_service 2户 | dispute 1起',
    ],
    ['产业发展:\n核桃修剪80亩\n卖出肉牛6头\n发放果苗500株', 'industry 80亩 | industry 6头 | industry 500株'],
    [
      '图斑:复核17块,销号9块\n入户:25户\n材料:3份',
      'farmland_patch 17块 (销号 9块) | household_visit 25户 | paperwork 3份',
    ],
    ['①走访8户②代办3件③巡山1次', 'household_visit 8户 | public_service 3件 | patrol 1次'],
    ['1、院坝会一场\n2、矛盾纠纷两起\n3、台账10份', 'household_meeting 1场 | dispute 2起 | paperwork 10份'],
    [
      '【工作日志】\n(1)走访脱贫户12户\n(2)图斑复核6块\n(3)存在问题:无',
      'household_visit 12户 | farmland_patch 6块',
    ],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('numbers that count nothing', () => {
  it.each([
    ['村集体经济收入18万元', ''],
    ['转移群众5户,急需帐篷10顶,请民政局支援', 'evacuation 5户 | difficulty'],
    ['更正:走访是9户;核图斑数不变,还是6块', 'household_visit 9户'],
    ['管道破损200米,请水务局来修', 'difficulty'],
    ['走访3个组27户', 'household_visit 27户'],
    ['本周累计走访46户,今天9户', 'household_visit 9户'],
    ['今天调解了老赵家和老钱家的地界,两家都签字了', 'dispute'],
    ['买了3袋米2桶油去看望五保老人', 'household_visit'],
    ['核桃树一亩能收两三百斤', ''],
    ['隔壁村昨天核了40块', ''],
    ['听隔壁村的讲他们队昨天核了四十块图斑', ''],
    ['水务局来了4个人,看了2个水池', ''],
    ['走访12户,来回走了三十公里', 'household_visit 12户'],
    ['上一条更正:新栽的魔芋80亩,走访那条照旧', 'industry 80亩'],
    ['把那12户的资料交上来', ''],
    ['村里有38户监测户', ''],
    ['核实下来有3户不符合低保条件', 'relief_application 3户'],
    ['断电断网 乡上快拉台发电机来', 'difficulty'],
    ['还有2户死活不走 请乡上派干部来劝', 'difficulty'],
    ['在河口组转移完13户涉及49人', 'evacuation 13户 (涉及 49人)'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('what was not done, and what is left of what', () => {
  it.each([
    ['走访0户', ''],
    ['图斑今天没去核', ''],
    ['我们村底数是80块', ''],
    ['上周转移的人都回去了', ''],
    ['院坝会1场33人参加', 'household_meeting 1场 (参加 33人)'],
    ['昨晚巡山2趟今早又1趟', 'patrol 2趟 @08-04 | patrol 1趟'],
    ['走访残疾户6户非监测户4户', 'household_visit 6户 | household_visit 4户'],
    ['代缴医保9人,宣讲了15户,还有4户没讲', 'public_service 9人 | policy_talk 15户 | policy_talk 4户 todo'],
    ['介绍4人去广东进厂', 'employment 4人'],
    ['调解牛吃菜的官司1件,赔了150块', 'dispute 1件'],
    ['材料交了3份,还欠2份', 'paperwork 3份 | paperwork 2份 todo'],
    ['核完了!最后9块', 'farmland_patch 9块'],
    ['带2人核图斑7块', 'farmland_patch 7块'],
    ['计划走访10户,走了7户,3户不在家', 'household_visit 7户 (不在家 3户)'],
    ['走访户数12', 'household_visit 12'],
    ['核了10块图斑里面有4块是撂荒地', 'farmland_patch 10块 (撂荒地 4块)'],
    ['户厕改造进度70%,已完成21户', 'environment 21户'],
    ['图斑总共42块,今天核15块,还剩11块', 'farmland_patch 15块 | farmland_patch 11块 todo'],
    ['核图斑:一组4块、二组6块、三组没去成', 'farmland_patch 4块 | farmland_patch 6块'],
    ['帮老李办了个残疾证,跑了两趟区里', 'public_service'],
    ['核了一片图斑,大概十七八块', 'farmland_patch 17块'],
    ['劝了两户搬下来,还有一户不肯', 'evacuation 2户 | evacuation 1户 todo'],
    ['人居环境大扫除,我们5个人加上村民20多个', 'environment (我们5个人加上村民 20个)'],
    ['开了个党员会,到会19个,请假3个', 'party_meeting (到会 19个, 请假 3个)'],
    ['图斑还差11块没举证,今天只弄了3块', 'farmland_patch 11块 todo | farmland_patch 3块'],
    ['养老认证13个,还有2个没弄成', 'public_service 13个 | public_service 2个 todo'],
    ['今天入户,张家沟12户老林寨7户一共19户', 'household_visit 19户 (张家沟 12户, 老林寨 7户)'],
    ['主题党日1次28人参加完了又开了支委会嗓子都要冒烟', 'party_meeting 1次 (参加完了 28人) | party_meeting'],
    ['走了两家,一家监测户一家残疾户', 'household_visit 2家 (残疾户 1家) | monitored_household 1家'],
    ['看了两家的危房一家C级一家D级', 'house_inspection 2家 (C级 1家, D级 1家)'],
    ['刚才走访的户数写错了,不是21户是12户', 'household_visit 12户'],
    ['党员大会应到43人,通过了2个议题', 'party_meeting (应到 43人, 通过 2个)'],
    ['环境整治,出动40人次,清理垃圾3车', 'environment (出动 40人次) | environment 3车'],
    ['二组危房排查30户,B级12,C级6', 'house_inspection 30户 (B级 12户, C级 6户)'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('lines of a list', () => {
  it.each([
    ['日报\n1.走访4户\n2.整理档案\n3.调解纠纷1起', 'household_visit 4户 | paperwork | dispute 1起'],
    ['我在村委会整了7份材料\n小樊到后山组排查了6户', 'paperwork 7份'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})

describe('halves', () => {
  it.each([
    ['烤烟种植落实三百二十亩半', 'industry 320.5亩'],
    ['修水沟1公里半', 'project 1.5公里'],
  ])('%s', (text, expected) => {
    expect(evening(text)).toBe(expected)
  })
})
