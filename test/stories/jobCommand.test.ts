import { isoOf } from '../../src/time'
import { eachDatabase } from '../databases'
import { runCommand, settingsFor } from '../scripts/command'
import { startWorld, type World, ZONE } from '../world'

jest.setTimeout(120_000)

eachDatabase((_name, _open, newPlace) => {
  describe('a morning by command alone', () => {
    let world: World
    let url = ''
    beforeAll(async () => {
      world = await startWorld(async () => {
        const place = await newPlace()
        url = place.url
        return place
      })
    })
    afterAll(() => world.stop())

    /** Runs a job as of a clock time; gives who got something, and what it said it did. */
    async function job(name: string, clock: string) {
      const before = world.standIn.pushes.length
      const args = [name, '--at', isoOf(world.at(clock), ZONE)]
      const { code, out, err } = await runCommand('scripts/job.ts', args, settingsFor(world.standIn, url))
      expect([code, err]).toEqual([0, ''])
      const told = world.standIn.pushes.slice(before).flatMap(({ to }) => to)
      return { told: [...new Set(told)].sort(), report: JSON.parse(out) as Record<string, unknown> }
    }

    it('reminds, asks, alarms and clears, each once however often it is run', async () => {
      await world.say('duanli', '我们都在村里', '08:00')
      await world.say('yanghai', '在村', '08:00')
      for (const [name, clock, expected] of [
        ['remind', '08:40', ['zhangwei']],
        ['watch', '09:00', ['limin', 'suhong']],
      ] as const) {
        expect((await job(name, clock)).told).toEqual(expected)
        expect((await job(name, clock)).told).toEqual([])
      }
      for (const clock of ['09:15', '09:30', '09:45']) await world.watch(clock)
      expect((await job('watch', '10:00')).told).toEqual(['qinglin'])
      await world.standIn.voice('suhong', { at: world.at('10:20') })
      await job('deliver', '10:20')
      const cleared = world.standIn.pushes.filter(({ text }) => text.includes('有消息了'))
      expect([...new Set(cleared.flatMap(({ to }) => to))].sort()).toEqual([
        'limin',
        'qinglin',
        'wangzhishu',
        'zhangwei',
        'zhaowen',
      ])
    })

    it('says as one object what it did, without any text of a message', async () => {
      const { told, report } = await job('watch', '11:00')
      expect(told).toEqual([])
      expect(report).toMatchObject({ opened: 0, steps: [], delivery: { sent: 0, waiting: 0 } })
    })

    it('is quiet on a Saturday', async () => {
      for (const [name, clock] of [
        ['remind', '2026-07-04 08:40'],
        ['watch', '2026-07-04 10:00'],
        ['digest', '2026-07-04 20:20'],
      ] as const)
        expect((await job(name, clock)).told).toEqual([])
    })
  })
})
