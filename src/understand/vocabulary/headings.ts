/** Headings of reports, after day words and punctuation are taken off. */
export type Heading = 'plan' | 'trouble' | 'report'

const PLAN =
  '计划 安排 打算 工作计划 工作安排 下步计划 下一步 下一步计划 下一步打算 下步打算 下步安排 下步工作 下一步工作 计划安排 工作打算 计划如下 要做的 预计 下一步安排 下步 准备'
const TROUBLE =
  '求助 存在问题 问题 困难 难处 存在困难 需协调 需要协调 请求 需协调事项 需帮助 需要帮助 需解决 困难问题 困难和问题 存在的问题 问题困难 需要解决 需要解决的问题 需协调解决 求助事项 诉求 需要支持 需支持 难题 困难诉求 有个难处 有个困难 请求协调 需上级协调 需要协调的问题 遇到困难 遇到的困难 遇到问题 问题和困难 请求支持 难点 反映问题 请协调 求协调 需上级协调解决 存在的困难 需要上级协调 需镇上协调 群众诉求 需解决问题 需解决的问题 请求帮助'
const REPORT =
  '驻村工作日志 驻村工作日报 驻村工作日记 工作日记 工作量 内容 日期 天气 工作日报 日报 情况 工作 工作情况 完成情况 工作开展情况 开展工作 完成 汇报 工作汇报 小结 工作小结 工作总结 日志 工作日志 驻村日志 驻村日报 人员 人员情况 在岗情况 去向 人员去向 工作进展 进展 报告 驻村工作 驻村情况 主要工作 已完成 报 做了 工作如下 工作内容 具体工作 重点工作 的 补 补报 补记 补充 工作记录 队员情况 在岗人员 日报表 情况汇报 情况报告 晚报 早报 简报 工作动态 驻村动态 工作开展 成果 收获 补日报 补一下'

export const HEADINGS: ReadonlyMap<string, Heading> = new Map<string, Heading>([
  ...REPORT.split(' ').map((word) => [word, 'report'] as const),
  ...TROUBLE.split(' ').map((word) => [word, 'trouble'] as const),
  ...PLAN.split(' ').map((word) => [word, 'plan'] as const),
])
