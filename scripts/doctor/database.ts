import { existsSync } from 'node:fs'
import type { DatabaseTarget } from '../../src/config'
import { reasonOf } from '../../src/log'
import { connect } from '../../src/record/database'
import { pendingMigrations } from '../../src/record/readiness'
import { holders, teams } from '../../src/record/people'
import { bad, doubtful, type Finding, good } from './finding'

/** Reaches the database, changing nothing in it, and looks at what the roster holds on `day`. */
export async function checkDatabase(target: DatabaseTarget, day: string): Promise<Finding[]> {
  const about = '数据库'
  if (target.kind === 'sqlite' && !existsSync(target.path)) {
    return [good(about, `${target.path} 还没有,第一次启动时建立`), NO_ROSTER]
  }
  const where = target.kind === 'sqlite' ? target.path : `${target.host}:${target.port}/${target.database}`
  try {
    const source = await connect(target)
    try {
      const pending = await pendingMigrations(source)
      if (pending > 0) {
        return [good(about, `${where} 连得上,有 ${pending} 个升级步骤,下次启动时自动做`), NO_ROSTER]
      }
      return [good(about, `${where} 连得上,结构是最新的`), ...(await checkRoster(source.manager, day))]
    } finally {
      await source.destroy()
    }
  } catch (error) {
    return [
      bad(
        about,
        `${where} 用不了(${reasonOf(error)})→ 看数据库是否在运行,核对 DATABASE_URL 的地址、账号和密码`,
      ),
    ]
  }
}

const NO_ROSTER = bad('花名册', '还没有人 → npm run -s roster -- import 文件')

async function checkRoster(db: Parameters<typeof teams>[0], day: string): Promise<Finding[]> {
  const about = '花名册'
  const all = await teams(db, day)
  if (all.length === 0) return [NO_ROSTER]
  const members = all.flatMap((team) => team.members)
  const silent = members.filter(({ person }) => person.userid === null).length
  const words = `${all.length} 个村,${members.length} 名队员`
  const district = await holders(db, ['district_admin'], day)
  const reachable = district.filter(({ person }) => person.userid !== null)
  const feedback = await holders(db, ['feedback_officer'], day)
  return [
    silent > 0
      ? doubtful(about, `${words},其中 ${silent} 人没有企业微信账号,只能由别人代说`)
      : good(about, words),
    reachable.length > 0
      ? good('区级管理员', `${reachable.length} 人`)
      : bad(
          '区级管理员',
          '一个也没有(或都没有账号),最后的警报没有人收 → 在花名册里加一行「区级管理员」再导入',
        ),
    feedback.length > 0
      ? good('意见受理人', `${feedback.length} 人`)
      : doubtful('意见受理人', '没有,意见会交给区级管理员 → 最好在花名册里加一行「意见受理人」'),
  ]
}
