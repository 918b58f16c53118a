import { searchForMissing } from './lookFor'
import { supersedeFact } from '../record/superseding'
import type { KeptFact } from '../record/statements'
import { settleBy } from '../search/settle'
import type { ReadFact } from '../understand/facts'
import { confirmation } from '../wording/confirm'
import { inert } from '../wording/inert'
import { chosenOf } from './ask'
import { ask } from './asking'
import { evidenceOf } from './evidence'
import type { Handled } from './handled'
import { tell, type Unclear } from './tell'
import { listenerOf, type Telling } from './telling'

/** A name that fits several, what was said of it, and whom it may mean: the payload of the question back. */
export interface WhichOne {
  messageId: number
  name: string
  facts: { fact: KeptFact; factNo: number; words: string; said?: string }[]
  people: { id: number; label: string }[]
}

const MOST = 6

/** Asks which one is meant, once for everything the message says under that name. */
export async function askWhich(telling: Telling, unclear: readonly Unclear[]): Promise<string | null> {
  const [first] = unclear
  if (first === undefined) return null
  const { name } = first
  const people = first.people.slice(0, MOST).map((person) => ({ id: person.id, label: person.name }))
  const facts = unclear
    .filter((each) => each.name === name)
    .map(({ fact, factNo, words, said }) => ({
      fact,
      factNo,
      words,
      ...(said === undefined ? {} : { said }),
    }))
  const payload: WhichOne = { messageId: telling.messageId, name, facts, people }
  await ask(telling, 'which_subject', payload)
  return `${inert(name)}是哪一位?${people.map(({ label }, i) => `${i + 1} ${label}`).join(',')}。回数字或名字就行。`
}

/** 「2」, 「第二个」, 「是李强」: tells again what was said, now of the one who is meant. Null: the text names none of them. */
export function chooseWho(
  telling: Telling,
  { messageId, name, facts, people }: WhichOne,
  text: string,
): (() => Promise<Handled>) | null {
  const person = chosenOf(people, text.replace(/^是|[的。.!!]+$/g, ''))
  if (person === null) return null
  return async () => {
    const { rt, db, moment } = telling
    for (const { factNo } of facts)
      await supersedeFact(db, { messageId, factNo }, { messageId: telling.messageId, at: moment.now })
    const meaning = { ...telling, meant: new Map([[name, person.id]]) }
    const { read, text: words } = joined(facts)
    const taken = await tell(meaning, read, words)
    await settleBy(rt, db, moment, evidenceOf(meaning, taken))
    await searchForMissing(meaning, taken)
    const said = confirmation(taken.told, listenerOf(telling), `好,${inert(name)}是${person.label}`)
    return {
      reply: said ?? `好,是${person.label},记下了。`,
      carriedFacts: taken.told.length > 0,
      urgent: false,
    }
  }
}

/** The pieces the facts were read from, one after another, as if they were one text. */
function joined(facts: WhichOne['facts']): { read: ReadFact[]; text: string } {
  let text = ''
  const read = facts.map(({ fact, words, said }) => {
    const start = text.length
    text += words
    const span = { start, end: text.length }
    return { fact, span, reader: 'whichOne', ...(said === undefined ? {} : { said }) }
  })
  return { read, text }
}
