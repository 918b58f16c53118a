import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, id, index, integer, nullable, table, varchar } from './columns'

const duty = table(
  'duty',
  [
    id(),
    integer('personId'),
    varchar('level', 32),
    nullable(varchar('township', 60)),
    bigint('fromAt'),
    bigint('untilAt'),
    integer('aloneFor'),
    integer('saidBy'),
    integer('messageId'),
    bigint('saidAt'),
  ],
  [index('duty_scope', 'level', 'untilAt'), index('duty_person', 'personId', 'untilAt')],
)

/** 值班, and to whom a case was offered (「交给何主任」). */
export class Duty1763958600000 implements MigrationInterface {
  readonly name = 'Duty1763958600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(duty)
    await runner.query('ALTER TABLE `search_case` ADD COLUMN `offeredToId` integer NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE `search_case` DROP COLUMN `offeredToId`')
    await runner.dropTable(duty)
  }
}
