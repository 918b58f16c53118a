import pino from 'pino'
import { fillRoster } from '../../scripts/bench/district'
import { OutboundMessage } from '../../entities'
import { digest } from '../../src/jobs/digest'
import { policyFrom } from '../../src/policy'
import type { Runtime } from '../../src/runtime'
import { at } from '../ask/district'
import { eachDatabase } from '../databases'
import { statementsOf } from '../statements'

const VILLAGES_PER_TOWNSHIP = 12
const TEAM = 3

eachDatabase((_name, open) => {
  const worlds = new Map<number, Runtime>()

  /** So many townships of twelve teams of which nobody has said anything. */
  beforeAll(async () => {
    for (const townships of [2, 20]) {
      const database = await open()
      await fillRoster(database, townships * VILLAGES_PER_TOWNSHIP * TEAM)
      const log = pino({ level: 'silent' })
      worlds.set(townships, { timezone: 'Asia/Shanghai', policy: policyFrom({}), log, database })
    }
  })

  async function statements(townships: number, work: (rt: Runtime) => Promise<unknown>): Promise<number> {
    const rt = worlds.get(townships)
    if (rt === undefined) throw new Error('no such world')
    return (await statementsOf(rt.database, () => work(rt))).length
  }

  it('writes the digests of twenty townships with hardly more statements than those of two', async () => {
    const evening = (rt: Runtime) => digest(rt, at('20:20'))
    expect(await statements(20, evening)).toBeLessThan(1.5 * (await statements(2, evening)))
    const rows = await worlds.get(20)?.database.db.countBy(OutboundMessage, { purpose: 'digest' })
    expect(rows).toBe(21)
  })
})
