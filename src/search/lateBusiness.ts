import { type Case, DigestLine } from '../../entities'
import { toldAbout } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { list } from '../wording/people'
import { when } from '../wording/when'
import { isBusinessReturn } from '../decide/returns'
import type { Casefile } from './casefile'

const keyOf = (caseId: number) => `late_business:${caseId}`

/** A business trip is asked about twice, alarms nobody, and then is a line in the next digest. */
export async function noteLateBusiness(db: Db, file: Casefile, moment: Moment): Promise<void> {
  const { id, step, ladder, villageId, dueAt } = file.case
  if (!isBusinessReturn(file.case) || villageId === null || step < ladder.length) return
  const key = keyOf(id)
  if (await db.existsBy(DigestLine, { key })) return
  const names = list(file.missing.map(({ person }) => person.name))
  const missing = new Set(file.missing.map(({ person }) => person.id))
  const asked = (await toldAbout(db, id)).filter(
    ({ purpose, state }) => purpose === 'ask' && state !== 'dropped',
  )
  const whom = [
    asked.some(({ personId }) => missing.has(personId)) ? '本人' : '',
    asked.some(({ personId }) => !missing.has(personId)) ? '队友' : '',
  ].filter((each) => each !== '')
  await db.insert(DigestLine, {
    key,
    kind: 'late_business' as const,
    villageId,
    personId: file.missing[0]?.person.id ?? null,
    text: `${names}公务外出,说好${when(dueAt, moment.now, moment.zone)}回,还没有消息(不等于不在岗)${whom.length === 0 ? '' : `,问过${whom.join('和')}`}。`,
    at: moment.now,
  })
}

/** The trip is over: what no digest has said yet need not be said. */
export async function forgetLateBusiness(db: Db, found: Case): Promise<void> {
  if (isBusinessReturn(found)) await db.delete(DigestLine, { key: keyOf(found.id) })
}
