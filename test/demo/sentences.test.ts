import type { Bubble } from '../../scripts/demo/chats'
import { SENTENCES } from '../../scripts/demo/sentences'
import { openStage, type Stage } from '../../scripts/demo/stage'
import { typeset } from '../../scripts/demo/typeset'

jest.setTimeout(60_000)

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ minute: 0, before: 0, look: 0 })
})
afterAll(() => stage.stop())

interface Heard {
  reply: string
  /** What others got, by UserID. */
  others: Map<string, string>
}

/** Says a sentence as the page does. */
async function say(userid: string, text: string): Promise<Heard> {
  const before = (await stage.state()).bubbles.length
  await stage.act(userid, { kind: 'say', text: typeset(text) })
  const after = (await stage.state()).bubbles.slice(before).filter(({ from }) => from === 'bot')
  const words = (bubbles: Bubble[]) => bubbles.map(({ text: said }) => said).join('\n')
  return {
    reply: words(after.filter((bubble) => bubble.userid === userid && !bubble.unasked)),
    others: new Map(after.filter(({ unasked }) => unasked).map((bubble) => [bubble.userid, bubble.text])),
  }
}

async function tried(id: string): Promise<Heard> {
  const sentence = SENTENCES.find((each) => each.id === id)
  if (sentence === undefined) throw new Error(`no sentence ${id}`)
  return say(sentence.from, sentence.text)
}

const stateOf = async (village: string) =>
  (await stage.state()).villages.find(({ name }) => name === village)?.state

describe('the sentences to try', () => {
  it("answer for the article's whole team", async () => {
    const { reply, others } = await tried('article')
    expect(reply).toMatch(/张书记.*18:00前回/)
    expect(others.size).toBe(0)
    expect(await stateOf('松坡村')).toBe('no_signal')
  })

  it('tell the district who is where, who said so and when', async () => {
    const { reply } = await tried('question')
    expect(reply).toMatch(/张明远.*上山核图斑.*18:00前回.*苏晓梅8:30说/)
  })

  it('correct the time and keep the rest', async () => {
    const { reply } = await tried('correction')
    expect(reply).toContain('17:00前回')
    const { reply: where } = await tried('question')
    expect(where).toMatch(/张明远.*核图斑.*17:00前回/)
    expect(await stateOf('松坡村')).toBe('no_signal')
  })

  it('let a village secretary make a team known', async () => {
    await tried('witness')
    expect(await stateOf('半坡村')).toBe('known')
  })

  it('ask for leave, and keep its reason from the team', async () => {
    const { reply } = await tried('leave')
    expect(reply).toMatch(/明天.*1天/)
    const { reply: asked } = await say('zhaolin', '明天谁请假')
    expect(asked).toContain('尹峰')
    expect(asked).not.toMatch(/孩子|看病/)
  })

  it('bring help at once to mates, cadres, township and district', async () => {
    const { reply, others } = await tried('help')
    expect(reply).toMatch(/120/)
    expect([...others.keys()]).toEqual(
      expect.arrayContaining(['heliang', 'yangshulin', 'liuzhen', 'gaoyuan']),
    )
    expect(others.get('liuzhen')).toMatch(/段文/)
    expect(await stateOf('柳树湾村')).toBe('help')
  })
})
