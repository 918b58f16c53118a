import type { Role } from '../../entities'
import type { Warning } from './check'
import { isTeamRole } from './columns'
import type { RosterPlan } from './plan'
import type { Stored } from './stored'

interface Held {
  role: Role
  township: string | null
  village: string | null
  unit: string | null
  toDay: string | null
  hasAccount: boolean
  sendingUnit: string | null
}

/** Everybody known once the plan is written, whose role is not over on `day`. */
function heldRoles(plan: RosterPlan, stored: Stored, day: string): Held[] {
  const planned = new Map(plan.people.map((person) => [person.id, person]))
  const held: Held[] = []
  for (const { person, postings } of stored.people) {
    const change = planned.get(person.id)
    const named = new Set(change?.postings.map((posting) => posting.stored?.id))
    const hasAccount = (change?.set.userid ?? person.userid) !== null
    const sendingUnit = change?.set.sendingUnit ?? person.sendingUnit
    for (const posting of postings)
      if (!named.has(posting.id)) held.push({ ...posting, hasAccount, sendingUnit })
  }
  const byId = new Map(stored.people.map(({ person }) => [person.id, person]))
  for (const { id, set, postings } of plan.people) {
    const before = id === null ? undefined : byId.get(id)
    const hasAccount = (set.userid ?? before?.userid ?? null) !== null
    const sendingUnit = set.sendingUnit ?? before?.sendingUnit ?? null
    for (const { row, toDay } of postings) held.push({ ...row, toDay, hasAccount, sendingUnit })
  }
  return held.filter(({ toDay }) => toDay === null || toDay >= day)
}

const named = (places: readonly string[]) =>
  `${places.slice(0, 20).join('、')}${places.length > 20 ? '等' : ''}`

/** Who would be missing when it matters, in the villages and townships of the file; `day` is the day of the import. */
export function findGaps(plan: RosterPlan, stored: Stored, day: string): Warning[] {
  const held = heldRoles(plan, stored, day)
  const villageOf = ({ township, village }: Pick<Held, 'township' | 'village'>) =>
    `${township ?? ''}${village ?? ''}`
  const villages = (test: (one: Held) => boolean) => new Set(held.filter(test).map(villageOf))
  const staffed = villages(({ role }) => isTeamRole(role))
  const led = villages(({ role }) => role === 'first_secretary')
  const attested = villages(({ role }) => role === 'village_secretary')
  const teams = plan.villages.map(({ township, name }) => villageOf({ township, village: name }))
  const withTeam = teams.filter((village) => staffed.has(village))

  const townships = [...new Set(plan.villages.map(({ township }) => township))]
  const answering = held.filter(({ hasAccount }) => hasAccount)
  const watched = new Set(
    answering.filter(({ role }) => role === 'township_admin').map((one) => one.township),
  )
  const units = new Set(held.map(({ sendingUnit }) => sendingUnit))
  const inFile = plan.people.flatMap(({ postings }) => postings.flatMap(({ row }) => row.unit ?? []))

  const warnings: Warning[] = []
  const tell = (places: readonly string[], text: (count: string) => string) => {
    if (places.length > 0)
      warnings.push({ line: null, text: `${text(String(places.length))}:${named(places)}` })
  }
  tell(
    withTeam.filter((village) => !led.has(village)),
    (count) => `${count} 支工作队没有第一书记`,
  )
  tell(
    withTeam.filter((village) => !attested.has(village)),
    (count) => `${count} 个村没有村党支部书记`,
  )
  tell(
    townships.filter((township) => !watched.has(township)),
    (count) => `${count} 个乡镇没有能收到消息的乡镇管理员`,
  )
  tell(
    [...new Set(inFile)].filter((unit) => !units.has(unit)),
    (count) => `${count} 个派出单位有联络人,名册里却没有它的人`,
  )
  if (!answering.some(({ role }) => role === 'district_admin'))
    warnings.push({ line: null, text: '没有能收到消息的区级管理员:到了区一级的事没有人知道' })
  return warnings
}
