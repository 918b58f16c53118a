import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment, VARIABLES } from '../../src/config'
import type { StandIn } from '../../src/standin'

export const ROOT = join(__dirname, '../..')

/** Every variable is set, if only to nothing: a developer's own .env has no say here. */
export const environmentOf = (given: Record<string, string>) => ({
  ...Object.fromEntries(VARIABLES.map((name) => [name, ''])),
  ...given,
})

/** The configuration of a server or command that talks to this stand-in and keeps its rows there. */
export const settingsFor = ({ keys, apiBaseUrl }: StandIn, databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  WECOM_CORP_ID: keys.corpId,
  WECOM_AGENT_ID: String(keys.agentId),
  WECOM_AGENT_SECRET: keys.secret,
  WECOM_CALLBACK_TOKEN: keys.callbackToken,
  WECOM_CALLBACK_AES_KEY: keys.callbackAesKey,
  WECOM_API_BASE_URL: apiBaseUrl,
  SPOOL_DIR: join(tmpdir(), `zaicun-spool-${randomUUID()}`),
})

export interface Outcome {
  code: number
  out: string
  err: string
}

/** Runs a command of the project to its end, as `npm run` does. */
export const runCommand = (script: string, args: string[], given: Record<string, string>) =>
  new Promise<Outcome>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      { cwd: ROOT, env: environmentOf(given) },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

/** `npm start`, as an operator starts it: a stop signal goes to npm. */
export const npmStart = (given: Record<string, string>): ChildProcess =>
  spawn('npm', ['run', '-s', 'start'], { cwd: ROOT, env: { ...environment(), ...environmentOf(given) } })

/** Starts a program of the project and leaves it running. */
export const startCommand = (script: string, given: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', script], { cwd: ROOT, env: environmentOf(given) })
