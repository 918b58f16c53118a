import { factsOf, understand } from '../../src/understand'

const AT = Date.parse('2026-08-05T10:00:00+08:00')
const read = (text: string) => factsOf(understand(text, AT))
const notice = (scope: string, text: string) => ({ kind: 'order', does: 'notice', scope, text })

describe('notices that do not begin with 通知', () => {
  it.each<[string, string, string]>([
    ['各队今天下午五点前把物资清单报到应急办', '各队', '今天下午五点前把物资清单报到应急办'],
    ['麻烦通知一下青树乡那几个队长后天来开对接会', '青树乡那几个队长', '后天来开对接会'],
    ['让山脚村的队员把去年的走访台账带下来', '山脚村的队员', '把去年的走访台账带下来'],
    ['跟沿江几个村的第一书记说一声,水位涨了不要下河', '沿江几个村的第一书记', '水位涨了不要下河'],
    ['各位第一书记:本周五前完成组织关系转接', '各位第一书记', '本周五前完成组织关系转接'],
    ['发个通知给所有新到的队员,体检报告交到乡上', '所有新到的队员', '体检报告交到乡上'],
    ['把下面这条发给各队:晚上有大风,注意关窗', '各队', '晚上有大风,注意关窗'],
    ['提醒在山上的几个队早点下山,三点后有雷雨', '在山上的几个队', '早点下山,三点后有雷雨'],
    ['还没报的队抓紧报一下去向', '还没报的队', '抓紧报一下去向'],
    ['老罗,下午到我办公室来一趟', '老罗', '下午到我办公室来一趟'],
    ['全体注意,下午三点集合', '全体', '下午三点集合'],
  ])('%s', (text, scope, words) => {
    expect(read(text)).toEqual([notice(scope, words)])
  })

  it('ends where the bot itself is asked something', () => {
    expect(read('各队今晚十点前报平安。另外看看谁还没报')).toEqual([
      notice('各队', '今晚十点前报平安'),
      { kind: 'question', asks: 'missing' },
    ])
  })

  it.each([
    '各队都在山上,没信号',
    '书记说各队月底交总结',
    '跟段书记说一声我今天迟点到',
    '同志们辛苦了,注意防暑',
    '请各位放心,我们都安全',
    '各位领导,我是麦地村的,二组水管坏了,请协调水务来修',
    '全体队员今天都下组入户',
    '叫支书来接我,车坏半路了',
    '麻烦镇上派个人来修水管',
    '和茶组长去四组排查房屋18户',
  ])('are not read in %s', (text) => {
    expect(read(text).filter(({ kind }) => kind === 'order')).toEqual([])
  })
})
