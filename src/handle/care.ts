import { DigestLine } from '../../entities'
import { daysIll, wasCaredFor } from '../record/care'
import { isDuplicate } from '../record/database'
import { addDays } from '../time'
import { inert } from '../wording/inert'
import { clock } from '../wording/when'
import type { Taken } from './tell'
import type { Telling } from './telling'

const DAY = 86_400_000

/**
 * Illness said on several days, or lasting already: one line in the next digest to township and district, again after a
 * week at the earliest. Returns the names it was noted for: the person is told so in the reply.
 */
export async function noteCare(telling: Telling, taken: Taken): Promise<string[]> {
  const { rt, db, moment, team, speaker } = telling
  const noted: string[] = []
  if (team === null) return noted
  for (const { fact, subjects } of taken.told) {
    if (fact.kind !== 'health') continue
    for (const { id, name } of subjects) {
      if (id === null) continue
      const days = await daysIll(db, id, addDays(moment.day, 1 - rt.policy.illness.within))
      const lasting = fact.days ?? 0
      if (days < rt.policy.illness.differentDays && lasting < rt.policy.illness.lasting) continue
      const since = moment.now - rt.policy.illness.againAfter * DAY
      if (await wasCaredFor(db, id, since)) continue
      const known = team.members.find(({ person }) => person.id === id)?.person.name ?? name
      const long = fact.symptom.includes('天') ? '' : `,${lasting}天了`
      const how = lasting >= days ? long : `,${days}天都说到`
      const said = `${speaker.person.name} ${clock(moment.now, moment.zone)}说`
      const line = {
        key: `care:${id}:${moment.day}`,
        kind: 'care' as const,
        villageId: team.village.id,
        personId: id,
        text: `${known}:${inert(fact.symptom)}${how}(${said}),请关心一下。`,
        at: moment.now,
      }
      try {
        await db.insert(DigestLine, line)
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
      noted.push(id === speaker.person.id ? '您' : known)
    }
  }
  return noted
}
