import pino from 'pino'
import { type District, fillRoster } from '../../scripts/bench/district'
import { OutboundMessage } from '../../entities'
import { answer } from '../../src/handle/ask'
import { digest } from '../../src/jobs/digest'
import { remind } from '../../src/jobs/remind'
import { watch } from '../../src/jobs/watch'
import { policyFrom } from '../../src/policy'
import { findSpeaker } from '../../src/record/people'
import type { Runtime } from '../../src/runtime'
import type { FactOf } from '../../src/understand/facts'
import { at, DAY } from '../ask/district'
import { eachDatabase } from '../databases'
import { plansOf, statementsOf } from '../statements'

const VILLAGES_PER_TOWNSHIP = 12
const TEAM = 3
const MINUTE = 60_000

interface World extends District {
  rt: Runtime
}

eachDatabase((name, open) => {
  /** So many townships of twelve teams; of each team somebody spoke this morning, or nobody ever. */
  async function world(townships: number, spoke: boolean): Promise<World> {
    const database = await open()
    const district = await fillRoster(database, townships * VILLAGES_PER_TOWNSHIP * TEAM)
    if (spoke)
      await database.source.query(
        `INSERT INTO message (deliveryKey, personId, villageId, day, at, kind, voice, carriedFacts, text)
         SELECT CONCAT('k', s.id), s.personId, s.villageId, '${DAY}', ${at('7:30')}, 'text', 1, 0, '在村'
         FROM posting s WHERE s.role IN ('first_secretary', 'team_member')`,
      )
    await database.source.query(`UPDATE person SET lastHeardAt = ${at('7:30')}`)
    const log = pino({ level: 'silent' })
    return { ...district, rt: { timezone: 'Asia/Shanghai', policy: policyFrom({}), log, database } }
  }
  const asked = ({ rt }: World, work: () => Promise<unknown>) => statementsOf(rt.database, work)

  it('writes the digests of twenty townships with hardly more statements than those of two', async () => {
    const [few, many] = [await world(2, false), await world(20, false)]
    const evening = ({ rt }: World) => digest(rt, at('20:20'))
    const most = 1.5 * (await asked(few, () => evening(few))).length
    expect((await asked(many, () => evening(many))).length).toBeLessThan(most)
    expect(await many.rt.database.db.countBy(OutboundMessage, { purpose: 'digest' })).toBe(21)
  })

  describe('where somebody of every team has spoken', () => {
    let few: World
    let many: World
    beforeAll(async () => {
      ;[few, many] = [await world(2, true), await world(20, true)]
    })

    /** The first look at a time of day goes through everybody; the minutes after it do not. */
    async function nextMinute({ rt }: World, time: string): Promise<void> {
      await remind(rt, at(time) + MINUTE)
      await watch(rt, at(time) + MINUTE)
    }

    it.each(['8:41', '9:00', '10:00', '12:30', '17:40'])(
      'a minute after %s asks and reads the same of twenty townships as of two',
      async (time) => {
        for (const { rt } of [few, many]) {
          await remind(rt, at(time))
          await watch(rt, at(time))
        }
        const ofMany = await asked(many, () => nextMinute(many, time))
        const ofFew = await asked(few, () => nextMinute(few, time))
        expect(ofMany.map(({ query }) => query)).toEqual(ofFew.map(({ query }) => query))
        if (name !== 'SQLite') return
        const scans = (await plansOf(many.rt.database, ofMany)).filter(
          (step) => /^SCAN [a-z]/.test(step) && !/dummy_table|looked/.test(step),
        )
        expect(scans).toEqual([])
      },
    )

    const QUESTIONS: [string, (district: District) => string, Omit<FactOf<'question'>, 'kind'>][] = [
      ['where somebody is', (d) => d.districtAdmin, { asks: 'where', about: 'NAME' }],
      ['where a village is', (d) => d.districtAdmin, { asks: 'where', about: 'VILLAGE' }],
      ['where somebody is', (d) => d.townshipAdmin, { asks: 'where', about: 'NAME' }],
      ['who is missing', (d) => d.townshipAdmin, { asks: 'missing' }],
      ['what was done', (d) => d.townshipAdmin, { asks: 'summary' }],
      ['the work of a month', (d) => d.townshipAdmin, { asks: 'work', from: '2026-07-01', to: DAY }],
    ]

    if (name === 'SQLite')
      it.each(QUESTIONS)('%s is found without going through everybody', async (_what, asker, question) => {
        const [village] = many.villages
        const about = question.about
          ?.replace('NAME', village?.members[1]?.name ?? '')
          .replace('VILLAGE', village?.name ?? '')
        const { rt } = many
        const { db } = rt.database
        const speaker = await findSpeaker(db, asker(many), DAY)
        if (speaker === null) throw new Error('not on the roster')
        const fact = { ...question, kind: 'question' as const, ...(about === undefined ? {} : { about }) }
        const all = await asked(many, () => answer(rt, db, speaker, fact, at('10:00')))
        const plans = await plansOf(rt.database, all)
        expect(plans.length).toBeGreaterThan(0)
        // By township the roster is read, by role alone a whole nation.
        expect(
          plans.filter((step) =>
            /^SCAN [a-z]|INDEX (?:posting_role_township \(role=\?\)|message_day)/.test(step),
          ),
        ).toEqual([])
      })
  })
})
