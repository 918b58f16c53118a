import { gloss } from '../../scripts/demo/gloss'
import { chipOf } from '../../scripts/demo/understood'
import { narrow, typeset } from '../../scripts/demo/typeset'

describe('the English captions', () => {
  it.each([
    [
      '王书记早!半坡村队里今天怎么安排?随口说一句就行,像『都在村里』。谁说都算,说过就不再问。(8:40)',
      "Good morning, Secretary Wang! What is the Banpo team's day like? Any plain sentence will do. Anybody on the team may say it; then nobody is asked again. (8:40)",
    ],
    [
      '收到,张书记和组长出去核图斑,18:00前回,可能没信号;您在村里;您感冒。',
      'Got it, Secretary Zhang and the group head out checking land parcels, back before 18:00, perhaps no signal; you in the village; you have a cold.',
    ],
    [
      '最后一句:昨天16:11 陈志远「我们都在村,巡山防火1次」',
      'Last words: yesterday 16:11 Chen Zhiyuan “All in the village; 1 fire patrol on the hill”',
    ],
    [
      '问过:9:00杨光(工作队员);9:30普老五(村党支部书记)(没送到)',
      'Asked: 9:00 Yang Guang (team member); 9:30 Pu Laowu (village secretary) (not delivered)',
    ],
    ['松坡村工作队2人:在村1,外出干活1。', 'Songpo team, 2 people: in the village 1, out at work 1.'],
    ['今天8:30 不清楚', 'today 8:30 “I do not know”'],
  ])('put %s into English', (zh, en) => {
    expect(gloss(zh, 'reply')).toBe(en)
    expect(gloss(typeset(zh), 'reply')).toBe(en)
  })

  it('leave a word they do not know as it was said', () => {
    expect(gloss('收到,您去水库边。', 'reply')).toBe('Got it, you to “水库边”.')
  })

  it('show a gap where a sentence is beyond them', () => {
    expect(gloss('您好!庄稼长势喜人。', 'reply')).toBe('Hello! …')
  })

  it('say what kind of message it is when they know nothing of it', () => {
    expect(gloss('庄稼长势喜人。', 'digest')).toMatch(/^A digest/)
  })
})

describe('wide and narrow marks', () => {
  it('are put beside Chinese alone, and taken back', () => {
    expect(typeset('在村,3:30回!OK, ok?')).toBe('在村\uff0c3:30回\uff01OK, ok?')
    expect(narrow(typeset('求助!段文(队员)摔了'))).toBe('求助!段文(队员)摔了')
  })
})

describe('what was understood', () => {
  it('is told in both languages', () => {
    const until = '2026-07-01T18:00:00+08:00'
    const chip = chipOf(
      {
        kind: 'whereabouts',
        who: ['张书记', 'self'],
        status: 'field',
        activity: 'farmland_patch',
        until,
        noSignal: true,
      },
      'Asia/Shanghai',
    )
    expect(chip.en).toBe(
      'Whereabouts: Secretary Zhang, the speaker · out in the field · land parcels · until 18:00 · no signal',
    )
    expect(chip.zh).toMatch(/^去向:张书记、本人 · .*18:00前 · 没信号$/)
  })
})
