import { createMetrics } from '../src/metrics'

describe('metrics', () => {
  it('are written as Prometheus reads them', async () => {
    const metrics = createMetrics()
    const refusals = metrics.counter('zaicun_refusals_total', 'Refused.')
    refusals.add({ reason: 'a "quoted"\nreason' })
    refusals.add({ reason: 'a "quoted"\nreason' }, 2)
    metrics.gauge('zaicun_waiting', 'Waiting.', () => [{ labels: {}, value: 4 }])
    expect(await metrics.render()).toBe(
      [
        '# HELP zaicun_refusals_total Refused.',
        '# TYPE zaicun_refusals_total counter',
        'zaicun_refusals_total{reason="a \\"quoted\\"\\nreason"} 3',
        '# HELP zaicun_waiting Waiting.',
        '# TYPE zaicun_waiting gauge',
        'zaicun_waiting 4',
        '',
      ].join('\n'),
    )
  })

  it('leave out what cannot be read just now', async () => {
    const metrics = createMetrics()
    metrics.gauge('a', 'A.', () => Promise.reject(new Error('database away')))
    metrics.counter('b', 'B.').add()
    expect(await metrics.render()).toBe('# HELP a A.\n# TYPE a gauge\n# HELP b B.\n# TYPE b counter\nb 1\n')
  })
})
