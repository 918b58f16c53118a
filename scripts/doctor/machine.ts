import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { DatabaseTarget } from '../../src/config'
import { knowsYear } from '../../src/decide/calendar'
import { reasonOf } from '../../src/log'
import { PolicyError, readPolicy } from '../../src/policy'
import { dayOf } from '../../src/time'
import { bad, doubtful, type Finding, good } from './finding'

export function checkPolicy(file: string | undefined): Finding {
  const about = '规则文件'
  try {
    readPolicy(file)
    return good(about, file ?? '没有,用内置的默认规则')
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return bad(about, `${error.message}\n  → 对照 policy.example.yaml 改正`)
  }
}

const MEGABYTE = 2 ** 20
const LITTLE = 1024
const TOO_LITTLE = 200

/** Room for an SQLite file, and the right to write it. */
export function checkDisk(target: DatabaseTarget): Finding[] {
  if (target.kind !== 'sqlite' || target.path === ':memory:') return []
  return [checkRoom('磁盘', dirname(resolve(target.path)), target.path, 'DATABASE_URL')]
}

/** Room for messages while the database is away. */
export const checkSpool = (folder: string): Finding =>
  checkRoom('暂存目录', resolve(folder), folder, 'SPOOL_DIR')

function checkRoom(about: string, wanted: string, path: string, variable: string): Finding {
  let folder = wanted
  while (!existsSync(folder)) folder = dirname(folder)
  try {
    accessSync(folder, constants.W_OK)
    if (existsSync(path)) accessSync(path, constants.W_OK)
    if (!statSync(folder).isDirectory()) return bad(about, `${folder} 不是目录 → 换一个 ${variable}`)
  } catch (error) {
    return bad(about, `${path} 不能写(${reasonOf(error)})→ 改目录的权限,或换一个 ${variable}`)
  }
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.floor((bavail * bsize) / MEGABYTE)
  const words = `${folder} 还剩 ${free} MB`
  if (free < TOO_LITTLE) return bad(about, `${words} → 腾出空间,写满以后收到的话存不下来`)
  return free < LITTLE ? doubtful(about, `${words},不多了`) : good(about, words)
}

/** Next year's days off are published each November. */
export function checkCalendar(now: number, zone: string): Finding {
  const about = '节假日历'
  const year = Number(dayOf(now, zone).slice(0, 4))
  const mend =
    '按周一到周五算 → 国务院公布后升级本程序,或在规则文件的 calendar.workingDays、calendar.daysOff 里写上调休'
  if (!knowsYear(year)) return bad(about, `不知道今年(${year})的放假和调休,${mend}`)
  return knowsYear(year + 1)
    ? good(about, `${year}、${year + 1} 年都有`)
    : doubtful(about, `有 ${year} 年的,还没有 ${year + 1} 年的;到时没有就${mend}`)
}
