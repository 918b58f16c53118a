import { isDisaster } from '../decide/rollCall'
import { dutyOf } from '../record/duty'
import { groupQueuedSince, groupToldTo } from '../record/outboxGroups'
import { textsOfTownship } from '../record/lately'
import { queue } from '../record/outbox'
import type { Holder } from '../record/people'
import { villagesUnderRollCall } from '../record/rollCalls'
import { supervisorsOf } from '../search/recipients'
import { disasterQuestion } from '../wording/rollCall'
import type { Telling } from './telling'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ASKED = 'disaster:'

/**
 * Several people of one township write of a quake, flood or landslide within minutes: its admins (who is on duty, if
 * anybody is) and the district are asked once whether to call the roll. The bot never calls it by itself.
 */
export async function noticeDisaster(telling: Telling, text: string): Promise<void> {
  const { rt, db, moment, team, messageId } = telling
  if (team === null || !isDisaster(text)) return
  const { township } = team.village
  if ((await villagesUnderRollCall(db)).has(team.village.id)) return
  const since = moment.now - rt.policy.rollCall.reportsWithin * MINUTE
  const lately = await textsOfTownship(db, township, moment.day, since)
  const people = new Set(lately.filter(({ text: said }) => isDisaster(said)).map(({ personId }) => personId))
  if (people.size < rt.policy.rollCall.reports) return
  const asked = `${ASKED}${township}:`
  if (await groupQueuedSince(db, asked, moment.now - HOUR)) return
  const to = [
    ...(await onDuty(telling, await supervisorsOf(db, { team }, 'township', moment))),
    ...(await supervisorsOf(db, { team }, 'district', moment)),
  ]
  const groupKey = `${asked}${messageId}`
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

/** The township about which this supervisor was asked within the last hour whether to call the roll. */
export async function townshipToCall({ db, moment, speaker }: Telling): Promise<string | undefined> {
  const group = await groupToldTo(db, speaker.person.id, ASKED, moment.now - HOUR)
  return group?.split(':')[1]
}

/** Those of them on duty now; all when nobody is. */
async function onDuty({ db, moment }: Telling, all: readonly Holder[]): Promise<readonly Holder[]> {
  const duties = await dutyOf(db, all, moment.now)
  return duties.size === 0 ? all : all.filter(({ person }) => duties.has(person.id))
}
