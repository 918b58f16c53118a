import { eachDatabase } from '../databases'
import { policyFrom } from '../../src/policy'
import { receivers, ROSTER, startWorld, type World } from '../world'

const MUTE = ROSTER.replace('hezhishu,何永', ',何永')

eachDatabase((_name, _open, newPlace) => {
  describe('the link for a village secretary without an account', () => {
    let world: World
    let page: string
    beforeAll(async () => {
      // A page has no CreateTime: its answers are dated by the machine, whose evening must not hold the all-clear back.
      const policy = policyFrom({ quiet: { from: '00:00', until: '00:00' } })
      world = await startWorld(newPlace, { roster: MUTE, publicUrl: 'https://bot.example', policy })
      for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
      const alarm = (await world.watch('10:00')).find(
        ([who, text]) => who === 'qinglin' && text.includes('岔河村'),
      )
      const [, token = ''] = /https:\/\/bot\.example\/w\/(\S+)/.exec(alarm?.[1] ?? '') ?? []
      page = `http://127.0.0.1:${world.server.port}/w/${token}`
    })
    afterAll(() => world.stop())

    const post = (form: Record<string, string>, url = page) =>
      fetch(url, { method: 'POST', body: new URLSearchParams(form) })

    it('shows names and buttons, no history, and changes nothing when opened', async () => {
      const response = await fetch(page)
      const html = await response.text()
      expect(response.status).toBe(200)
      expect(html).toContain('岔河村')
      expect(html).toContain('杨海')
      for (const word of ['都在', '知道去向', '没见到', 'tel:13800000021']) expect(html).toContain(word)
      expect(html).not.toContain('<script')
      expect(await world.arrived('10:01')).toEqual([])
    })

    it('is dead when forged', async () => {
      expect((await fetch(`${page.slice(0, -1)}${page.endsWith('x') ? 'y' : 'x'}`)).status).toBe(410)
      expect((await post({ answer: 'here' }, `${page}z`)).status).toBe(410)
      expect((await post({ answer: 'nonsense' })).status).toBe(400)
    })

    it('ends the search by the village secretary’s word, and is dead then', async () => {
      expect((await post({ answer: 'here' })).status).toBe(200)
      const cleared = await world.arrived('10:05')
      expect(receivers(cleared)).toEqual(['qinglin', 'yanghai'])
      for (const [, text] of cleared) expect(text).toContain('何永说')
      expect((await fetch(page)).status).toBe(410)
      expect((await post({ answer: 'here' })).status).toBe(410)
    })
  })
})
