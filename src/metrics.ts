type Labels = Readonly<Record<string, string>>

interface Sample {
  labels: Labels
  value: number
}

interface Family {
  name: string
  type: 'counter' | 'gauge'
  help: string
  read: () => Sample[] | Promise<Sample[]>
}

export interface Counter {
  add(labels?: Labels, by?: number): void
}

/** A few counters and gauges in Prometheus' text format. */
export interface Metrics {
  counter(name: string, help: string): Counter
  /** Read at each scrape; one that fails is left out. A name given again replaces the earlier. */
  gauge(name: string, help: string, read: Family['read']): void
  render(): Promise<string>
}

export function createMetrics(): Metrics {
  const families = new Map<string, Family>()
  return {
    counter(name, help) {
      const samples = new Map<string, Sample>()
      families.set(name, { name, help, type: 'counter', read: () => [...samples.values()] })
      return {
        add(labels = {}, by = 1) {
          const key = JSON.stringify(labels)
          const sample = samples.get(key) ?? { labels, value: 0 }
          samples.set(key, { labels, value: sample.value + by })
        },
      }
    },
    gauge(name, help, read) {
      families.set(name, { name, help, type: 'gauge', read })
    },
    async render() {
      const all = [...families.values()]
      const blocks = await Promise.all(all.map(async (family) => text(family, await readable(family))))
      return blocks.join('')
    },
  }
}

const readable = async (family: Family) => {
  try {
    return await family.read()
  } catch {
    return []
  }
}

const text = ({ name, help, type }: Family, samples: Sample[]) =>
  [
    `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`,
    ...samples.map(({ labels, value }) => `${name}${labelText(labels)} ${value}\n`),
  ].join('')

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escaped = (value: string) =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** Of this process. Whatever counts something says so here, in one line. */
export const metrics = createMetrics()

export const counted = {
  messages: metrics.counter('zaicun_messages_total', 'Messages and events taken in, by kind.'),
  facts: metrics.counter('zaicun_facts_total', 'Facts understood, by kind.'),
  refusals: metrics.counter('zaicun_refusals_total', 'Callbacks refused, by status and reason.'),
  outbox: metrics.counter('zaicun_outbox_total', 'What became of outgoing messages, by purpose and outcome.'),
  sms: metrics.counter('zaicun_sms_total', 'What became of short messages by the second road, by outcome.'),
  unheardAlarms: metrics.counter(
    'zaicun_alarms_without_receiver_total',
    'Alarms that nobody could be told of at their level or above.',
  ),
  spooled: metrics.counter(
    'zaicun_spooled_total',
    'Messages kept in the spool: the database did not take them.',
  ),
  drained: metrics.counter('zaicun_spool_drained_total', 'Messages of the spool taken up.'),
  jobRuns: metrics.counter('zaicun_job_runs_total', 'Runs of scheduled jobs, by job and result.'),
  jobSeconds: metrics.counter('zaicun_job_seconds_total', 'Seconds spent in scheduled jobs, by job.'),
}
