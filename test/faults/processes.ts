import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/record/database'
import { importRoster } from '../../src/roster'
import type { StandIn } from '../../src/standin'
import type { Place } from '../databases'
import { environmentOf, ROOT } from '../scripts/command'
import { followLog, type ServerLog } from './serverLog'

/** A server of its own process, as `npm start` makes it. */
export interface Web {
  callbackUrl: string
  url: string
  /** As the machine's power would end it. */
  kill(): Promise<void>
  /** As an operator ends it; the exit code. */
  stop(): Promise<number | null>
  /** Needs `LOG_LEVEL=debug`. */
  ran: ServerLog['ran']
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

const built = new Map<string, string>()

/** A program of the project in one file: it starts in a third of the time, and these tests start many. */
function build(program: string): string {
  const known = built.get(program)
  if (known !== undefined) return known
  const file = join(ROOT, 'node_modules/.cache/zaicun', `${process.pid}-${program.replaceAll('/', '-')}.cjs`)
  const how = ['--bundle', '--platform=node', '--packages=external', '--format=cjs', '--log-level=error']
  execFileSync(join(ROOT, 'node_modules/.bin/esbuild'), [join(ROOT, program), ...how, `--outfile=${file}`])
  built.set(program, file)
  process.once('exit', () => rmSync(file, { force: true }))
  return file
}

function start(program: string, settings: Record<string, string>, args: string[] = []): ChildProcess {
  const child = spawn(process.execPath, [build(program), ...args], {
    cwd: ROOT,
    env: environmentOf(settings),
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

const running = new Set<ChildProcess>()

/** The jobs that run in every minute. */
export const EACH_MINUTE = ['remind', 'watch', 'digest', 'deliver']

/** The same settings on a clock that says `now` at this moment. */
export const onClock = (settings: Record<string, string>, now: number): Record<string, string> => ({
  ...settings,
  CLOCK_OFFSET: String(now - Date.now()),
  NODE_OPTIONS: `--require ${build('test/faults/shiftedClock.ts')}`,
})

/** So many calls have reached people from now on. */
export const pushesOf = (standIn: StandIn, count: number): Promise<void> =>
  new Promise((resolve) => {
    let pushed = 0
    const forget = standIn.onPush(() => {
      if (++pushed < count) return
      forget()
      resolve()
    })
  })

/** Starts `src/main.ts` and waits until it listens. */
export async function startWeb(settings: Record<string, string>): Promise<Web> {
  const child = start('src/main.ts', { HOST: '127.0.0.1', PORT: '0', JOBS: 'off', ...settings })
  const log = followLog(child)
  const url = `http://127.0.0.1:${await log.listening}`
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit')
      child.kill(signal)
      await exited
    }
    return child.exitCode
  }
  return {
    url,
    callbackUrl: `${url}/wecom/callback`,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    ran: log.ran,
  }
}

/** Waits until the database has all that was kept while it was slow or away, and the server says so. */
export async function untilDrained({ url }: Web, spoolDir: string): Promise<void> {
  const isReady = async () => (await fetch(`${url}/readyz`)).status === 200
  const isKept = () => existsSync(spoolDir) && readdirSync(spoolDir).length > 0
  while (isKept() || !(await isReady())) await sleep(50)
}

/** Ends whatever a failed test left running. */
export async function killAll(): Promise<void> {
  for (const child of running) {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
}

export interface Job {
  /** What it printed. */
  report: Promise<string>
  kill(): Promise<void>
}

/** Starts a scheduled job as of an instant, as `npm run job` does. */
export function startJob(name: string, at: number, settings: Record<string, string>): Job {
  const args = [name, '--at', new Date(at).toISOString(), '--yes']
  const child = start('scripts/job.ts', settings, args)
  const exited = once(child, 'exit')
  const out: string[] = []
  child.stdout?.setEncoding('utf8').on('data', (text: string) => out.push(text))
  child.stderr?.resume()
  return {
    report: exited.then(() => out.join('')),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** A job from its start to its end; what it printed. */
export const runJob = (name: string, at: number, settings: Record<string, string>) =>
  startJob(name, at, settings).report

export const VILLAGES = Array.from({ length: 8 }, (_, i) => `${'甲乙丙丁戊己庚辛'[i] ?? ''}家坝村`)

/** Eight teams of three, each with a village secretary, in one township; one admin of it and one of the district. */
export const MANY = [
  '账号,姓名,手机,职务,乡镇,村,派出单位,驻村开始,驻村结束',
  ...VILLAGES.flatMap((village, i) => [
    ...['第一书记', '工作队员', '工作队员'].map(
      (role, j) =>
        `m${i}${j},${'赵钱孙'[j] ?? ''}${'一二三四五六七八'[i] ?? ''},1380000${i}00${j},${role},青岭镇,${village},区水务局,2020-01-01,`,
    ),
    `s${i},周${'一二三四五六七八'[i] ?? ''},1390000${i}000,村党支部书记,青岭镇,${village},,,`,
  ]),
  'town,秦琳,13800000021,乡镇管理员,青岭镇,,,,',
  'district,区玉,13800000031,区级管理员,,,,,',
].join('\n')

export const MEMBERS = MANY.split('\n')
  .slice(1)
  .map((line) => {
    const [userid = '', name = ''] = line.split(',')
    return { userid, name }
  })

/** Everybody of the teams. */
export const TEAM = MEMBERS.flatMap(({ userid }) => (userid.startsWith('m') ? [userid] : []))

/** Applies the migrations and imports the roster, as an operator does before the first start. */
export async function prepare({ target }: Pick<Place, 'target'>): Promise<void> {
  const database = await openDatabase(target)
  await importRoster(
    database,
    Buffer.from(`${MANY}\n`),
    'roster.csv',
    Date.parse('2020-01-01T09:00:00+08:00'),
  )
  await database.close()
}
