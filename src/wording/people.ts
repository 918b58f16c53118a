import type { Person, Posting, Role } from '../../entities'
import { surnameOf } from '../decide/names'

export const ROLE_NAMES: Record<Role, string> = {
  first_secretary: '第一书记',
  team_leader: '工作队长',
  team_member: '工作队员',
  village_secretary: '村党支部书记',
  village_cadre: '村干部',
  township_admin: '乡镇管理员',
  district_admin: '区级管理员',
  unit_contact: '派出单位联络人',
  feedback_officer: '意见受理人',
}

interface Named {
  person: Pick<Person, 'name' | 'mobile'>
  posting: Pick<Posting, 'role'>
}

/** As one addresses a colleague: 张书记, 李队长, 王支书; else the name. */
export function greeting({ person, posting }: Named): string {
  const surname = surnameOf(person.name)
  switch (posting.role) {
    case 'first_secretary':
      return `${surname}书记`
    case 'team_leader':
      return `${surname}队长`
    case 'village_secretary':
      return `${surname}支书`
    default:
      return person.name
  }
}

/** 张建国(第一书记,13800000000) */
export function withPhone({ person, posting }: Named): string {
  const phone = person.mobile ?? '没留电话'
  return `${person.name}(${ROLE_NAMES[posting.role]} ${phone})`
}

/** 何永(经秦琳电话): whose word it is, and who rang. */
export const byPhone = (name: string, through: string) => `${name}(经${through}电话)`

/** 何永(经链接): somebody without an account, on the page a link led to. */
export const byLink = (name: string) => `${name}(经链接)`

/** 张三、李四 */
export const list = (names: readonly string[]) => names.join('、')
