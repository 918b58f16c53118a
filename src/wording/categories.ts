import type { LeaveKind, Status, WorkCategory } from '../understand/facts'

/** Names of categories, statuses and kinds of leave as people say them. */

/** Short enough to stand before a number: 核图斑12块. */
const WORK: Record<WorkCategory, string> = {
  farmland_patch: '核图斑',
  monitored_household: '走访监测户',
  household_visit: '走访入户',
  household_meeting: '开户长会',
  house_inspection: '排查房屋',
  relief_application: '申请救助',
  party_meeting: '三会一课',
  dispute: '调解纠纷',
  policy_talk: '政策宣讲',
  industry: '产业',
  project: '项目建设',
  employment: '务工就业',
  environment: '人居环境',
  patrol: '巡查',
  reconstruction: '灾后重建',
  evacuation: '转移安置',
  public_service: '代办事项',
  study: '学习培训',
  paperwork: '台账材料',
  other: '其他工作',
}

/** What somebody is at: 在三组走访入户. Null where it says less than nothing. */
const DOING: Partial<Record<WorkCategory, string | null>> = {
  party_meeting: '开党员会',
  industry: '忙产业',
  project: '忙项目',
  employment: '忙务工就业',
  environment: '整治人居环境',
  reconstruction: '忙灾后重建',
  public_service: '代办事情',
  paperwork: '整台账',
  other: null,
}

const STATUS: Record<Status, string> = {
  in_village: '在村',
  field: '在村里外出',
  business: '公务外出',
  leave: '请假',
  rest: '轮休',
  travelling: '在路上',
}

const LEAVE: Record<LeaveKind, string> = {
  sick: '病假',
  personal: '事假',
  annual: '年假',
  family: '家里有事',
  other: '',
}

const within = <K extends string, V>(names: Readonly<Partial<Record<K, V>>>, key: string): V | undefined =>
  (names as Readonly<Partial<Record<string, V>>>)[key]

/** 核图斑; the word itself for a category this version does not know. */
export const workName = (category: string) => within(WORK, category) ?? category

/** 核图斑, 开党员会; an empty text when there is nothing to say. */
export function doingName(activity: string): string {
  const doing = within(DOING, activity)
  return doing === undefined ? workName(activity) : (doing ?? '')
}

export const statusName = (status: string) => within(STATUS, status) ?? status

/** 病假, 事假 …, empty when no kind was said; only for the person and the approver, others read 请假. */
export const leaveName = (kind: string) => within(LEAVE, kind) ?? ''

/** The work categories in the order of the contract, for lists that must not be sorted by a count. */
export const WORK_ORDER: readonly string[] = Object.keys(WORK)
