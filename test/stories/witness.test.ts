import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, textTo, type World } from '../world'

const MUTE = ROSTER.replace('hezhishu,何永', ',何永').replace('wangzhishu,王国平', ',王国平')

eachDatabase((_name, _open, newPlace) => {
  describe('the link for a village secretary without an account', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: MUTE, publicUrl: 'https://bot.example' })
    })
    afterEach(() => world.stop())

    /** The page the alarm about a village links to. */
    async function pageFor(village: string, clocks: string[]): Promise<string> {
      for (const clock of clocks.slice(0, -1)) await world.watch(clock)
      const alarms = await world.watch(clocks.at(-1) ?? '')
      const text = alarms.find(([who, said]) => who === 'qinglin' && said.includes(village))?.[1] ?? ''
      const [, token = ''] = /长按转发给村支书,他点一下就行:https:\/\/bot\.example\/w\/(\S+)/.exec(text) ?? []
      return `http://127.0.0.1:${world.server.port}/w/${token}`
    }
    const MORNING = ['09:00', '09:15', '09:30', '09:45', '10:00']
    const ofMorning = () => pageFor('岔河村', MORNING)
    const ofReturn = async () => {
      await world.say('limin', '我们都在村里', '07:30')
      await world.say('zhangwei', '我上山巡山,12点前回', '08:00')
      return pageFor('丛岗村', ['12:30', '12:45', '13:00', '13:15'])
    }

    const post = (page: string, form: Record<string, string>) =>
      fetch(page, { method: 'POST', body: new URLSearchParams(form) })

    it('shows names and buttons, no history, and changes nothing when opened', async () => {
      const response = await fetch(await ofMorning())
      const html = await response.text()
      expect(response.status).toBe(200)
      expect(html).toContain('岔河村')
      expect(html).toContain('杨海')
      for (const word of ['都在', '知道去向', '没见到', 'tel:13800000021']) expect(html).toContain(word)
      expect(html).not.toContain('<script')
      expect(await world.arrived('10:01')).toEqual([])
    })

    it('is dead when forged', async () => {
      const page = await ofMorning()
      expect((await fetch(`${page.slice(0, -1)}${page.endsWith('x') ? 'y' : 'x'}`)).status).toBe(410)
      expect((await post(`${page}z`, { answer: 'here' })).status).toBe(410)
      expect((await post(page, { answer: 'nonsense' })).status).toBe(400)
    })

    it('ends the search by the village secretary’s word, and is dead then', async () => {
      const page = await ofMorning()
      expect((await post(page, { answer: 'here' })).status).toBe(200)
      const cleared = await world.arrived('10:05')
      expect(receivers(cleared)).toEqual(['qinglin', 'yanghai'])
      for (const [, text] of cleared) expect(text).toContain('何永(经链接)说')
      expect((await fetch(page)).status).toBe(410)
      expect((await post(page, { answer: 'here' })).status).toBe(410)
      expect(await world.say('qinglin', '岔河村在哪', '10:06')).toMatch(/杨海.*在村.*何支书10:0\d说/)
    })

    it('is answered by the clock that drives the search, whatever the machine’s says', async () => {
      const page = await ofMorning()
      await world.watch('10:20')
      await post(page, { answer: 'here' })
      expect(textTo(await world.arrived('10:20'), 'qinglin')).toContain('10:20')
      const later = await world.watch('11:00')
      expect(later.filter(([, text]) => text.includes('岔河村'))).toEqual([])
    })

    it.each([
      ['a morning', ofMorning, '杨海'],
      ['a return', ofReturn, '张伟'],
    ])('ends %s by knowing where they are, without a word more', async (_what, pageOf, name) => {
      const page = await pageOf()
      expect((await post(page, { answer: 'know', line: '' })).status).toBe(200)
      expect(textTo(await world.arrived('13:20'), 'qinglin')).toContain(`(经链接)说:${name}的去向他知道`)
      expect((await fetch(page)).status).toBe(410)
      expect(await world.say('qinglin', `${name}在哪`, '13:21')).toContain('知道去向')
    })

    it.each([
      ['know', '去三组核图斑了,5点前回'],
      ['line', '去三组核图斑了,5点前回'],
      ['know', '嗯嗯你放心'],
    ])('takes the line written beside %s: %s', async (answer, line) => {
      const page = await ofMorning()
      await post(page, { answer, line })
      expect(receivers(await world.arrived('10:05'))).toEqual(['qinglin', 'yanghai'])
    })

    it('keeps what is written beside a button', async () => {
      const page = await ofReturn()
      await post(page, { answer: 'here', line: '在村委会修水管' })
      expect(await world.say('qinglin', '张伟在哪', '13:21')).toContain('村委会')
    })

    it('passes what proves nothing to whoever was alarmed, and stays open', async () => {
      const page = await ofMorning()
      expect((await post(page, { answer: 'not_seen', line: '门锁着' })).status).toBe(200)
      const passed = await world.arrived('10:05')
      expect(receivers(passed)).toEqual(['qinglin'])
      expect(textTo(passed, 'qinglin')).toContain('门锁着')
      expect((await fetch(page)).status).toBe(200)
      expect((await post(page, { answer: 'line', line: '' })).status).toBe(200)
      expect(await world.arrived('10:06')).toEqual([])
    })
  })
})
