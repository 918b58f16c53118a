import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, id, index, integer, nullable, table, text, unique, varchar } from './columns'

const updates = table(
  'card_update',
  [
    id(),
    varchar('key', 190),
    integer('personId'),
    varchar('userid', 64),
    text('responseCode'),
    text('card'),
    varchar('taskId', 190),
    nullable(text('fallback')),
    bigint('queuedAt'),
    varchar('state', 32),
    integer('attempts', { default: '0' }),
    nullable(bigint('nextTryAt')),
    nullable(bigint('claimedAt')),
  ],
  [
    unique('card_update_key', 'key'),
    index('card_update_due', 'state', 'nextTryAt'),
    index('card_update_person', 'personId'),
  ],
)

const ADDED = [
  ['outbound_message', 'card', 'text'],
  ['outbound_message', 'responseCode', 'text'],
  ['person', 'wecomSeenAt', 'bigint'],
] as const

/** Template cards: what was sent as one, what pays for changing it, and who is known to read in WeCom. */
export class Cards1763960400000 implements MigrationInterface {
  readonly name = 'Cards1763960400000'

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, column, type] of ADDED)
      await runner.query(`ALTER TABLE \`${name}\` ADD COLUMN \`${column}\` ${type} NULL`)
    await runner.createTable(updates)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(updates)
    for (const [name, column] of ADDED)
      await runner.query(`ALTER TABLE \`${name}\` DROP COLUMN \`${column}\``)
  }
}
