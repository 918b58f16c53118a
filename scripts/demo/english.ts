import type { Role } from '../../entities'

/** How the made-up people and places of the demo are written in its English captions. */

const PEOPLE = {
  张明远: 'Zhang Mingyuan',
  苏晓梅: 'Su Xiaomei',
  普国华: 'Pu Guohua',
  字正林: 'Zi Zhenglin',
  杨顺: 'Yang Shun',
  何亮: 'He Liang',
  段文: 'Duan Wen',
  罗静: 'Luo Jing',
  杨树林: 'Yang Shulin',
  王志刚: 'Wang Zhigang',
  李梅: 'Li Mei',
  马超群: 'Ma Chaoqun',
  刘大福: 'Liu Dafu',
  赵琳: 'Zhao Lin',
  尹峰: 'Yin Feng',
  陈光明: 'Chen Guangming',
  施军: 'Shi Jun',
  黄丽: 'Huang Li',
  唐伟: 'Tang Wei',
  周炳: 'Zhou Bing',
  吴进: 'Wu Jin',
  王海燕: 'Wang Haiyan',
  董波: 'Dong Bo',
  何建华: 'He Jianhua',
  李正树: 'Li Zhengshu',
  陈志远: 'Chen Zhiyuan',
  杨光: 'Yang Guang',
  许娟: 'Xu Juan',
  普老五: 'Pu Laowu',
  字石花: 'Zi Shihua',
  段长寿: 'Duan Changshou',
  吕青: 'Lü Qing',
  方圆: 'Fang Yuan',
  蒋磊: 'Jiang Lei',
  马桂英: 'Ma Guiying',
  田野: 'Tian Ye',
  宋雨: 'Song Yu',
  罗善: 'Luo Shan',
  冯涛: 'Feng Tao',
  潘月: 'Pan Yue',
  余海: 'Yu Hai',
  李老四: 'Li Laosi',
  谭兴: 'Tan Xing',
  高飞: 'Gao Fei',
  林夏: 'Lin Xia',
  沈和: 'Shen He',
  朱云龙: 'Zhu Yunlong',
  邱萍: 'Qiu Ping',
  白雪: 'Bai Xue',
  牛旺: 'Niu Wang',
  刘珍: 'Liu Zhen',
  吴敏: 'Wu Min',
  韩旭: 'Han Xu',
  郜远: 'Gao Yuan',
  任慧: 'Ren Hui',
  谢英: 'Xie Ying',
}

const PLACES = {
  桐花镇: 'Tonghua township',
  鹿角乡: 'Lujiao township',
  云坪乡: 'Yunping township',
  松坡村: 'Songpo',
  柳树湾村: 'Liushuwan',
  大石头村: 'Dashitou',
  杏花村: 'Xinghua',
  上河村: 'Shanghe',
  半坡村: 'Banpo',
  老鹰岩村: 'Laoyingyan',
  茶园村: 'Chayuan',
  红土村: 'Hongtu',
  清水塘村: 'Qingshuitang',
  核桃坪村: 'Hetaoping',
  望月村: 'Wangyue',
}

/** `short` stands where there is little room. */
export const ROLES: Record<Role, { zh: string; en: string; short: string }> = {
  first_secretary: { zh: '第一书记', en: 'first secretary', short: '1st sec.' },
  team_leader: { zh: '工作队长', en: 'team leader', short: 'leader' },
  team_member: { zh: '队员', en: 'team member', short: 'member' },
  village_secretary: { zh: '村支书', en: 'village secretary', short: 'village sec.' },
  village_cadre: { zh: '村干部', en: 'village cadre', short: 'cadre' },
  township_admin: { zh: '乡镇', en: 'township', short: 'township' },
  district_admin: { zh: '区里', en: 'district', short: 'district' },
  unit_contact: { zh: '派出单位', en: 'sending unit', short: 'unit' },
  feedback_officer: { zh: '意见受理', en: 'feedback', short: 'feedback' },
}

/** Every name with its English spelling, the longest first, so that none is read inside another. */
export const NAMES: readonly (readonly [string, string])[] = Object.entries({ ...PEOPLE, ...PLACES }).sort(
  ([a], [b]) => b.length - a.length,
)

const byName = new Map(NAMES)

/** The English spelling of a person or place; the name itself when it has none. */
export const english = (name: string): string => byName.get(name) ?? name

/** 张 → Zhang: how 张书记 is spoken of. Null for a surname nobody here bears. */
export function surname(character: string): string | null {
  const [, spelling] = Object.entries(PEOPLE).find(([name]) => name.startsWith(character)) ?? []
  return spelling?.split(' ')[0] ?? null
}
