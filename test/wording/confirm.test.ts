import type { Subject } from '../../src/record/statements'
import { understand } from '../../src/understand'
import { confirmation } from '../../src/wording/confirm'

const ZONE = 'Asia/Shanghai'
const subjectOf = (name: string): Subject => ({ id: name === 'self' ? 1 : null, name })

/** What is said back to a text of somebody on a team, before any promise. */
function repeated(text: string, clock = '09:00'): string | null {
  const now = Date.parse(`2026-07-01T${clock}:00+08:00`)
  const understood = understand(text, now, { role: 'member' }).facts.map(({ fact, span, said }) => ({
    fact,
    words: text.slice(span.start, span.end),
    ...(said === undefined ? {} : { said }),
    subjects: ('who' in fact ? fact.who : ['self']).map(subjectOf),
    declared: null,
  }))
  return confirmation(understood, { id: 1, teamSize: 3, now, zone: ZONE })?.split('\n')[0] ?? null
}

describe('the reply', () => {
  it.each([
    ['老普去镇上交材料,我守办公室', '老普去镇上交材料;您守办公室'],
    ['我上山看水源去,天黑前下来', '您上山看水源,19:30前回'],
    ['老普下组了', '老普下组了'],
    ['小何回家了', '小何回家了'],
    ['克老鹰岩组核图班,6点前回', '您去老鹰岩组核图斑,18:00前回'],
    ['在村里整台账', '您在村里整台账'],
    ['地点:箐口组', '您在箐口组'],
    ['我回来了', '您在村里'],
    ['在五组给老百姓讲医保政策', '您在五组给老百姓讲医保政策'],
  ])('repeats the own words for where somebody is and what for: %s', (text, expected) => {
    expect(repeated(text)).toBe(`收到,${expected}。`)
  })

  it.each([
    ['今天去小河边组走访8户,其中脱贫户3户', '您去小河边组走访8户(脱贫户3户)'],
    ['在村里整台账,还差12户没录完', '您在村里整台账;台账材料还剩12户'],
    ['走访6户,调解纠纷1起', '走访入户6户;调解纠纷1起'],
  ])('says a number once, and with its work: %s', (text, expected) => {
    expect(repeated(text)).toBe(`收到,${expected}。`)
  })

  it.each([
    ['上山巡山,6点前回,手机快没电了', '您上山巡山,18:00前回,手机可能没电'],
    ['上山巡山,6点前回,没信号', '您上山巡山,18:00前回,可能没信号'],
    ['去区里开会,手机上交,5点回', '您去区里开会,17:00前回,手机上交'],
  ])('tells why nothing will be heard as it was said: %s', (text, expected) => {
    expect(repeated(text)).toBe(`收到,${expected}。`)
  })

  it.each([
    ['下午想请半天假去医院看看', '请病假今天下午,半天'],
    ['明天请假一天', '请假明天,1天'],
    ['家里老人住院,请假3天', '请假(家里有事)今天到后天,3天'],
    ['续假两天', '续假今天到明天,2天'],
  ])('names a leave and its days: %s', (text, expected) => {
    expect(repeated(text)).toBe(`收到,${expected}。`)
  })

  it.each([
    ['明天去区里培训', '您明天去区里培训'],
    ['明天回单位开会', '您明天去单位开会'],
    ['下周一到周三去州上开会', '您去州上开会,7月6日起到7月8日'],
    ['还在路上,10点到', '您在路上,10:00前到'],
  ])('puts days and times where people do: %s', (text, expected) => {
    expect(repeated(text)).toBe(`收到,${expected}。`)
  })

  it('hears that too much is asked for in writing', () => {
    const { facts } = understand(
      '表太多了,一个数据填五遍,能不能少点',
      Date.parse('2026-07-01T09:00:00+08:00'),
    )
    expect(facts.map(({ fact }) => fact.kind)).toEqual(['feedback'])
  })
})
