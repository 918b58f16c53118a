import type { MigrationInterface, QueryRunner } from 'typeorm'
import { index } from './columns'

const states = index('roll_call_entry_state', 'rollCallId', 'state', 'villageId')

/** Who is silent or in need is found and counted without reading everybody else of a roll call. */
export class RollCallStates1763985600000 implements MigrationInterface {
  readonly name = 'RollCallStates1763985600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('roll_call_entry', states)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('roll_call_entry', states.name ?? '')
  }
}
