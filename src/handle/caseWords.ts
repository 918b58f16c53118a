import type { Case } from '../../entities'
import { casesOf } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { OpenCase } from '../record/openCases'
import { isList, lastAlarmOf, lastReplied, lastSentTo, markSeen, takeCase } from '../record/taking'

import { cardsTaken } from '../search/cards'
import { type Casefile, casefileOf } from '../search/casefile'
import { closeCase, type Ending, settle } from '../search/close'
import { isEmergency } from '../decide/emergencies'
import { tellAbove, tellCallers } from '../search/emergency'
import { fit, TEXT_BYTES } from '../wording/bytes'
import { inert } from '../wording/inert'

import { helpComing, helpTaken } from '../wording/emergency'
import { list, withPhone } from '../wording/people'
import * as plain from '../wording/plain'
import { clock } from '../wording/when'
import { type CaseWord, FILLER, type Word } from './caseWord'
import { passWord } from './forward'
import { type Listed, listedIn, seeListed } from './listed'
import { isNamedIn, nameOfCase, openCasesFor } from './openCases'
import { accountFor, foundByCall } from './rollCallFound'
import type { Telling } from './telling'

const MINUTE = 60_000
/**
 * 「收到」 and 「好的」 count as 知道了 only when an alarm is the last thing this person was told, replies included.
 */
export async function alarmWasLast({ db, speaker, messageId }: Telling): Promise<boolean> {
  const last = await lastSentTo(db, speaker.person.id)
  if (last?.purpose !== 'alarm' || (last.caseId === null && !isList(last))) return false
  const replied = await lastReplied(db, speaker.person.id, messageId)
  return replied === null || replied.at <= (last.sentAt ?? last.queuedAt)
}

/** Answers 收到 after an alarm. */
export async function answerSeen(telling: Telling): Promise<string | null> {
  const last = await lastSentTo(telling.db, telling.speaker.person.id)
  if (last !== null && isList(last)) return seeListed(telling, await openCasesFor(telling))
  // 「好」 to somebody who hands a search over takes it.
  if (last?.key.includes(':offer') === true)
    return answerCaseWord(telling, { word: 'take', before: '', after: '' })
  return answerCaseWord(telling, { word: 'seen', before: '', after: '' })
}

/** Answers a word about a search; null when it is none after all, or there is no search it could mean. */
export async function answerCaseWord(telling: Telling, said: CaseWord): Promise<string | null> {
  const { word, before, after, apart = false } = said
  const all = await openCasesFor(telling)
  const listed = await listedIn(telling, before + after, all)
  if (listed.length > 0) return answerListed(telling, listed, word)
  const named = all.find((each) => isNamedIn(each, before + after))
  // A supervisor who says first what happened ends the search he was told of.
  const tells = apart && word !== 'seen' && telling.scope.supervisor && all.some(({ told }) => told)
  if (before !== '' && named === undefined && !tells) {
    return word === 'found' || word === 'handled' ? foundByCall(telling, before) : null
  }
  const isFree = telling.scope.supervisor && word !== 'seen'
  if (!isFree && !FILLER.test(after) && named === undefined) return null
  const found = named ?? (await likeliest(telling, word, all))
  if (found === undefined) return telling.scope.supervisor && word !== 'seen' ? plain.NOBODY_MISSING : null
  return act(telling, found, word, { count: all.length, more: before + after })
}

function act(
  telling: Telling,
  found: OpenCase,
  word: Word,
  { count, more }: { count: number; more: string },
): Promise<string> {
  switch (word) {
    case 'take':
      return take(telling, found, count)
    case 'seen':
      return see(telling, found)
    default:
      return end(telling, found, word, more)
  }
}

/** Each number of a list is answered on its own. */
async function answerListed(telling: Telling, listed: readonly Listed[], word: Word): Promise<string> {
  const lines: string[] = []
  for (const { number, found } of listed) {
    const line =
      found === undefined ? '已经了结了。' : await act(telling, found, word, { count: 1, more: '' })
    lines.push(listed.length === 1 && found !== undefined ? line : `${number} ${line}`)
  }
  return fit(lines, TEXT_BYTES)
}

/** The search a bare word means, of several: the one it answers, else the gravest and newest. */
async function likeliest(
  { db, speaker, moment, tapped }: Telling,
  word: Word,
  all: readonly OpenCase[],
): Promise<OpenCase | undefined> {
  const me = speaker.person.id
  const isHeld = ({ ownedUntil }: Case) => (ownedUntil ?? 0) > moment.now
  const told = all.filter((each) => each.told)
  switch (word) {
    case 'take':
      // What somebody else holds is named as such, before anything this person was never told of.
      return (
        all.find(({ case: c }) => c.offeredToId === me) ??
        told.find(({ case: c }) => !isHeld(c) || c.ownerId === me) ??
        told[0] ??
        all.find(({ case: c }) => !isHeld(c)) ??
        all[0]
      )
    case 'seen': {
      if (tapped !== undefined) return all[0]
      const alarm = await lastAlarmOf(db, me)
      return all.find(({ case: c }) => c.id === alarm?.caseId)
    }
    default:
      return all.find(({ case: c }) => c.ownerId === me) ?? told[0] ?? all[0]
  }
}

const others = (count: number) => (count > 1 ? `另外还有${count - 1}件,要跟哪件就带上村名再说一遍。` : '')

async function take(telling: Telling, found: OpenCase, count: number): Promise<string> {
  const { rt, db, moment, speaker, messageId } = telling
  const { id, ownerId, ownedUntil, offeredToId, key } = found.case
  const file = await casefileOf(db, found.case, moment)
  const held = ownerId !== null && ownedUntil !== null && ownedUntil > moment.now
  if (held && ownerId !== speaker.person.id && offeredToId !== speaker.person.id) {
    return `${nameOfCase(found)}已经由${file.owner?.name ?? '别人'}在跟,有消息会告诉您。${others(count)}`
  }
  const askAt = moment.now + rt.policy.taking.ownerAskedAt * MINUTE
  const { nextAt } = found.case
  const won = await takeCase(
    db,
    { id, ownerId },
    {
      ownerId: speaker.person.id,
      ownedUntil: moment.now + rt.policy.taking.lease * MINUTE,
      nextAt: nextAt === null ? askAt : Math.min(askAt, nextAt),
    },
  )
  if (!won) return `${nameOfCase(found)}刚刚有人先接手了。`
  rt.log.info({ case: key, messageId }, 'a case was taken')
  if (isEmergency(found.case)) {
    await tellCallers(db, file, moment, helpComing(speaker.person, moment))
    if (!telling.scope.supervisor) {
      await tellAbove(db, file, moment, helpTaken(found.case, file.team.village.name, speaker.person, moment))
    }
  }
  await cardsTaken(db, file, moment, speaker.person, { tapped: telling.tapped !== undefined })
  const phones = file.missing.slice(0, 4).map(withPhone)
  return `好,${nameOfCase(found)}由您来跟。${phones.length === 0 ? '' : `电话:${list(phones)}。`}${clock(askAt, moment.zone)}我问您一声进展,有结果回『已找到』。${others(count)}`
}

async function see({ db, moment, speaker }: Telling, found: OpenCase): Promise<string> {
  await markSeen(db, found.case.id, speaker.person.id, moment.now)
  return `好,${nameOfCase(found)}不再重复提醒您,我接着往下问,有结果告诉您。要跟就回『我来找』。`
}

/** Whoever was found is not expected back from a trip any more; after a false alarm, from one that is over. */
async function endReturnsOf(db: Db, { missing }: Casefile, moment: Moment, ending: Ending): Promise<void> {
  const people = missing.map(({ person }) => person.id)
  for (const found of await casesOf(db, people, ['return'])) {
    if (ending.outcome === 'false_alarm' && found.dueAt > moment.now) continue
    await settle(db, found, people, moment, ending)
  }
}

/** What was said besides which search is meant. */
function wordsBeside(more: string, people: OpenCase['people']): string {
  const names = people.map(({ name }) => name)
  const first = names.find((name) => more.startsWith(name))
  const rest = first !== undefined && names.length === 1 ? more.slice(first.length) : more
  return rest.replace(/^[,，、。.!！\s]+/, '')
}

const ENDINGS = { found: '人找到了', handled: '已经处理好了', false_alarm: '是误报,人没事' } as const

async function end(
  telling: Telling,
  found: OpenCase,
  word: keyof typeof ENDINGS,
  more: string,
): Promise<string> {
  const { db, moment, speaker, scope, messageId } = telling
  const { case: c, people } = found
  const words = wordsBeside(inert(more), people)
  if (isEmergency(c) && !scope.supervisor) {
    await passWord(telling, c, `${ENDINGS[word]}${words === '' ? '' : `,${words}`}`)
    return `谢谢!${nameOfCase(found)}要由镇上或区里确认才算完,您的话我转过去了。`
  }
  const news = `${speaker.person.name}说${ENDINGS[word]}。${words === '' ? '' : `「${words}」`}`
  const ending = { outcome: word, news, messageId, personId: speaker.person.id }
  const named = people.filter(({ name }) => more.includes(name))
  if (c.kind === 'return' && named.length > 0 && named.length < people.length) {
    await settle(
      db,
      c,
      named.map(({ id }) => id),
      moment,
      ending,
    )
    await accountFor(telling, named, news)
    return `好,${list(named.map(({ name }) => name))}找到了,其余的人还在找。`
  }
  const file = await casefileOf(db, c, moment)
  const closed = await closeCase(db, file, moment, ending)
  if (closed && isEmergency(c)) await endReturnsOf(db, file, moment, ending)
  if (closed) await accountFor(telling, c.kind === 'morning' ? [] : people, news)
  return closed
    ? `好,${nameOfCase(found)}了结,问过的人我都告诉一声。辛苦了!`
    : `${nameOfCase(found)}已经了结了。`
}
