import type { Database } from '../../src/record/database'
import { insertRows } from './rows'

/** A made-up roster of any size: teams of three, a village secretary and a cadre beside each, twelve villages a township. */

export const TEAM_SIZE = 3
const CADRES = 2
const VILLAGES_PER_TOWNSHIP = 12

const SURNAMES = [...'张王李赵陈杨周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋']
const GIVEN = [...'伟敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅荣春燕秋菊']
const PLACES = [...'松柏青石白云龙凤水竹梨花麻桐樟枫柳杏茶坪']

export interface Member {
  id: number
  userid: string
  name: string
  villageId: number
}

export interface Village {
  id: number
  name: string
  township: string
  members: Member[]
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

const personName = (n: number) =>
  `${pick(SURNAMES, n * 7)}${pick(GIVEN, n)}${pick(GIVEN, Math.floor(n / GIVEN.length) + n * 3)}`

const villageName = (n: number) =>
  `${pick(PLACES, n)}${pick(PLACES, Math.floor(n / PLACES.length) + 3)}${pick(['坪', '坡', '岭', '湾'], n)}村`

const townshipName = (n: number) =>
  `${pick(SURNAMES, n)}家${n < SURNAMES.length ? '' : Math.floor(n / SURNAMES.length)}镇`

/** Whom people ask after: `TEAM_SIZE` members to a village, ids in the roster's order. */
export function villagesFor(people: number): Village[] {
  return Array.from({ length: Math.ceil(people / TEAM_SIZE) }, (_, v) => {
    const first = v * (TEAM_SIZE + CADRES) + 1
    const members = Array.from({ length: TEAM_SIZE }, (_each, n) => ({
      id: first + n,
      userid: `u${first + n}`,
      name: personName(first + n),
      villageId: v + 1,
    }))
    return {
      id: v + 1,
      name: villageName(v),
      township: townshipName(Math.floor(v / VILLAGES_PER_TOWNSHIP)),
      members,
    }
  })
}

export interface District {
  villages: Village[]
  townshipAdmin: string
  districtAdmin: string
}

const FROM_DAY = '2020-01-01'

export const ROSTER_TABLES = ['village', 'person', 'posting']

/** Writes the roster of `people` team members with their cadres, an admin to each township and one above all. */
export async function fillRoster({ inTransaction }: Database, people: number): Promise<District> {
  const villages = villagesFor(people)
  const townships = [...new Set(villages.map(({ township }) => township))]
  const persons: Parameters<typeof insertRows>[3][number][] = []
  const postings: typeof persons = []
  const add = (
    id: number,
    userid: string,
    name: string,
    posting: { role: string; villageId: number | null; township: string | null },
    fromDay: string | null,
  ) => {
    persons.push({
      id,
      identity: `@${userid}`,
      userid,
      name,
      mobile: `138${String(id).padStart(8, '0')}`,
      askNoMore: 0,
      createdAt: 1,
    })
    postings.push({ personId: id, ...posting, fromDay, welcomedAt: 1, createdAt: 1 })
  }
  for (const { id, township, members } of villages) {
    const at = { villageId: id, township }
    members.forEach((member, n) => {
      const role = n === 0 ? 'first_secretary' : 'team_member'
      add(member.id, member.userid, member.name, { role, ...at }, FROM_DAY)
    })
    for (let n = 0; n < CADRES; n++) {
      const personId = (members.at(-1)?.id ?? 0) + 1 + n
      const role = n === 0 ? 'village_secretary' : 'village_cadre'
      add(personId, `u${personId}`, personName(personId), { role, ...at }, null)
    }
  }
  let next = persons.length + 1
  for (const township of townships) {
    add(next, `u${next}`, personName(next), { role: 'township_admin', villageId: null, township }, null)
    next += 1
  }
  add(next, `u${next}`, personName(next), { role: 'district_admin', villageId: null, township: null }, null)
  await inTransaction(async (db) => {
    await insertRows(db, 'village', ['id', 'township', 'name'], villages)
    await insertRows(
      db,
      'person',
      ['id', 'identity', 'userid', 'name', 'mobile', 'askNoMore', 'createdAt'],
      persons,
    )
    await insertRows(
      db,
      'posting',
      ['personId', 'role', 'villageId', 'township', 'fromDay', 'welcomedAt', 'createdAt'],
      postings,
    )
  })
  return { villages, townshipAdmin: `u${next - townships.length}`, districtAdmin: `u${next}` }
}
