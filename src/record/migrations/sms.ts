import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, id, index, integer, nullable, table, text, unique, varchar } from './columns'

const sms = table(
  'sms',
  [
    id(),
    varchar('key', 190),
    integer('personId'),
    nullable(integer('caseId')),
    varchar('phone', 32),
    text('text'),
    bigint('queuedAt'),
    varchar('state', 32),
    integer('attempts', { default: '0' }),
    nullable(bigint('nextTryAt')),
    nullable(varchar('claimedBy', 64)),
    nullable(bigint('claimedAt')),
    nullable(bigint('sentAt')),
    nullable(varchar('reason', 190)),
  ],
  [unique('sms_key', 'key'), index('sms_due', 'state', 'nextTryAt')],
)

/** The second road. */
export class Sms1763964000000 implements MigrationInterface {
  readonly name = 'Sms1763964000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(sms)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(sms)
  }
}
