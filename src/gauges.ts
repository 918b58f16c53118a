import { version } from '../package.json'
import { metrics } from './metrics'
import type { Database } from './record/database'
import { openCases, outboxBacklog } from './record/backlog'

/** What is read from the database at each scrape; nothing that grows with history. */
export function watchDatabase({ db }: Database): void {
  metrics.gauge('zaicun_build_info', 'The running version.', () => [
    { labels: { version, node: process.version }, value: 1 },
  ])
  metrics.gauge('zaicun_outbox_rows', 'Outgoing messages not yet sent, by state.', async () =>
    (await outboxBacklog(db)).map(({ state, rows }) => ({ labels: { state }, value: rows })),
  )
  metrics.gauge(
    'zaicun_outbox_oldest_due_timestamp_ms',
    'When the longest waiting message became due.',
    async () =>
      (await outboxBacklog(db)).flatMap(({ state, oldest }) =>
        oldest === null ? [] : [{ labels: { state }, value: oldest }],
      ),
  )
  metrics.gauge('zaicun_open_cases', 'Searches under way, by kind.', async () =>
    (await openCases(db)).map(({ kind, cases }) => ({ labels: { kind }, value: cases })),
  )
}
