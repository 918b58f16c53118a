import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ConfigError, type DatabaseTarget, readDatabaseConfig } from '../config'
import { openDatabase } from '../record/database'
import { importRoster, reportLines, RosterFileError } from '.'
import { COLUMNS, ROLE_NAMES } from './columns'

const USAGE = `用法:npm run -s roster -- import 文件 [--dry-run]

把名册(.xlsx,或 UTF-8、GBK 的 .csv)导入数据库;有一行不对就一行也不写。
  --dry-run   只看会怎样,什么也不写
  --help      这段说明

一行是一个人的一个职务,列的顺序随意,认不得的列不用:
  ${COLUMNS.join('、')}
职务只能是:
  ${Object.values(ROLE_NAMES).join('、')}
必填:姓名、职务;乡镇(区级管理员、派出单位联络人、意见受理人除外);村(工作队和村干部);
派出单位(联络人);驻村开始(工作队)。没有账号的人由别人代说。
名册里没有写到的人保持原样;换村:原来那一行写上驻村结束,另加一行新的。

数据库由 DATABASE_URL 指定(见 .env.example)。
有行被拒绝、文件或配置读不了时退出码为 1,参数不对时为 2。`

interface Arguments {
  file: string
  dryRun: boolean
}

/** The arguments, or null when they are not what the usage says. */
function readArguments(args: string[]): Arguments | 'help' | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help === true) return 'help'
    const [command, file, ...rest] = positionals
    if (command !== 'import' || file === undefined || rest.length > 0) return null
    return { file, dryRun: values['dry-run'] === true }
  } catch {
    return null
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件',
  EISDIR: '这是一个文件夹',
  EACCES: '没有读取的权限',
}

async function fileBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    throw new RosterFileError(`读不到 ${file}:${UNREADABLE[code] ?? code}。`, { cause: error })
  }
}

/** A dry run leaves no file behind where there was none. */
const untouched = (target: DatabaseTarget): DatabaseTarget =>
  target.kind === 'sqlite' && !existsSync(target.path) ? { kind: 'sqlite', path: ':memory:' } : target

/** What a command leaves: its exit code, and the text for stdout (`out`) or stderr (`err`). */
export interface Finished {
  code: 0 | 1 | 2
  out: string
  err: string
}

const printed = (out: string, code: Finished['code'] = 0): Finished => ({ code, out, err: '' })
const failed = (err: string, code: Finished['code'] = 1): Finished => ({ code, out: '', err })

type Environment = Parameters<typeof readDatabaseConfig>[0]

async function importFile({ file, dryRun }: Arguments, env: Environment, now: number): Promise<Finished> {
  const { database: target, timezone } = readDatabaseConfig(env)
  const bytes = await fileBytes(file)
  const database = await openDatabase(dryRun ? untouched(target) : target)
  try {
    const report = await importRoster(database, bytes, file, now, { dryRun, timezone })
    return printed(reportLines(report).join('\n'), report.rejected.length > 0 ? 1 : 0)
  } finally {
    await database.close()
  }
}

/** The command behind `npm run roster`, with its arguments, its environment and the instant it runs at. */
export async function rosterCommand(args: string[], env: Environment, now: number): Promise<Finished> {
  const wanted = readArguments(args)
  if (wanted === 'help') return printed(USAGE)
  if (wanted === null) return failed(USAGE, 2)
  try {
    return await importFile(wanted, env, now)
  } catch (error) {
    if (error instanceof ConfigError || error instanceof RosterFileError) return failed(error.message)
    return failed(`没有导入:${error instanceof Error ? error.message : String(error)}`)
  }
}
