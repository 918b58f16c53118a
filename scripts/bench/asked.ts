import { answer } from '../../src/handle/ask'
import { remind } from '../../src/jobs/remind'
import { watch } from '../../src/jobs/watch'
import { openCase } from '../../src/record/cases'
import { findSpeaker } from '../../src/record/people'
import { instantOf } from '../../src/time'
import type { FactOf } from '../../src/understand/facts'
import { TODAY, type World, ZONE } from './world'

/** Something that is done over and over in a world, and how long it takes. */
export interface Measured {
  name: string
  run: (round: number) => Promise<unknown>
}

type Question = Omit<FactOf<'question'>, 'kind'>

const MORNING = instantOf(TODAY, '10:00', ZONE)
const MONTH = { from: '2026-07-01', to: TODAY }
const MINUTE = 60_000
/** So many cases are due in the minute that has something to do. */
const DUE = 20

/** Questions of a district, a township and a member, and minutes of the jobs. */
export async function measuredIn(world: World): Promise<Measured[]> {
  const { villages, townshipAdmin: township, districtAdmin: whole } = world.district
  const village = villages[Math.floor(villages.length / 2)]
  const [member] = village?.members ?? []
  if (village === undefined || member === undefined) throw new Error('a district without people')
  const mate = villages[0]?.members[1]?.name ?? ''
  return [
    await asks(world, 'where is (district)', whole, { asks: 'where', about: member.name }),
    await asks(world, 'where is (township)', township, { asks: 'where', about: mate }),
    await asks(world, 'where is a village (district)', whole, { asks: 'where', about: village.name }),
    await asks(world, 'missing (township)', township, { asks: 'missing' }),
    await asks(world, 'summary (township)', township, { asks: 'summary' }),
    await asks(world, 'work this month (township)', township, { asks: 'work', ...MONTH }),
    await asks(world, 'my days (member)', member.userid, { asks: 'days', about: 'self', ...MONTH }),
    minute(world, 'a minute of the morning, nothing due', '08:45'),
    minute(world, 'a minute of the day, nothing due', '10:00'),
    minute(world, 'a minute of the evening, nothing due', '17:45'),
    busyMinute(world, member.id, village.id),
  ]
}

async function asks({ rt }: World, name: string, userid: string, question: Question): Promise<Measured> {
  const { db } = rt.database
  const speaker = await findSpeaker(db, userid, TODAY)
  if (speaker === null) throw new Error(`${userid} is not on the roster`)
  return { name, run: () => answer(rt, db, speaker, { kind: 'question', ...question }, MORNING) }
}

/** What the two jobs that look at people find to do in a minute. Each round is a minute later. */
function minute({ rt }: World, name: string, clock: string): Measured {
  const first = instantOf(TODAY, clock, ZONE)
  return {
    name,
    run: async (round) => {
      // A minute is looked at again and again; none before it, since time does not go back.
      const now = first + round
      await remind(rt, now)
      await watch(rt, now)
    },
  }
}

/** People who said they would be back by now. */
function busyMinute({ rt }: World, personId: number, villageId: number): Measured {
  const first = instantOf(TODAY, '18:00', ZONE)
  return {
    name: `a minute with ${DUE} cases due`,
    run: async (round) => {
      const now = first + round * MINUTE
      await rt.database.inTransaction(async (db) => {
        for (let n = 0; n < DUE; n++)
          await openCase(db, {
            ...{ key: `bench:${round}:${n}`, kind: 'return', villageId, day: TODAY, people: [personId], now },
            ...{
              dueAt: now - 30 * MINUTE,
              state: 'waiting',
              ladder: [{ after: 30, to: 'person' }],
              nextAt: now,
            },
          })
      })
      await watch(rt, now)
    },
  }
}
