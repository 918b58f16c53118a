import { factsOf, understand } from '../../src/understand'

const AT = Date.parse('2026-08-11T14:20:00+08:00')

/** Whom a text calls help for, and what else it holds. */
const read = (text: string): string =>
  factsOf(understand(text, AT))
    .map((fact) => (fact.kind === 'help' ? `help ${fact.who.join()}` : fact.kind))
    .join(' | ')

describe('a call for help', () => {
  it.each([
    ['摩托冲下路坎了 老郎压在底下 快来几个人', 'help 老郎'],
    ['车子刹车失灵 靠着山停着 不敢动', 'help self'],
    ['队长从梯子上摔下来 起不来身 满头是血', 'help 队长'],
    ['老罗昏过去了 赶紧喊医生', 'health | help 老罗'],
    ['救火救火 后山烧起来了', 'help self'],
    ['支书被牛顶伤了 肚子上一个洞', 'help 支书'],
    ['落石不断 我们躲在涵洞里面 出不去', 'help team'],
    ['天黑了我摸不着路 电筒也没电', 'help self'],
    ['我们两个走到三岔箐,前后都塌方了,过不去', 'help team'],
    ['肋骨断了两根 血止不住 求你们来人', 'help self'],
  ])('is heard in %s', (text, expected) => {
    expect(read(text)).toContain(expected)
  })

  it.each([
    '今天差点翻车 吓死我了',
    '上次老段摔断腿,今天返岗',
    '转移被困群众8人到安置点',
    '防汛演练,模拟3户群众被困',
    '到三组看望骨折的老党员',
    '怕娃娃掉进水塘 组织人把水塘围起来了',
    '堵车堵在半路 要晚点到',
    '材料太多 快来救救我 哈哈',
    '请求支援:明天院坝会缺个话筒',
    '刚才车陷沟里 已经拉出来了 人没事',
    '我没受伤 就是车撞了一下',
    '老范走不动山路 他守办公室',
    '去年这个时候我们被困过一次',
    '小郗吃菌子中毒 吐得起不来',
    '老蔡痛风犯了下不来床',
    '地震把去三组的路砸断了',
    '赶紧叫人把表填了交给镇上',
  ])('is not heard in %s', (text) => {
    expect(read(text)).not.toContain('help')
  })
})
