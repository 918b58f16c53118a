import { factsOf, type Fact, type ReadingContext, understand } from '../../src/understand'

/** A Wednesday morning. */
const AT = Date.parse('2026-10-14T09:10:00+08:00')

/** A fact in a line: leave family 10-15…10-16 2 «娃还没出院». */
function short(fact: Fact): string {
  switch (fact.kind) {
    case 'leave':
      return `${fact.leaveKind} ${fact.from.slice(5)}…${fact.to.slice(5)} ${String(fact.days)} «${fact.reason ?? ''}»`
    case 'not_seen':
      return `unseen ${fact.who.join()}${fact.days === undefined ? '' : ` ${String(fact.days)}`}`
    case 'health':
      return `ill ${fact.who.join()} «${fact.symptom}»${fact.days === undefined ? '' : ` ${String(fact.days)}`}${fact.urgent ? ' !' : ''}`
    case 'safe':
      return `safe ${fact.who.join()}`
    case 'help':
      return `help ${fact.who.join()}`
    default:
      return fact.kind
  }
}
const read = (text: string, context: ReadingContext = { role: 'member' }): string =>
  factsOf(understand(text, AT, context))
    .map(short)
    .join(' | ')

describe('leave', () => {
  it.each([
    ['申请公休下周一到下周五', 'annual 10-19…10-23 5 «»'],
    ['本周四到下周一休年假', 'annual 10-15…10-19 5 «»'],
    ['请假周五到下周一', 'other 10-16…10-19 4 «»'],
    ['想请25号26号两天假,表妹结婚', 'family 10-25…10-26 2 «表妹结婚»'],
    ['父亲后天出院,我请16号一天去接', 'family 10-16…10-16 1 «父亲后天出院»'],
    ['下周想请三天年假,周二开始,回老家一趟', 'annual 10-20…10-22 3 «回老家一趟»'],
    ['请领导批我三天假,从明天算起', 'other 10-15…10-17 3 «»'],
    ['我请假了哈,明天不在村,后天回', 'other 10-15…10-15 1 «»'],
    ['我想明天请一天假可以吗', 'other 10-15…10-15 1 «»'],
    ['王书记,我儿子明天中考,想请两天假陪考', 'family 10-15…10-16 2 «我儿子明天中考»'],
    ['因家中有事,需向您请假一天,望批准', 'personal 10-14…10-14 1 «家中有事»'],
    ['下午请假去接孩子,4点走', 'family 10-14…10-14 0.5 «去接孩子»'],
    ['请假两天,手机保持畅通', 'other 10-14…10-15 2 «»'],
    ['同学结婚,周六请一天', 'personal 10-17…10-17 1 «同学结婚»'],
    ['能不能请两天假?老家修路要我回去签字', 'personal 10-14…10-15 2 «老家修路要我回去签字»'],
    ['请假申请\n请假人:小罗\n时间:10月20日至22日\n事由:回老家办丧事', 'family 10-20…10-22 3 «回老家办丧事»'],
    ['小罗家里老人过世,请假三天', 'whereabouts'],
    ['我的假已经批了,谢谢领导', ''],
    ['走访监测户6户。岳父做手术,请19号到21号的假', 'work | family 10-19…10-21 3 «岳父做手术»'],
    ['媳妇临产,请到下周二', 'family 10-14…10-20 7 «媳妇临产»'],
    ['年假从下周三休到周六', 'annual 10-21…10-24 4 «»'],
    ['更正,事假是20号到21号,不是到23号', 'correction | personal 10-20…10-21 2 «»'],
    ['图斑核了11块,明天请一天假去换驾照', 'work | personal 10-15…10-15 1 «去换驾照»'],
    ['我头疼得抬不起来\n想请一天病假', 'ill self «头疼» | sick 10-14…10-14 1 «头疼得抬不起来»'],
    ['想请假又不好开口,算了', ''],
    ['请嫁两天,修老家的房子', 'personal 10-14…10-15 2 «修老家的房子»'],
    ['下午请半天假 摩托要年检', 'personal 10-14…10-14 0.5 «摩托要年检»'],
    ['单位叫回去述职,周五请假一天', 'other 10-16…10-16 1 «单位叫回去述职»'],
    ['老娘摔断腿了,请假三天', 'family 10-14…10-16 3 «老娘摔断腿了»'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('people nobody has seen', () => {
  it.each([
    ['老杞昨晚没回来,电话也关机', 'unseen 老杞'],
    ['从前天到现在没有老杞的消息', 'unseen 老杞 2'],
    ['我打了何队长五个电话都没通', 'unseen 何队长'],
    ['不见小罗人,房间也空着', 'unseen 小罗'],
    ['养殖项目还没见效', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('counts the days villagers name', () => {
    expect(read('他们三天都没露面', { role: 'villager' })).toBe('unseen team 3')
    expect(read('罗书记这两天都没看见人', { role: 'secretary' })).toBe('unseen 罗书记 2')
  })
})

describe('illness and safety', () => {
  it.each([
    ['今天体温39度5,浑身打颤', 'ill self «体温39度5,浑身打颤» !'],
    ['过敏起疹子第三天', 'ill self «过敏起疹子» 3'],
    ['鲁姐突然说胸口闷,脸色不好看,直冒冷汗', 'ill 鲁姐 «胸口闷,脸色不好看,直冒冷汗» !'],
    ['何书记突发胸痛,请求派车支援', 'ill 何书记 «胸痛» ! | help 何书记'],
    ['小周联系上了!人没事', 'safe 小周'],
    ['我家猪病了', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('who has come to harm', () => {
  it.each([
    ['普建摔了一跤 腿疼走不动', 'help 普建'],
    ['起国华被蛇咬了', 'ill 起国华 «被蛇咬了» !'],
    ['我们队的老起被蛇咬了', 'ill 老起 «被蛇咬了» !'],
    ['苏红发高烧烧到40度,人都糊涂了', 'ill 苏红 «高烧烧到40度» !'],
    ['早上起雾了,路滑', ''],
    ['村医说李敏是急性肠胃炎', 'ill 李敏 «急性肠胃炎»'],
    ['支书讲小王感冒了', 'ill 小王 «感冒了»'],
    ['万同志手着钉子戳了', 'ill 万同志 «手着钉子戳了»'],
    ['我车胎着钉子戳了', ''],
    ['小段在村委会烧着水', 'whereabouts'],
    ['远远望见后山冒烟', ''],
  ])('「%s」', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})
