import { type Database } from '../../src/record/database'
import type { StandIn } from '../../src/standin'
import { eachDatabase } from '../databases'
import { NINE, queued, startWecom, statesOf, to } from '../jobs/setup'
import { runCommand, settingsFor } from './command'

const AT = ['--at', '2026-11-24T09:00:00+08:00']

jest.setTimeout(120_000)

eachDatabase((_name, open) => {
  describe('npm run job', () => {
    let standIn: StandIn
    let database: Database
    let settings: Record<string, string>
    beforeAll(async () => {
      ;({ standIn } = await startWecom())
      const opened = await open()
      database = opened
      settings = settingsFor(standIn, opened.url)
    })
    afterAll(async () => {
      await database.close()
      await standIn.stop()
    })
    const job = (args: string[], more: Record<string, string> = {}) =>
      runCommand('scripts/job.ts', args, { ...settings, ...more })

    it('delivers what waits, as one JSON object, and nothing more the second time', async () => {
      await queued(database, [to(1), to(9)], NINE)
      const first = await job(['deliver', ...AT])
      expect([first.code, first.err]).toEqual([0, expect.stringContaining('outgoing message refused')])
      expect(JSON.parse(first.out)).toEqual({ sent: 1, retried: 0, refused: 1, dropped: 0, waiting: 0 })
      const second = await job(['deliver', ...AT])
      expect(JSON.parse(second.out)).toEqual({ sent: 0, retried: 0, refused: 0, dropped: 0, waiting: 0 })
      expect(await statesOf(database)).toEqual(['sent', 'refused'])
      expect(standIn.pushesTo('chenjie')).toHaveLength(1)
    })

    it('runs several jobs side by side', async () => {
      const outcomes = await Promise.all(
        ['remind', 'watch', 'digest', 'retain'].map((name) => job([name, ...AT])),
      )
      expect(outcomes.map(({ err }) => err)).toEqual(['', '', '', ''])
      for (const { out } of outcomes) expect(JSON.parse(out)).toEqual(expect.any(Object))
    })
  })
})

describe('npm run job, asked wrongly', () => {
  const settings = {
    DATABASE_URL: 'sqlite::memory:',
    WECOM_CORP_ID: 'ww0123456789abcdef',
    WECOM_AGENT_ID: '1000002',
    WECOM_AGENT_SECRET: 'never-printed-secret',
    WECOM_CALLBACK_TOKEN: 'Token123',
    WECOM_CALLBACK_AES_KEY: 'A'.repeat(43),
    WECOM_API_BASE_URL: 'https://wecom.invalid',
  }
  const job = (args: string[], given: Record<string, string> = settings) =>
    runCommand('scripts/job.ts', args, given)

  it('explains itself', async () => {
    const { code, out, err } = await job(['--help'], {})
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('用法:npm run -s job -- 名称')
  })

  it('lists the jobs, or says what is wrong', async () => {
    const wrong = [['water'], [], ['deliver', 'retain'], ['deliver', '--soon'], ['deliver', '--at', '9点']]
    const outcomes = await Promise.all(wrong.map((args) => job(args)))
    expect(outcomes.map(({ code, out }) => [code, out])).toEqual(wrong.map(() => [2, '']))
    for (const { err } of outcomes) expect(err).toMatch(/remind、watch|不是一个时刻/)
  })

  it('sends no words of another time to real people unless it is told to', async () => {
    const refused = await job(['deliver', '--at', '2026-01-05T09:00:00+08:00'])
    expect([refused.code, refused.out]).toEqual([2, ''])
    expect(refused.err).toContain('--yes')
    const confirmed = await job(['deliver', '--at', '2026-01-05T09:00:00+08:00', '--yes'])
    expect([confirmed.code, JSON.parse(confirmed.out)]).toEqual([0, expect.objectContaining({ sent: 0 })])
  })

  it('names every bad variable and prints no secret', async () => {
    const { code, out, err } = await job(['deliver'], { ...settings, WECOM_CORP_ID: '', PORT: 'http' })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('WECOM_CORP_ID is missing')
    expect(err).toContain('PORT is malformed')
    expect(err).not.toContain(settings.WECOM_AGENT_SECRET)
  })
})
