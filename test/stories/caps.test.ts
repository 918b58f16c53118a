import { digest } from '../../src/jobs/digest'
import { policyFrom } from '../../src/policy'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

const VILLAGES = ['一', '二', '三', '四', '五', '六', '七', '八']
/** A township of eight villages with one alone in each, without area rule. */
const EIGHT = VILLAGES.map(
  (name, i) => `red${i},红${name},1390000000${i},第一书记,红河镇,红${name}村,区水务局,2026-05-30,,,`,
)
const MORE = `${ROSTER}${EIGHT.join('\n')}
honghe,洪河,13800000023,乡镇管理员,红河镇,,,,,,
`

eachDatabase((_name, _open, newPlace) => {
  const textsTo = (pushes: readonly [string, string][], who: string) =>
    pushes.filter(([to]) => to === who).map(([, text]) => text)

  async function untilTen(world: World) {
    for (const [who, words] of [
      ['zhangwei', '我们都在村里'],
      ['duanli', '我们都在村里'],
      ['yanghai', '在村'],
    ] as const)
      await world.say(who, words, '08:05')
    for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
    return world.watch('10:00')
  }

  describe('a supervisor with more alarms than a day may bring', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: MORE, policy: policyFrom({ area: { teams: 100 } }) })
    })
    afterEach(() => world.stop())

    it('gets six, then one list of the rest, by whose numbers they can be taken', async () => {
      const texts = textsTo(await untilTen(world), 'honghe')
      expect(texts).toHaveLength(7)
      const list = texts.find((text) => text.includes('合成一张单子'))
      expect(list).toContain('红七村')
      expect(list).toContain('红八村')
      for (const name of VILLAGES) expect(texts.join('\n')).toContain(`红${name}村`)
      expect(await world.say('honghe', '2我来找', '10:05')).toContain('红八村')
    })

    it('gets the all-clear of what stood in the list', async () => {
      await untilTen(world)
      await world.say('red7', '在村', '10:05')
      const clear = textsTo(await world.arrived('10:05'), 'honghe')
      expect(clear).toHaveLength(1)
      expect(clear[0]).toContain('红八村')
    })

    it('finds what comes after the list in the digest, which says how much it was', async () => {
      await untilTen(world)
      // At eleven it is the district's turn: six, then its list; what is told again at one is too much.
      expect(textsTo(await world.watch('11:00'), 'quyu')).toHaveLength(7)
      expect(await world.watch('13:00')).toEqual([])
      await digest(world.server.rt, world.at('20:20'))
      const evening = await world.arrived('20:20')
      expect(textsTo(evening, 'quyu')).toHaveLength(1)
      expect(textsTo(evening, 'quyu')[0]).toContain('今天其余8件提醒已并入这份简报')
      expect(textsTo(evening, 'honghe')[0]).not.toContain('其余')
    })

    it('is told of every call for help all the same', async () => {
      await untilTen(world)
      await world.say('red0', '救命,我摔下山崖了', '10:10')
      expect(receivers(await world.arrived('10:10'))).toContain('honghe')
      await world.say('red1', '我上山了,12点回', '10:20')
      const safety: [string, string][] = []
      for (const clock of ['12:30', '12:45', '13:00', '13:15']) safety.push(...(await world.watch(clock)))
      expect(textsTo(safety, 'honghe').join('\n')).toContain('红二')
    })
  })
})
