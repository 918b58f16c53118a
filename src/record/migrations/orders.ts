import type { MigrationInterface, QueryRunner } from 'typeorm'
import { bigint, boolean, id, index, integer, nullable, table, text, unique, varchar } from './columns'

const tables = [
  table(
    'notice',
    [
      id(),
      varchar('key', 190),
      varchar('label', 190),
      text('text'),
      integer('senderId'),
      boolean('wantsAnswer'),
      bigint('at'),
      nullable(bigint('repeatAt')),
    ],
    [unique('notice_key', 'key'), index('notice_repeat', 'repeatAt')],
  ),
  table(
    'notice_recipient',
    [id(), integer('noticeId'), integer('personId'), nullable(bigint('answeredAt'))],
    [
      unique('notice_recipient_once', 'noticeId', 'personId'),
      index('notice_recipient_person', 'personId', 'answeredAt'),
    ],
  ),
  table(
    'visit',
    [
      id(),
      varchar('key', 190),
      integer('villageId'),
      integer('visitorId'),
      integer('messageId'),
      varchar('day', 10),
      bigint('at'),
      varchar('outcome', 32),
      text('words'),
      nullable(text('declared')),
    ],
    [unique('visit_key', 'key'), index('visit_village_day', 'villageId', 'day')],
  ),
]

/** 通知 and 走访. */
export class Orders1763949600000 implements MigrationInterface {
  readonly name = 'Orders1763949600000'

  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each)
  }
}
