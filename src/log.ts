import pino, { type Logger, type LoggerOptions } from 'pino'

/** Wherever these stand in what is logged, their value does not. */
const SECRETS = ['token', 'access_token', 'secret', 'corpsecret', 'password', 'authorization', 'cookie']

/**
 * Errors by their message alone: those of the database drivers also carry the statement with all its values, and with
 * them what people wrote.
 */
function bare(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, errno } = error as { code?: unknown; errno?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(errno === undefined ? {} : { errno }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: bare(error.cause) }),
  }
}

/** JSON lines without secrets. Texts of messages are never logged at info. */
export const logOptions = (level: string): LoggerOptions => ({
  level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: SECRETS.flatMap((name) => [name, `*.${name}`]),
  serializers: { err: bare },
})

/** Writes to stdout, or to stderr for a command whose stdout is its answer. */
export const createLog = (level: string, to: 'stdout' | 'stderr' = 'stdout'): Logger =>
  pino(logOptions(level), pino.destination({ dest: to === 'stdout' ? 1 : 2, sync: true }))

/** An error in one line, for a terminal, with what caused it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code = error.name } = error as { code?: string }
  // A connection tried over several addresses has no message of its own.
  const message = error.message === '' ? code : error.message
  return error.cause === undefined ? message : `${message}: ${reasonOf(error.cause)}`
}
