import type { Rejection, Warning } from './check'
import { type FilePerson, placeKey } from './people'
import type { StoredPerson } from './stored'

/** Somebody of the file and who that is in the database, if anybody. */
export interface Recognised {
  file: FilePerson
  stored: StoredPerson | null
  /** What `Person.identity` will be. */
  identity: string
}

export interface Recognition {
  people: Recognised[]
  rejected: Rejection[]
  warnings: Warning[]
}

/**
 * By account; who had none so far is found by place and name and gets it. Without an account by place and name, be
 * it of somebody whose account is stored.
 */
export function recognise(people: readonly FilePerson[], stored: readonly StoredPerson[]): Recognition {
  const byIdentity = new Map(stored.map((one) => [one.person.identity, one]))
  const atPlace = namesakes(people, stored)
  const taken = new Set<StoredPerson>()
  const result: Recognition = { people: [], rejected: [], warnings: [] }

  const take = (file: FilePerson, found: StoredPerson | null, identity: string) => {
    if (found !== null) taken.add(found)
    result.people.push({ file, stored: found, identity })
  }
  for (const file of people) {
    if (file.userid === null) continue
    const identity = `@${file.userid}`
    const before = file.rows.flatMap((row) => byIdentity.get(placeKey(row)) ?? [])
    const found = byIdentity.get(identity) ?? before.find((one) => !taken.has(one)) ?? null
    take(file, found, identity)
    const line = file.rows[0]?.line ?? null
    const others = file.rows.flatMap((row) => [...(atPlace.get(placeKey(row)) ?? [])])
    const other = others.find((userid) => userid !== file.userid)
    if (found === null && other !== undefined)
      result.warnings.push({
        line,
        text: `这里还有一位${file.name}(账号 ${other}),按两个人处理;如果是换了账号,请给原来那一行写上驻村结束`,
      })
    if (found !== null && found.person.name !== file.name)
      result.warnings.push({
        line,
        text: `账号 ${file.userid} 原来是${found.person.name},现在改为${file.name}`,
      })
  }
  for (const file of people) {
    const [row] = file.rows
    if (file.userid !== null || row === undefined) continue
    const key = placeKey(row)
    const accounts = [...(atPlace.get(key) ?? [])]
    const found =
      byIdentity.get(key) ?? (accounts[0] === undefined ? undefined : byIdentity.get(`@${accounts[0]}`))
    if (found === undefined) take(file, null, key)
    else if (taken.has(found) || (found.person.userid !== null && accounts.length > 1))
      for (const { line } of file.rows)
        result.rejected.push({
          line,
          reason: `名册里的${file.name}已有账号 ${accounts.join('、')},请在这一行写上`,
        })
    else {
      take(file, found, found.person.identity)
      if (found.person.userid !== null)
        result.warnings.push({
          line: row.line,
          text: `${file.name}没有写账号,当作已有的账号 ${found.person.userid}`,
        })
    }
  }
  const line = ({ file }: Recognised) => file.rows[0]?.line ?? 0
  result.people.sort((a, b) => line(a) - line(b))
  return result
}

/** Accounts of the people known by one name at one place, stored ones first. */
function namesakes(people: readonly FilePerson[], stored: readonly StoredPerson[]): Map<string, Set<string>> {
  const atPlace = new Map<string, Set<string>>()
  const add = (key: string, userid: string | null) => {
    if (userid === null) return
    const accounts = atPlace.get(key) ?? new Set()
    atPlace.set(key, accounts.add(userid))
  }
  for (const { person, postings } of stored)
    for (const posting of postings) add(placeKey({ ...posting, name: person.name }), person.userid)
  for (const { userid, rows } of people) for (const row of rows) add(placeKey(row), userid)
  return atPlace
}
