import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, id, index, nullable, table, unique, varchar } from './columns'

const downtime = table(
  'downtime',
  [
    id(),
    varchar('key', 190),
    varchar('why', 32),
    bigint('fromAt'),
    bigint('toAt'),
    nullable(bigint('toldAt')),
  ],
  [unique('downtime_key', 'key'), index('downtime_to', 'toAt')],
)

/** When nobody could be heard because of us. */
export class Downtimes1763953200000 implements MigrationInterface {
  readonly name = 'Downtimes1763953200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(downtime)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(downtime)
  }
}
