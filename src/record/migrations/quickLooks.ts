import type { MigrationInterface, QueryRunner } from 'typeorm'
import { index } from './columns'

const indexes = [index('case_village_day', 'villageId', 'day'), index('case_owner', 'ownerId')]

/** What is asked at every message and every minute is found without reading what has ended long ago. */
export class QuickLooks1763971200000 implements MigrationInterface {
  readonly name = 'QuickLooks1763971200000'

  async up(runner: QueryRunner): Promise<void> {
    for (const each of indexes) await runner.createIndex('search_case', each)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name = '' } of indexes) await runner.dropIndex('search_case', name)
  }
}
