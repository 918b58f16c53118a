import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spoolFiles } from '../../src/spool/files'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('a clock that is set back an hour', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace)
    })
    afterEach(() => world.stop())

    it('repeats no reminder, question or alarm, and holds none back', async () => {
      await world.remind('08:40')
      await world.watch('09:00')
      expect(await world.watch('09:16')).not.toEqual([])
      const again = [await world.remind('08:40'), await world.watch('08:16'), await world.watch('09:00')]
      expect(again).toEqual([[], [], []])
      expect(await world.watch('09:16')).toEqual([])
      expect(receivers(await world.watch('09:31'))).toEqual(['hezhishu', 'maozhishu', 'wangzhishu'])
    })

    it('says the digest of the evening once', async () => {
      await world.say('zhangwei', '在村里', '09:00')
      const digest = async (clock: string) => {
        const job = world.server.jobs.find(({ name }) => name === 'digest')
        await job?.run(world.server.rt, world.at(clock))
        return world.arrived(clock)
      }
      expect(receivers(await digest('20:20'))).toEqual(expect.arrayContaining(['qinglin', 'quyu']))
      for (const clock of ['19:20', '20:20', '20:25']) expect(await digest(clock)).toEqual([])
    })
  })
})

describe('the spool of a clock that is set back', () => {
  it('keeps the order in which the words came', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zaicun-spool-'))
    const clock = { now: 1_800_000_000_000 }
    const files = spoolFiles(directory, () => clock.now)
    for (const key of ['m:1', 'm:2', 'm:3']) {
      const delivery = { key, from: 'duanli', at: clock.now, content: { kind: 'text' as const, text: '在' } }
      await files.append({ delivery, reply: null, at: clock.now }, false)
      clock.now -= 3_600_000
    }
    const kept = (await Promise.all((await files.list()).map((name) => files.read(name)))).flat()
    expect(kept.map(({ delivery }) => delivery.key)).toEqual(['m:1', 'm:2', 'm:3'])
    rmSync(directory, { recursive: true })
  })
})
