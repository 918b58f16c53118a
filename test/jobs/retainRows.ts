import { Message, Person, Posting } from '../../entities'
import type { Database } from '../../src/record/database'
import { NINE } from './setup'

const DAY = 86_400_000
export const ago = (days: number) => NINE - days * DAY

export const NOTHING = {
  locationsRounded: 0,
  locationsDeleted: 0,
  healthBlanked: 0,
  careBlanked: 0,
  people: 0,
  messages: 0,
  statements: 0,
  cases: 0,
  outbox: 0,
}

/** Rows as terse as a test can bear; ids are the test's own. */
export function rowsInto(database: Database) {
  const put = (entity: Parameters<Database['db']['insert']>[0], row: object) =>
    database.inTransaction((db) => db.insert(entity, row))
  const said = (messageId: number, speakerId: number, saidAt: number, more: object = {}) => ({
    messageId,
    factNo: 0,
    speakerId,
    source: 'own',
    villageId: 1,
    day: '2026-01-01',
    saidAt,
    words: '',
    ...more,
  })
  return {
    put,
    person: (id: number, toDay: string | null, role = 'team_member') =>
      put(Person, { id, identity: `@p${id}`, userid: `p${id}`, name: `人${id}`, createdAt: ago(900) }).then(
        () =>
          put(Posting, {
            personId: id,
            role,
            villageId: 1,
            fromDay: '2024-01-01',
            toDay,
            createdAt: ago(900),
          }),
      ),
    message: (id: number, personId: number | null, when: number, text: string | null, kind = 'text') =>
      put(Message, {
        id,
        deliveryKey: `m:${id}`,
        personId,
        villageId: 1,
        day: '2026-01-01',
        at: when,
        kind,
        text,
        reply: '收到',
      }),
    statement: (
      entity: Parameters<Database['db']['insert']>[0],
      messageId: number,
      speakerId: number,
      saidAt: number,
      more: object,
    ) => put(entity, said(messageId, speakerId, saidAt, more)),
  }
}
