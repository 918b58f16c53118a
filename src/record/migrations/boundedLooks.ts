import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, index, integer, table, varchar } from './columns'

const unheard = table(
  'unheard',
  [
    varchar('kind', 32, { isPrimary: true }),
    integer('subjectId', { isPrimary: true }),
    integer('villageId'),
    bigint('lookAt'),
  ],
  [index('unheard_look', 'kind', 'lookAt')],
)

/** Wider than those they replace: without statistics an engine takes the index of which it knows most columns. */
const wider = [
  {
    on: 'posting',
    old: index('posting_village', 'villageId'),
    wide: index('posting_village_role', 'villageId', 'role'),
  },
  {
    on: 'posting',
    old: index('posting_person', 'personId'),
    wide: index('posting_person_role', 'personId', 'role'),
  },
  {
    on: 'message',
    old: index('message_village_day', 'villageId', 'day'),
    wide: index('message_village_day_voice', 'villageId', 'day', 'voice', 'at'),
  },
]
const names = [
  { on: 'village', by: index('village_name', 'name') },
  { on: 'person', by: index('person_name', 'name') },
]

/** What a question or a minute looks at does not grow with the number of people. */
export class BoundedLooks1763978400000 implements MigrationInterface {
  readonly name = 'BoundedLooks1763978400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(unheard)
    for (const { on, by } of names) await runner.createIndex(on, by)
    for (const { on, wide } of wider) await runner.createIndex(on, wide)
    for (const { on, old } of wider) await runner.dropIndex(on, old.name ?? '')
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { on, old } of wider) await runner.createIndex(on, old)
    for (const { on, wide } of wider) await runner.dropIndex(on, wide.name ?? '')
    for (const { on, by } of names) await runner.dropIndex(on, by.name ?? '')
    await runner.dropTable(unheard)
  }
}
