import type { OpenCase } from '../record/openCases'
import { casesByNumber } from '../record/stormNumbers'
import { markSeen } from '../record/taking'
import type { Telling } from './telling'

/** A number of a list with the search it means; undefined: that one is over. */
export interface Listed {
  number: number
  found: OpenCase | undefined
}

const NUMBERS =
  /^第?\s*(\d{1,3}(?:(?:\s*[,，、和]\s*|\s+)\d{1,3})*)\s*[号件个条]?(?:\s*[,，、。.!！]|都|也)*$/
const ALL = /^(?:全部|所有|都|全都)(?:的|都)?$/

/** 「3我来找」, 「我来找 3、5号」, 「全部我来找」: what a supervisor's words around the word mean in the lists of the last day. */
export async function listedIn(
  { db, speaker, moment }: Telling,
  words: string,
  all: readonly OpenCase[],
): Promise<Listed[]> {
  const said = words.trim()
  const digits = NUMBERS.exec(said)?.[1]
  if (digits === undefined && !ALL.test(said)) return []
  const cases = await casesByNumber(db, speaker.person.id, moment.now)
  const foundOf = (caseId: number) => all.find((each) => each.case.id === caseId)
  if (digits === undefined) {
    return [...cases].flatMap(([number, caseId]) => {
      const found = foundOf(caseId)
      return found === undefined ? [] : [{ number, found }]
    })
  }
  return [...new Set(digits.match(/\d+/g)?.map(Number))].flatMap((number) => {
    const caseId = cases.get(number)
    return caseId === undefined ? [] : [{ number, found: foundOf(caseId) }]
  })
}

/** 「收到」 after a list: nothing in it is told again to this person. */
export async function seeListed(telling: Telling, all: readonly OpenCase[]): Promise<string> {
  const { db, speaker, moment } = telling
  const listed = await listedIn(telling, '全部', all)
  for (const { found } of listed)
    if (found !== undefined) await markSeen(db, found.case.id, speaker.person.id, moment.now)
  return `好,这${listed.length}件不再重复提醒您,我接着往下问,有结果告诉您。要跟哪件就回编号,像『3我来找』。`
}
