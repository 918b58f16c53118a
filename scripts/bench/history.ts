import type { Database } from '../../src/record/database'
import { addDays } from '../../src/time'

/** A past for a district, written by the database itself: what people said on every working day, and what came of it. */

export const TEXT = '我和李敏去三组走访,下午5点前回'
const REPLY = '收到,您和李敏去三组走访,17:00前回。17:30前不打扰您,路上慢点。'

export interface Past {
  /** Messages a year: 363 people write about 100,000. */
  perYear: number
  years: number
  /** The first day that is not past any more. */
  today: string
  people: number
}

/** Indexes are made after the rows: ten times as fast. */
async function withoutIndexes(database: Database, tables: readonly string[], work: () => Promise<void>) {
  const { source } = database
  const rows: { sql: string; name: string }[] = await source.query(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
     AND tbl_name IN (${tables.map((table) => `'${table}'`).join(', ')})`,
  )
  for (const { name } of rows) await source.query(`DROP INDEX "${name}"`)
  await work()
  for (const { sql } of rows) await source.query(sql)
}

/** `m` counts messages from the oldest to the newest; each of `people` writes about as often as the others. */
const SAID = `
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count),
  m AS (SELECT i, n.i * :days / :count AS back, i * 7919 % :people AS who FROM n),
  said AS (
    SELECT i, who, date(:first, '+' || back || ' days') AS day,
      CAST(strftime('%s', :first, '+' || back || ' days') AS INTEGER) * 1000 + (i * 61 % 36000) * 1000 AS at,
      (who / 3) * 5 + who % 3 + 1 AS personId, who / 3 + 1 AS villageId
    FROM m)`

/** Writes years of messages, whereabouts, work, ended searches and messages sent. SQLite only. */
export async function fillPast(database: Database, { perYear, years, today, people }: Past): Promise<void> {
  const count = perYear * years
  const days = 365 * years
  const first = addDays(today, -days)
  const said = SAID.replaceAll(':count', String(count))
    .replaceAll(':days', String(days))
    .replaceAll(':people', String(people))
    .replaceAll(':first', `'${first}'`)
  const tables = [
    'message',
    'check_in',
    'work_item',
    'daily_report',
    'search_case',
    'case_person',
    'outbound_message',
  ]
  const write = (sql: string) => database.source.query(sql)
  await write('PRAGMA synchronous = OFF')
  await withoutIndexes(database, tables, async () => {
    await write(`INSERT INTO message (id, deliveryKey, personId, villageId, day, at, kind, voice, carriedFacts, text, reply)
      ${said} SELECT i + 1, 'h:' || i, personId, villageId, day, at, 'text', 1, 1, '${TEXT}', '${REPLY}' FROM said`)
    await write(`INSERT INTO check_in (messageId, factNo, speakerId, source, villageId, day, saidAt, words, subjectId,
      subjectName, status, place, activity, untilAt, noSignal)
      ${said} SELECT i + 1, 0, personId, 'own', villageId, day, at, '${TEXT}', personId, '我', 'field', '三组',
      'household_visit', at + 21600000, 0 FROM said`)
    await write(`INSERT INTO daily_report (id, villageId, day, createdAt)
      ${said} SELECT MIN(i) + 1, villageId, day, MIN(at) FROM said GROUP BY villageId, day`)
    await write(`INSERT INTO work_item (messageId, factNo, speakerId, source, villageId, day, saidAt, words, reportId,
      category, count, unit, done)
      ${said} SELECT i + 1, 1, personId, 'own', villageId, day, at, '走访12户', 1, 'household_visit', 12, '户', 1
      FROM said WHERE i % 5 = 0`)
    await write(`INSERT INTO search_case (id, key, kind, villageId, day, dueAt, state, ladder, step, round, repeats, level,
      noSignal, messageId, createdAt, ownerAsked, closedAt, outcome)
      ${said} SELECT i / 5 + 1, 'h:' || i, CASE WHEN i % 2 = 0 THEN 'return' ELSE 'morning' END, villageId, day, at,
      'closed', '[]', 3, 1, 0, 'none', 0, i + 1, at, 0, at + 3600000, 'said' FROM said WHERE i % 5 = 0`)
    await write(`INSERT INTO case_person (caseId, personId, settledAt)
      ${said} SELECT i / 5 + 1, personId, at + 3600000 FROM said WHERE i % 10 = 0`)
    await write(`INSERT INTO outbound_message (key, groupKey, personId, userid, purpose, safety, caseId, rung, round, text,
      day, queuedAt, state, attempts, sentAt)
      ${said} SELECT 'h:' || i, 'h:' || i, personId, 'u' || personId, 'ask', 0, i / 5 + 1, 0, 1, '${REPLY}', day, at,
      'sent', 1, at FROM said WHERE i % 5 = 0`)
  })
  await write(`UPDATE person SET lastHeardAt = (SELECT MAX(at) FROM message WHERE personId = person.id)`)
  await write('PRAGMA synchronous = FULL')
}

/** One day of the members' own statements: each says once where they are, every fifth what they did. */
export async function fillToday(database: Database, today: string, firstAt: number): Promise<void> {
  const members = `SELECT s.personId, s.villageId, ROW_NUMBER() OVER (ORDER BY s.personId) AS n FROM posting s
    WHERE s.role IN ('first_secretary', 'team_member') AND s.personId % 17 <> 0`
  const write = (sql: string) => database.source.query(sql)
  const [{ last }] = (await write('SELECT COALESCE(MAX(id), 0) AS last FROM message')) as [{ last: number }]
  const at = `${firstAt} + (n % 3600) * 1000`
  await write('PRAGMA synchronous = OFF')
  await write(`INSERT INTO message (id, deliveryKey, personId, villageId, day, at, kind, voice, carriedFacts, text, reply)
    SELECT ${last} + n, 't:' || n, personId, villageId, '${today}', ${at}, 'text', 1, 1, '${TEXT}', '${REPLY}' FROM (${members})`)
  await write(`INSERT INTO check_in (messageId, factNo, speakerId, source, villageId, day, saidAt, words, subjectId,
    subjectName, status, place, activity, noSignal)
    SELECT ${last} + n, 0, personId, 'own', villageId, '${today}', ${at}, '${TEXT}', personId, '我', 'field', '三组',
    'household_visit', 0 FROM (${members})`)
  await write(`INSERT INTO daily_report (villageId, day, createdAt)
    SELECT DISTINCT villageId, '${today}', ${firstAt} FROM (${members})`)
  await write(`INSERT INTO work_item (messageId, factNo, speakerId, source, villageId, day, saidAt, words, reportId,
    category, count, unit, done)
    SELECT ${last} + n, 1, personId, 'own', t.villageId, '${today}', ${at}, '走访12户', r.id, 'household_visit', 12, '户', 1
    FROM (${members}) t JOIN daily_report r ON r.villageId = t.villageId AND r.day = '${today}' WHERE n % 5 = 0`)
  await write(`UPDATE person SET lastHeardAt = ${firstAt} WHERE id IN (SELECT personId FROM (${members}))`)
  // Nobody has been silent for days: that would be work for the minute's watch.
  await write(
    `UPDATE person SET lastHeardAt = ${firstAt - 57_600_000} WHERE COALESCE(lastHeardAt, 0) < ${firstAt - 57_600_000}`,
  )
  await write('PRAGMA synchronous = FULL')
}
