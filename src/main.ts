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

  const server = await startServer({ config, policy, log, intake: createIntake })
  if (config.jobs) {
    installMenu(server.client, log).catch((error: unknown) => {
      log.warn({ err: error }, 'the menu could not be registered')
    })
  }
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOPS_WITHIN).unref()
    server.stop().then(() => {
      log.info('stopped')
      process.exit(0)
    }, exitWith)
  }
  // The second signal, of whichever kind, ends it at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof PolicyError
  console.error(known ? error.message : `cannot start: ${reasonOf(error)}`)

  process.exit(1)
})
