/** Texts that were not fully understood: `npm run -s unread`. */
import { parseArgs } from 'node:util'
import { ConfigError, environment, readDatabaseConfig } from '../src/config'
import { createLog, reasonOf } from '../src/log'
import { PolicyError, readPolicy } from '../src/policy'
import { openDatabase } from '../src/record/database'
import { type UnreadReport, unreadReport } from '../src/unread'
import { readInstant } from './instant'

const USAGE = `用法:npm run -s unread [-- --days 天数] [--until 时刻] [--json]

列出没有全读懂的话(读到了什么、哪一段没读到),和成员自己更正过的话,供在 policy.yaml 的 words 里加词。
按现在的词重新读一遍,加过词的就不再列出。姓名和数字已隐去;涉及身体、求助和意见的不列。
  --days   往前看几天(默认 7)
  --until  看到哪一刻为止,ISO 8601(默认现在)
  --json   以一个 JSON 对象写出
  --help   这段说明

数据库由 DATABASE_URL 指定(见 .env.example)。参数不对时退出码为 2,其他失败为 1。`

const DAY = 86_400_000

interface Arguments {
  from: number
  until: number
  json: boolean
}

function readArguments(args: string[], zone: string): Arguments | 'help' | Error {
  try {
    const { values } = parseArgs({
      args,
      options: {
        days: { type: 'string', default: '7' },
        until: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help === true) return 'help'
    const days = Number(values.days)
    if (!Number.isInteger(days) || days < 1) return new Error(`--days ${values.days} 不是天数。`)
    const until = values.until === undefined ? Date.now() : readInstant(values.until, zone)
    if (until === null) return new Error(`--until ${values.until ?? ''} 不是一个时刻。`)
    return { from: until - days * DAY, until, json: values.json }
  } catch (error) {
    return new Error(reasonOf(error))
  }
}

function lines({ texts, unread, corrected }: UnreadReport): string[] {
  return [
    `共${texts}条话,没有全读懂的${unread.length}种:`,
    ...unread.map(
      ({ text, unread: pieces, facts, times }) =>
        `${times > 1 ? `${times}次 ` : ''}「${text.replaceAll('\n', ' ')}」 读到:${facts.join('、') || '无'} 没读到:${pieces.map((piece) => `「${piece}」`).join('')}`,
    ),
    `自己更正过的${corrected.length}条:`,
    ...corrected.map(
      ({ before, correction }) =>
        `「${before.replaceAll('\n', ' ')}」 → 「${correction.replaceAll('\n', ' ')}」`,
    ),
  ]
}

async function main(): Promise<number> {
  try {
    const config = readDatabaseConfig(environment())
    const args = readArguments(process.argv.slice(2), config.timezone)
    if (args === 'help') {
      console.log(USAGE)
      return 0
    }
    if (args instanceof Error) {
      console.error(`${args.message}\n\n${USAGE}`)
      return 2
    }
    const policy = readPolicy(config.policyFile)
    const database = await openDatabase(config.database)
    try {
      const rt = { timezone: config.timezone, policy, log: createLog('warn', 'stderr'), database }
      const report = await unreadReport(rt, args.from, args.until)
      console.log(args.json ? JSON.stringify(report) : lines(report).join('\n'))
      return 0
    } finally {
      await database.close()
    }
  } catch (error) {
    const known = error instanceof ConfigError || error instanceof PolicyError
    console.error(known ? error.message : reasonOf(error))
    return 1
  }
}

void main().then((code) => {
  process.exitCode = code
})
