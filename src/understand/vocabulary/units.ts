/** What things are counted in, and what only looks like it. */

export const UNITS = (
  '号人 户次 户 块 个 宗 处 件 起 场 场次 次 人 人次 名 位 份 亩 公里 千米 米 吨 公斤 斤 趟 转 条 张 间 座 株 棵 头 只 盏 家 项 期 班 班次 组次 回 批 车 袋 本 篇 册 平方 平方米 桶 ' +
  '例 对 支 部 台 套 顶 床 箱 包 瓶 幅 节 堂 笔 户家 家户 余户 拨 辆 根 扇 口 单 则 封 盒 筐 担 桌 罐 卷 沓 碗 公顷 立方 立方米 方 挑 捆 窝 宗地 车次 处次 人员 名党员 片 段 道 把 轮 场会 堆 眼 幢 栋 眼井 匹 羽 kg km 坝'
).split(' ')

/** Counting words after which nothing is counted: ages, money, temperatures, floors. */
export const NO_COUNTS =
  '岁 元 块钱 万元 万块 元钱 % 成 级 毫米 层 楼 分之 届 号线 国道 省道 县道 乡道 斤酒 码 折 ℃ 格 度电 厘米 公分 遍 番 圈'.split(
    ' ',
  )
