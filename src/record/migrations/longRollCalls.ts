import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A roll call of very many villages is opened piece by piece. */
export class LongRollCalls1763982000000 implements MigrationInterface {
  readonly name = 'LongRollCalls1763982000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE `roll_call` ADD COLUMN `entered` integer NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE `roll_call` DROP COLUMN `entered`')
  }
}
