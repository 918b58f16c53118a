import { addDays } from '../time'
import { dice, type Dice } from './random'
import type { WorldRules } from './worldFile'

export type ActorRole = 'member' | 'secretary' | 'cadre' | 'township' | 'district'

/** Somebody of the simulated district. */
export interface Actor {
  id: number
  /** Null: has no account, is spoken for and rung up by others. */
  userid: string | null
  name: string
  role: ActorRole
  /** 职务 as in a roster file. */
  title: string
  village: number | null
  township: string | null
  /** First and last day of a team posting, both included. */
  fromDay: string | null
  toDay: string | null
}

export interface SimVillage {
  no: number
  name: string
  township: string
}

export interface District {
  villages: SimVillage[]
  actors: Actor[]
}

const SURNAMES = [
  ...'张王李赵陈杨周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢',
]
const GIVEN = [
  ...'伟敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅荣春燕秋菊林海云峰志文学友国安家庆永福德生',
]
const VILLAGE_SYLLABLES = [...'松柏青石白云龙凤水竹梨花麻桐樟枫柳杏茶坪']
const VILLAGE_ENDS = [...'坡坪岭塘湾冲坝箐洼垭']

/** Names nobody else in the district bears; in one village no two share a surname. */
function namer(roll: Dice) {
  const used = new Set<string>()
  return (taken: Set<string>): string => {
    for (;;) {
      const surname = roll.pick(SURNAMES)
      const name = `${surname}${roll.pick(GIVEN)}${roll.pick(GIVEN)}`
      if (used.has(name) || taken.has(surname)) continue
      used.add(name)
      taken.add(surname)
      return name
    }
  }
}

function villageNames(roll: Dice, count: number): string[] {
  const names = new Set<string>()
  while (names.size < count) {
    const long = names.size > 150 ? roll.pick(VILLAGE_SYLLABLES) : ''
    names.add(`${roll.pick(VILLAGE_SYLLABLES)}${long}${roll.pick(VILLAGE_ENDS)}村`)
  }
  return [...names]
}

/** A made-up district with `people` team members on any one day; those who rotate in within `days` are on the roster too. */
export function buildDistrict(rules: WorldRules, people: number, days: number, seed: number): District {
  const { district: d } = rules
  const roll = dice(seed, 'district')
  const nameFor = namer(roll)
  const actors: Actor[] = []
  const add = (
    actor: Omit<Actor, 'id' | 'userid' | 'fromDay' | 'toDay'> & Partial<Actor>,
    hasAccount = true,
  ) =>
    actors.push({
      ...{ fromDay: null, toDay: null },
      ...actor,
      id: actors.length,
      userid: hasAccount ? `u${actors.length}` : null,
    })
  const sizes = teamSizes(rules, people)
  const names = villageNames(roll, sizes.length)
  const townships = Math.ceil(sizes.length / d.villagesPerTownship)
  const villages = names.map((name, no): SimVillage => {
    const township = `${SURNAMES[Math.floor(no / d.villagesPerTownship) % SURNAMES.length] ?? ''}家镇`
    return {
      no,
      name,
      township: townships > SURNAMES.length ? `${township}${Math.floor(no / 450)}` : township,
    }
  })
  for (const { no, township } of villages) {
    const taken = new Set<string>()
    const at = { village: no, township }
    for (let slot = 0; slot < (sizes[no] ?? 0); slot++) {
      for (const [fromDay, toDay] of spells(rules, days, dice(seed, 'rotation', no, slot))) {
        const title = slot === 0 ? '第一书记' : slot === 1 ? '工作队长' : '工作队员'
        const hasAccount = !roll.chance(d.memberWithoutAccount)
        add({ ...at, name: nameFor(taken), role: 'member', title, fromDay, toDay }, hasAccount)
      }
    }
    const hasAccount = roll.chance(d.secretaryWithAccount)
    add({ ...at, name: nameFor(taken), role: 'secretary', title: '村党支部书记' }, hasAccount)
    for (let n = 0; n < d.cadresPerVillage; n++) {
      const cadreHas = roll.chance(d.cadreWithAccount)
      add({ ...at, name: nameFor(taken), role: 'cadre', title: '村干部' }, cadreHas)
    }
  }
  for (const township of new Set(villages.map((village) => village.township))) {
    for (let n = 0; n < d.adminsPerTownship; n++) {
      add({ village: null, township, name: nameFor(new Set()), role: 'township', title: '乡镇管理员' })
    }
  }
  for (let n = 0; n < d.districtAdmins; n++) {
    add({ village: null, township: null, name: nameFor(new Set()), role: 'district', title: '区级管理员' })
  }
  return { villages, actors }
}

/** Team after team until everybody has one. */
function teamSizes({ district: { teamSizes: cycle } }: WorldRules, people: number): number[] {
  const sizes: number[] = []
  for (let left = people; left > 0; ) {
    const size = Math.min(left, cycle[sizes.length % cycle.length] ?? 1)
    sizes.push(size)
    left -= size
  }
  return sizes
}

/** First and last days of those who hold one place one after another. */
function spells({ district: d, firstDay }: WorldRules, days: number, roll: Dice): [string, string | null][] {
  const found: [string, string | null][] = []
  let from = addDays(firstDay, -60)
  if (d.rotatesEvery > 0) {
    for (let day = d.rotatesEvery; day < days; day += d.rotatesEvery) {
      if (!roll.chance(d.rotatingShare)) continue
      found.push([from, addDays(firstDay, day - 1)])
      from = addDays(firstDay, day)
    }
  }
  return [...found, [from, null]]
}

/** The district as a roster file (contract section 4). */
export function rosterCsv({ villages, actors }: District): string {
  const rows = actors.map((actor) => {
    const village = actor.village === null ? '' : (villages[actor.village]?.name ?? '')
    const phone = `1380${String(actor.id).padStart(7, '0')}`
    const posting = [actor.fromDay ?? '', actor.toDay ?? '']
    return [
      actor.userid ?? '',
      actor.name,
      phone,
      actor.title,
      actor.township ?? '',
      village,
      ...posting,
    ].join(',')
  })
  return `账号,姓名,手机,职务,乡镇,村,驻村开始,驻村结束\n${rows.join('\n')}\n`
}

/** Does the posting hold on the day? */
export const isPosted = ({ fromDay, toDay }: Actor, day: string) =>
  (fromDay === null || fromDay <= day) && (toDay === null || day <= toDay)
