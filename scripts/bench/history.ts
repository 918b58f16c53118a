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

/** `m` counts messages from the oldest to the newest; each of `people` writes about as often as the others. */
const SAID = `
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count),
  m AS (SELECT i, n.i * :days / :count AS back, i * 7919 % :people AS who FROM n),
  said AS (
    SELECT i, who, date(:first, '+' || back || ' days') AS day,
      CAST(strftime('%s', :first, '+' || back || ' days') AS INTEGER) * 1000 + (i * 61 % 36000) * 1000 AS at,
      (who / 3) * 5 + who % 3 + 1 AS personId, who / 3 + 1 AS villageId
    FROM m)`

/** The tables that are written here. */
export const HISTORY_TABLES = [
  'message',
  'check_in',
  'work_item',
  'daily_report',
  'search_case',
  'case_person',
  'outbound_message',
]

/** Writes years of messages, whereabouts, work, ended searches and messages sent. SQLite only. */
export async function fillPast(database: Database, { perYear, years, today, people }: Past): Promise<void> {
  const count = Math.max(1, Math.round(perYear * years))
  const days = Math.max(1, Math.round(365 * years))
  const first = addDays(today, -days)
  const said = SAID.replaceAll(':count', String(count))
    .replaceAll(':days', String(days))
    .replaceAll(':people', String(people))
    .replaceAll(':first', `'${first}'`)
  const write = (sql: string) => database.source.query(sql)
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
}

/** Who says something on the day that is measured: all but every 17th member of a team. */
const SPEAKERS = `SELECT personId, villageId, id AS n FROM posting
  WHERE role IN ('first_secretary', 'team_member') AND personId % 17 <> 0`

/**
 * One day of the members' own statements: each says once where they are, every seventh what they did, every 41st goes where
 * there is no signal, every 49th is on leave. The day's ids begin after those of the past. SQLite only.
 */
export async function fillToday(database: Database, today: string, firstAt: number): Promise<void> {
  const write = (sql: string) => database.source.query(sql)
  const lastOf = async (table: string) =>
    ((await write(`SELECT COALESCE(MAX(id), 0) AS last FROM ${table}`)) as [{ last: number }])[0].last
  const [last, lastReport] = [await lastOf('message'), await lastOf('daily_report')]
  const at = `${firstAt} + (n % 3600) * 1000`
  await write(`INSERT INTO message (id, deliveryKey, personId, villageId, day, at, kind, voice, carriedFacts, text, reply)
    SELECT ${last} + n, 't:' || n, personId, villageId, '${today}', ${at}, 'text', 1, 1, '${TEXT}', '${REPLY}'
    FROM (${SPEAKERS})`)
  await write(`INSERT INTO check_in (messageId, factNo, speakerId, source, villageId, day, saidAt, words, subjectId,
    subjectName, status, place, activity, noSignal)
    SELECT ${last} + n, 0, personId, 'own', villageId, '${today}', ${at}, '${TEXT}', personId, '我',
    CASE WHEN n % 49 = 0 THEN 'leave' ELSE 'field' END, '三组', 'household_visit', n % 41 = 0 FROM (${SPEAKERS})`)
  await write(`INSERT INTO daily_report (id, villageId, day, createdAt)
    SELECT DISTINCT ${lastReport} + villageId, villageId, '${today}', ${firstAt} FROM (${SPEAKERS})`)
  await write(`INSERT INTO work_item (messageId, factNo, speakerId, source, villageId, day, saidAt, words, reportId,
    category, count, unit, done)
    SELECT ${last} + n, 1, personId, 'own', villageId, '${today}', ${at}, '走访12户', ${lastReport} + villageId,
    'household_visit', 12, '户', 1 FROM (${SPEAKERS}) WHERE n % 7 = 0`)
}

/** When each person was last heard of. Nobody has been silent for days: that would be work for the minute's watch. */
export async function noteHeard(database: Database, firstAt: number): Promise<void> {
  const yesterday = firstAt - 57_600_000
  await database.source.query(`UPDATE person SET lastHeardAt =
    COALESCE((SELECT MAX(m.at) FROM message m WHERE m.personId = person.id AND m.at >= ${yesterday}), ${yesterday})`)
}
