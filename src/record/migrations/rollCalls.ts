import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, boolean, id, index, integer, nullable, table, text, unique, varchar } from './columns'

const tables = [
  table(
    'roll_call',
    [
      id(),
      varchar('key', 190),
      varchar('label', 190),
      text('villageIds'),
      boolean('drill'),
      nullable(text('reason')),
      integer('openedBy'),
      bigint('openedAt'),
      varchar('state', 32),
      integer('step', { default: '0' }),
      nullable(bigint('nextAt')),
      nullable(bigint('closedAt')),
      nullable(integer('closedBy')),
      nullable(varchar('outcome', 32)),
    ],
    [unique('roll_call_key', 'key'), index('roll_call_next', 'state', 'nextAt')],
  ),
  table(
    'roll_call_caller',
    [id(), integer('rollCallId'), integer('personId'), bigint('joinedAt')],
    [unique('roll_call_caller_once', 'rollCallId', 'personId')],
  ),
  table(
    'roll_call_entry',
    [
      id(),
      integer('rollCallId'),
      integer('personId'),
      integer('villageId'),
      varchar('state', 32),
      nullable(bigint('answeredAt')),
      nullable(integer('answeredBy')),
      nullable(integer('messageId')),
      nullable(text('words')),
    ],
    [unique('roll_call_entry_once', 'rollCallId', 'personId'), index('roll_call_entry_person', 'personId')],
  ),
  table(
    'roll_call_figure',
    [
      id(),
      integer('rollCallId'),
      integer('villageId'),
      integer('messageId'),
      varchar('label', 32),
      nullable(integer('count')),
      bigint('at'),
    ],
    [index('roll_call_figure_call', 'rollCallId')],
  ),
]

/** 点名: who was called, who answered what, and the numbers said. */
export class RollCalls1763946000000 implements MigrationInterface {
  readonly name = 'RollCalls1763946000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each)
  }
}
