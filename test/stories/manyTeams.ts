/** A district of many one-man teams, for stories of what happens to many at once. Invented names. */
export interface Shape {
  /** Villages of each township. */
  townships: Readonly<Record<string, number>>
}

const HEADER = '账号,姓名,手机,职务,乡镇,村,派出单位,驻村开始,驻村结束,纬度,经度'
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const GIVEN = '甲乙丙丁戊己庚辛壬癸'

const two = (n: number) => String(n).padStart(2, '0')

/** One member per village (`m<township><village>`, 村 named 一号村 … by township), an admin per township, one for the district. */
export function manyTeams({ townships }: Shape): string {
  const lines = Object.entries(townships).flatMap(([township, villages], t) => [
    ...Array.from({ length: villages }, (_, v) => {
      const name = `${SURNAMES[t] ?? ''}${GIVEN[Math.floor(v / 10)] ?? ''}${GIVEN[v % 10] ?? ''}`
      return `m${t}${two(v)},${name},138000${two(t)}${two(v)}0,第一书记,${township},${villageOf(t, v)},区水务局,2026-05-30,,,`
    }),
    `admin${t},管${SURNAMES[t] ?? ''},139000${two(t)}000,乡镇管理员,${township},,,,,,`,
  ])
  return [HEADER, ...lines, 'quyu,区玉,13900000031,区级管理员,,,,,,,', ''].join('\n')
}

/** 赵家湾1村, 钱家湾2村 … */
export const villageOf = (township: number, village: number) =>
  `${SURNAMES[township] ?? ''}家湾${GIVEN[village % 10] ?? ''}${GIVEN[Math.floor(village / 10)] ?? ''}村`
