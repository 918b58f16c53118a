import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { eachDatabase, type Place } from '../databases'
import { startWorld, type World } from '../world'

jest.setTimeout(60_000)

const SCRIPT = join(__dirname, '../../scripts/parse.ts')

function parse(args: string[], url?: string): Promise<{ code: number; facts: object[]; err: string }> {
  const env = {
    TIMEZONE: 'Asia/Shanghai',
    POLICY_FILE: '',
    ...(url === undefined ? {} : { DATABASE_URL: url }),
  }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', SCRIPT, ...args], { env }, (error, out, err) => {
      const facts = out === '' ? [] : (JSON.parse(out) as { facts: object[] }).facts
      resolve({ code: error === null ? 0 : 1, facts, err })
    })
  })
}

eachDatabase((_name, _open, newPlace) => {
  describe('parse --from', () => {
    let world: World
    let place: Place
    beforeAll(async () => {
      place = await newPlace()
      world = await startWorld(() => Promise.resolve(place))
      await world.say('zhangwei', '我和李敏上山核图斑,下午6点前回', '13:00')
      await world.say('zhangwei', '走访5户', '15:00')
      await world.watch('18:30')
      await world.watch('18:45')
    })
    afterAll(() => world.stop())

    const at = '2026-07-01T18:46:00+08:00'
    const from = (who: string, text: string, when = at) =>
      parse([text, '--at', when, '--from', who], place.url)

    it('reads an answer to the open question as being about whoever was asked about', async () => {
      const { facts } = await from('suhong', '回来了')
      expect(facts).toEqual([expect.objectContaining({ kind: 'whereabouts', who: ['张伟', '李敏'] })])
    })

    it.each(['不知道', '确认', '1'])('reads 「%s」 as no fact', async (text) => {
      expect((await from('suhong', text)).facts).toEqual([])
    })

    it('knows the last message of the speaker', async () => {
      const { facts } = await from('zhangwei', '更正,是6户不是5户', '2026-07-01T15:10:00+08:00')
      expect(facts).toEqual([
        { kind: 'correction' },
        expect.objectContaining({ kind: 'work', category: 'household_visit', count: 6 }),
      ])
    })

    it('needs no open question, and says when it knows nobody of that name', async () => {
      expect((await from('limin', '在村里')).facts).toEqual([
        { kind: 'whereabouts', who: ['self'], status: 'in_village' },
      ])
      const unknown = await from('nobody', '在村里')
      expect(unknown.code).toBe(1)
      expect(unknown.err).toContain('--from')
    })
  })
})

describe('parse without a database', () => {
  it('reads the text alone', async () => {
    expect((await parse(['在村里', '--at', '2026-07-01T08:00:00+08:00'])).facts).toEqual([
      { kind: 'whereabouts', who: ['self'], status: 'in_village' },
    ])
  })
})
