import { Case, Message, Person } from '../../entities'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { speakerOf } from '../record/people'
import type { Runtime } from '../runtime'
import { type Casefile, casefileOf } from '../search/casefile'
import { list } from '../wording/people'
import { passWord } from './forward'
import { handleText } from './text'
import { tellingOf } from './telling'

export type WitnessAnswer = 'here' | 'know' | 'not_seen'

/** The case a link asks about, while it is open; null when it is over. */
export async function witnessCase(db: Db, caseId: number, moment: Moment): Promise<Casefile | null> {
  const found = await db.findOneBy(Case, { id: caseId })
  if (found === null || found.state === 'closed') return null
  return casefileOf(db, found, moment)
}

/** The words a button stands for: the answer is read like anything a village cadre says. */
function wordsOf(answer: WitnessAnswer, line: string, names: readonly string[]): string {
  const who = names.length === 0 ? '工作队' : list(names)
  switch (answer) {
    case 'here':
      return `${who}都在村里`
    case 'know':
      return line === '' ? `知道${who}的去向` : line
    case 'not_seen':
      return `没见到${who}`
  }
}

/**
 * Takes the answer of somebody without an account: kept as said by that person, by the link. What was only a remark
 * goes to whoever looks for the team. False: the case is over, nothing was taken.
 */
export async function takeWitness(
  rt: Runtime,
  db: Db,
  moment: Moment,
  {
    caseId,
    personId,
    answer,
    line,
  }: { caseId: number; personId: number; answer: WitnessAnswer; line: string },
): Promise<boolean> {
  const file = await witnessCase(db, caseId, moment)
  const person = await db.findOneBy(Person, { id: personId })
  const speaker = person === null ? null : await speakerOf(db, person, moment.day)
  if (file === null || speaker === null) return false
  const names = file.case.kind === 'morning' ? [] : file.missing.map(({ person: p }) => p.name)
  const text = wordsOf(answer, line, names)
  const row = {
    deliveryKey: `w:${caseId}:${personId}:${moment.now}`,
    personId,
    villageId: null,
    day: moment.day,
    at: moment.now,
    kind: 'link',
    voice: false,
    text,
  }
  const messageId = ((await db.insert(Message, row)).identifiers[0] as { id: number }).id
  const telling = await tellingOf(rt, db, moment, messageId, speaker)
  const { reply, carriedFacts } = await handleText(telling, text)
  await db.update(Message, { id: messageId }, { reply, carriedFacts })
  const after = await db.findOneByOrFail(Case, { id: caseId })
  if (after.state !== 'closed') await passWord(telling, after, line === '' ? text : line)
  return true
}
