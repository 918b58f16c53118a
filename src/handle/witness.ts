import { Case, Message, Person } from '../../entities'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { speakerOf } from '../record/people'
import type { Runtime } from '../runtime'
import { type Casefile, casefileOf } from '../search/casefile'
import { settleBy } from '../search/settle'
import { list } from '../wording/people'
import { evidenceOf } from './evidence'
import { passWord } from './forward'
import { handleText } from './text'
import { tell } from './tell'
import { type Telling, tellingOf } from './telling'

/** A button, or only the line that was typed. */
export type WitnessAnswer = 'here' | 'know' | 'not_seen' | 'line'

/** The case a link asks about, while it is open; null when it is over. */
export async function witnessCase(db: Db, caseId: number, moment: Moment): Promise<Casefile | null> {
  const found = await db.findOneBy(Case, { id: caseId })
  if (found === null || found.state === 'closed') return null
  return casefileOf(db, found, moment)
}

/** The words a button stands for: the answer is read like anything a village cadre says. */
function wordsOf(answer: WitnessAnswer, line: string, who: string): string {
  const more = line === '' ? '' : `。${line}`
  switch (answer) {
    case 'here':
      return `${who}都在村里${more}`
    case 'know':
      return line === '' ? `知道${who}的去向` : line
    case 'not_seen':
      return `没见到${who}${more}`
    case 'line':
      return line
  }
}

/** Whoever knows where they are has placed them, whether or not the line could be read. */
async function knows(telling: Telling, names: readonly string[], words: string, line: string): Promise<void> {
  const fact = { kind: 'whereabouts' as const, who: names.length === 0 ? ['team'] : [...names] }
  const said = line === '' ? '的去向他知道' : `的去向他知道:${line}`
  const read = { fact, span: { start: 0, end: words.length }, reader: 'witness', said }
  const taken = await tell(telling, [read], words)
  await settleBy(telling.rt, telling.db, telling.moment, evidenceOf(telling, taken))
}

export interface WitnessSaid {
  caseId: number
  personId: number
  answer: WitnessAnswer
  /** '' when nothing was typed. */
  line: string
  /** By the machine's clock: no two answers share it. */
  arrivedAt: number
}

/**
 * Takes the answer of somebody without an account: kept as said by that person, by the link. What was only a remark
 * goes to whoever looks for the team. False: the case is over, nothing was taken.
 */
export async function takeWitness(
  rt: Runtime,
  db: Db,
  moment: Moment,
  { caseId, personId, answer, line, arrivedAt }: WitnessSaid,
): Promise<boolean> {
  const file = await witnessCase(db, caseId, moment)
  const person = await db.findOneBy(Person, { id: personId })
  const speaker = person === null ? null : await speakerOf(db, person, moment.day)
  if (file === null || speaker === null) return false
  const names = file.missing.map(({ person: p }) => p.name)
  const text = wordsOf(answer, line, names.length === 0 ? '工作队' : list(names))
  const row = {
    deliveryKey: `w:${caseId}:${personId}:${arrivedAt}`,
    personId,
    villageId: null,
    day: moment.day,
    at: moment.now,
    kind: 'link',
    voice: false,
    text,
  }
  const messageId = ((await db.insert(Message, row)).identifiers[0] as { id: number }).id
  const asked = { case: file.case, askedAt: moment.now }
  const telling = { ...(await tellingOf(rt, db, moment, messageId, speaker)), tapped: asked, byLink: true }
  if (answer === 'know' && line === '') await knows(telling, names, text, line)
  else {
    const { reply, carriedFacts } = await handleText(telling, text)
    await db.update(Message, { id: messageId }, { reply, carriedFacts })
    if (answer === 'know' && !carriedFacts) await knows(telling, names, text, line)
  }
  const after = await db.findOneByOrFail(Case, { id: caseId })
  if (after.state !== 'closed') await passWord(telling, after, text)
  return true
}
