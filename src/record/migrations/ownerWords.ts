import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What whoever took a search last said about it. */
export class OwnerWords1763974800000 implements MigrationInterface {
  readonly name = 'OwnerWords1763974800000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE `search_case` ADD COLUMN `ownerWords` varchar(190) NULL')
    await runner.query('ALTER TABLE `search_case` ADD COLUMN `ownerWordsAt` bigint NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE `search_case` DROP COLUMN `ownerWordsAt`')
    await runner.query('ALTER TABLE `search_case` DROP COLUMN `ownerWords`')
  }
}
