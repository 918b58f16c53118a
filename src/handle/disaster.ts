import { isDisaster } from '../decide/rollCall'
import { textsOfTownship } from '../record/lately'
import { queue } from '../record/outbox'
import { villagesUnderRollCall } from '../record/rollCalls'
import { supervisorsOf } from '../search/recipients'
import { disasterQuestion } from '../wording/rollCall'
import type { Telling } from './telling'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * Several people of one township write of a quake, flood or landslide within minutes: its admins and the district are
 * asked once whether to call the roll. The bot never calls it by itself.
 */
export async function noticeDisaster(telling: Telling, text: string): Promise<void> {
  const { rt, db, moment, team } = telling
  if (team === null || !isDisaster(text)) return
  const { township } = team.village
  if ((await villagesUnderRollCall(db)).has(team.village.id)) return
  const since = moment.now - rt.policy.rollCall.reportsWithin * MINUTE
  const lately = await textsOfTownship(db, township, moment.day, since)
  const people = new Set(lately.filter(({ text: said }) => isDisaster(said)).map(({ personId }) => personId))
  if (people.size < rt.policy.rollCall.reports) return
  const to = [
    ...(await supervisorsOf(db, { team }, 'township', moment)),
    ...(await supervisorsOf(db, { team }, 'district', moment)),
  ]
  const groupKey = `disaster:${township}:${Math.floor(moment.now / HOUR)}`
  const question = disasterQuestion(township, people.size, text, moment)
  await queue(
    db,
    moment,
    to.map(({ person }) => ({
      key: `${groupKey}:${person.id}`,
      groupKey,
      personId: person.id,
      userid: person.userid ?? '',
      purpose: 'roll_call' as const,
      safety: true,
      text: question,
    })),
  )
}
