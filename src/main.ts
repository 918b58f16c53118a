import { ConfigError, environment, readServerConfig } from './config'
import { createIntake } from './intake'
import { createLog, reasonOf } from './log'
import { installMenu } from './menu'
import { PolicyError, readPolicy } from './policy'
import { startServer } from './server'

const STOPS_WITHIN = 30_000

async function main(): Promise<void> {
  const config = readServerConfig(environment())
  const policy = readPolicy(config.policyFile)
  const log = createLog(config.logLevel)
  const exitWith = (error: unknown) => {
    log.fatal({ err: error }, 'stopped by an error that nobody caught')
    process.exit(1)
  }
  process.on('uncaughtException', exitWith).on('unhandledRejection', exitWith)

  const starting = startServer({ config, policy, log, intake: createIntake })
  let stopping = false
  // A signal may come twice (a wrapper passes it on to us): the first one counts, the time limit ends what hangs. One that
  // comes while the server starts ends it as soon as it has started.
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOPS_WITHIN).unref()
    starting
      .then((server) => server.stop())
      .then(() => {
        log.info('stopped')
        process.exit(0)
      }, exitWith)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)

  const { client } = await starting
  if (config.jobs) {
    installMenu(client, log).catch((error: unknown) => {
      log.warn({ err: error }, 'the menu could not be registered')
    })
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof PolicyError
  console.error(known ? error.message : `cannot start: ${reasonOf(error)}`)
  process.exit(1)
})
