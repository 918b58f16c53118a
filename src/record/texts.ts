import { Between, LessThan, MoreThan } from 'typeorm'
import { Message, Person } from '../../entities'
import type { Db } from './database'

const PAGE = 500

/** Texts of people on the roster written from one instant to another, in the order they came, a page at a time. */
export async function* textsBetween(db: Db, from: number, until: number): AsyncGenerator<Message> {
  for (let after = 0; ; ) {
    const page = await db.find(Message, {
      where: { id: MoreThan(after), kind: 'text', at: Between(from, until) },
      order: { id: 'ASC' },
      take: PAGE,
    })
    for (const message of page) if (message.personId !== null && message.text !== null) yield message
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.id
  }
}

/** The text of the same person's message before this one that carried facts, at most a day older; null: none. */
export async function textBefore(db: Db, { id, personId, at }: Message): Promise<string | null> {
  if (personId === null) return null
  const before = await db.findOne(Message, {
    where: { id: LessThan(id), personId, carriedFacts: true, at: Between(at - 86_400_000, at) },
    order: { id: 'DESC' },
  })
  return before?.text ?? null
}

/** The names of everybody there is. */
export const allNames = async (db: Db): Promise<string[]> =>
  (await db.find(Person, { select: { name: true } })).map(({ name }) => name)
