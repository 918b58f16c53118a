import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, id, index, integer, nullable, table, unique, varchar } from './columns'

const tables = [
  table(
    'listed_case',
    [id(), integer('personId'), integer('caseId'), integer('number'), bigint('at')],
    [unique('listed_case_once', 'personId', 'caseId'), index('listed_case_at', 'personId', 'at')],
  ),
  table(
    'area_incident',
    [
      id(),
      varchar('key', 190),
      varchar('township', 60),
      varchar('state', 32),
      bigint('openedAt'),
      nullable(bigint('closedAt')),
    ],
    [unique('area_incident_key', 'key'), index('area_incident_state', 'state')],
  ),
  table(
    'area_case',
    [id(), integer('areaId'), integer('caseId')],
    [unique('area_case_case', 'caseId'), index('area_case_area', 'areaId')],
  ),
]

/** Many cases told as one list, and what silenced a whole township. */
export class Lists1763956800000 implements MigrationInterface {
  readonly name = 'Lists1763956800000'

  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each)
  }
}
