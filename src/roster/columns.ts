import { CADRE_ROLES, type Role, TEAM_ROLES } from '../../entities'

/** The columns a roster may have, in the order a template would show them. */
export const COLUMNS = [
  '账号',
  '姓名',
  '手机',
  '职务',
  '乡镇',
  '村',
  '派出单位',
  '政治面貌',
  '出生日期',
  '驻村开始',
  '驻村结束',
  '纬度',
  '经度',
] as const
export type ColumnName = (typeof COLUMNS)[number]

/** How a role is written in the column 职务. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  first_secretary: '第一书记',
  team_leader: '工作队长',
  team_member: '工作队员',
  village_secretary: '村党支部书记',
  village_cadre: '村干部',
  township_admin: '乡镇管理员',
  unit_contact: '派出单位联络人',
  district_admin: '区级管理员',
  feedback_officer: '意见受理人',
}

const rolesByName = new Map(Object.entries(ROLE_NAMES).map(([role, name]) => [name, role as Role]))

export const roleNamed = (name: string): Role | undefined => rolesByName.get(name)

const among = (roles: readonly Role[]) => (role: Role) => roles.includes(role)
export const isTeamRole = among(TEAM_ROLES)
const isCadreRole = among(CADRE_ROLES)
/** The role is held in a village. */
export const isVillageRole = (role: Role) => isTeamRole(role) || isCadreRole(role)

/** What a row of this role has to carry besides 姓名 and 职务. */
export function neededColumns(role: Role): readonly ColumnName[] {
  if (isTeamRole(role)) return ['乡镇', '村', '驻村开始']
  if (isCadreRole(role)) return ['乡镇', '村']
  if (role === 'township_admin') return ['乡镇']
  return role === 'unit_contact' ? ['派出单位'] : []
}

/** The most characters a column may hold: what the database keeps of it. */
export const LONGEST: Partial<Record<ColumnName, number>> = {
  账号: 64,
  姓名: 60,
  手机: 40,
  乡镇: 60,
  村: 60,
  派出单位: 120,
  政治面貌: 40,
}
