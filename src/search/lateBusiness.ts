import { DigestLine } from '../../entities'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { list } from '../wording/people'
import { when } from '../wording/when'
import { isAlarm } from './alarm'
import type { Casefile } from './casefile'

const keyOf = (caseId: number) => `late_business:${caseId}`

/** A business trip is asked about twice, alarms nobody, and then is a line in the next digest. */
export async function noteLateBusiness(db: Db, file: Casefile, moment: Moment): Promise<void> {
  const { id, kind, ladder, step, villageId, dueAt } = file.case
  if (kind !== 'return' || villageId === null || step < ladder.length || ladder.some(isAlarm)) return
  const key = keyOf(id)
  if (await db.existsBy(DigestLine, { key })) return
  const names = list(file.missing.map(({ person }) => person.name))
  const asked = file.told.some(({ purpose }) => purpose === 'ask') ? ',问过本人和队友' : ''
  await db.insert(DigestLine, {
    key,
    kind: 'late_business' as const,
    villageId,
    personId: file.missing[0]?.person.id ?? null,
    text: `${names}公务外出,说好${when(dueAt, moment.now, moment.zone)}回,还没有消息(不等于不在岗)${asked}。`,
    at: moment.now,
  })
}

/** The trip is over: what no digest has said yet need not be said. */
export const forgetLateBusiness = (db: Db, caseId: number) => db.delete(DigestLine, { key: keyOf(caseId) })
