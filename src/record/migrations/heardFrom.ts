import type { MigrationInterface, QueryRunner } from 'typeorm'

const TABLES = ['check_in', 'safety_report']

/** Whose word a statement passes on, when somebody rang and asked. */
export class HeardFrom1763967600000 implements MigrationInterface {
  readonly name = 'HeardFrom1763967600000'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`heardFromId\` integer NULL`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`heardFromId\``)
  }
}
