import { In, IsNull, Not } from 'typeorm'
import { Case, type CaseKind, OutboundMessage } from '../../entities'
import { seesVillage } from '../decide/scope'
import { casefileOf, type Casefile } from '../search/casefile'
import { closeCase } from '../search/close'
import { passWord } from './forward'
import { inert } from '../wording/inert'
import { withPhone } from '../wording/people'
import { clock } from '../wording/when'
import type { Telling } from './telling'

const MINUTE = 60_000

/** What somebody who was asked or alarmed can say about a search in a word. */
type Word = 'take' | 'seen' | 'found' | 'handled' | 'false_alarm'

const WORDS: readonly [Word, RegExp][] = [
  ['take', /^(?:我来找|我去找|我来跟|我来处理|我去看看|我来负责)/],
  ['found', /^(?:已经?找到了?|找到了|人找到了|找到人了|已找到)/],
  ['handled', /^(?:已经?处理好?了?|处理好了|处理完了)/],
  ['false_alarm', /^(?:误报|虚惊一场|弄错了)/],
  ['seen', /^(?:知道了|知晓|晓得了|我知道了)[。.!！]?$/],
]

const GRAVITY: readonly CaseKind[] = ['help', 'illness', 'roll_call', 'return', 'silent_days', 'morning']

export function caseWord(text: string): Word | null {
  const plain = text.trim()
  if ([...plain].length > 40) return null
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}

/** 「收到」 and 「好的」 count as 知道了 only when an alarm is the last thing sent to that person. */
export async function alarmWasLast({ db, speaker }: Telling): Promise<boolean> {
  const last = await db.findOne(OutboundMessage, {
    where: { personId: speaker.person.id, state: In(['sent', 'claimed']) },
    order: { queuedAt: 'DESC', id: 'DESC' },
  })
  return last !== null && last.purpose === 'alarm' && last.caseId !== null
}

/** Searches this person was asked or alarmed about, or may see as a supervisor: gravest, then newest first. */
export async function openCasesFor(telling: Telling): Promise<Casefile[]> {
  const { db, moment, speaker, scope } = telling
  const told = await db.find(OutboundMessage, {
    select: { caseId: true },
    where: { personId: speaker.person.id, purpose: In(['ask', 'alarm', 'owner_ask']), caseId: Not(IsNull()) },
    order: { id: 'DESC' },
    take: 500,
  })
  const ids = new Set(told.flatMap(({ caseId }) => (caseId === null ? [] : [caseId])))
  const open = await db.find(Case, { where: { state: In(['open', 'resting']) } })
  const files: Casefile[] = []
  for (const found of open) {
    if (!ids.has(found.id) && !scope.supervisor) continue
    const file = await casefileOf(db, found, moment)
    if (ids.has(found.id) || seesVillage(scope, file.team.village)) files.push(file)
  }
  const newest = ({ case: c }: Casefile) => c.openedAt ?? c.createdAt
  const grave = ({ case: c }: Casefile) => GRAVITY.indexOf(c.kind)
  return files.sort((a, b) => grave(a) - grave(b) || newest(b) - newest(a))
}

const TITLES: Record<CaseKind, string> = {
  help: '求助',
  illness: '急病',
  roll_call: '点名',
  return: '还没回来的人',
  silent_days: '几天没消息的人',
  morning: '今天的去向',
}

const nameOf = (file: Casefile) => {
  const people = file.missing.map(({ person }) => person.name).join('、')
  const whom = file.case.kind === 'morning' || people === '' ? '工作队' : people
  return `${file.team.village.name}${whom}(${TITLES[file.case.kind]})`
}

/** The search a word means: the one whose village or people it names, else the gravest and newest. */
const meant = (files: readonly Casefile[], text: string) =>
  files.find(
    (file) =>
      (file.team.village.name !== '' && text.includes(file.team.village.name.replace(/[村社区]+$/, ''))) ||
      file.missing.some(({ person }) => text.includes(person.name)),
  ) ?? files[0]

/** Answers a word about a search; null when there is none it could mean. */
export async function answerCaseWord(telling: Telling, word: Word, text: string): Promise<string | null> {
  const files = await openCasesFor(telling)
  const file = meant(files, text)
  if (file === undefined) return null
  switch (word) {
    case 'take':
      return take(telling, file, files.length)
    case 'seen':
      return see(telling, file)
    default:
      return end(telling, file, word, text)
  }
}

const others = (count: number) => (count > 1 ? `另外还有${count - 1}件,要跟哪件就带上村名再说一遍。` : '')

async function take(
  { rt, db, moment, speaker, messageId }: Telling,
  file: Casefile,
  count: number,
): Promise<string> {
  const { case: found } = file
  const held = found.ownerId !== null && found.ownedUntil !== null && found.ownedUntil > moment.now
  if (held && found.ownerId !== speaker.person.id) {
    return `${nameOf(file)}已经由${file.owner?.name ?? '别人'}在跟,${clock(found.ownedUntil ?? moment.now, moment.zone)}前有消息会告诉您。${others(count)}`
  }
  const ownedUntil = moment.now + rt.policy.taking.lease * MINUTE
  const askAt = moment.now + rt.policy.taking.ownerAskedAt * MINUTE
  const nextAt = found.nextAt === null ? askAt : Math.min(askAt, found.nextAt)
  // The claim: of rivals in the same moment, one wins.
  const free = held
    ? { ownerId: speaker.person.id }
    : { ownerId: found.ownerId === null ? IsNull() : found.ownerId }
  const won = await db.update(
    Case,
    { id: found.id, ...free, state: In(['open', 'resting']) },
    { ownerId: speaker.person.id, ownedUntil, ownerAsked: false, nextAt },
  )
  if (won.affected !== 1) return `${nameOf(file)}刚刚有人先接手了。`
  rt.log.info({ case: found.key, messageId }, 'a case was taken')
  const phones = file.missing.slice(0, 4).map(withPhone)
  return `好,${nameOf(file)}由您来跟。${phones.length === 0 ? '' : `电话:${phones.join('、')}。`}${clock(askAt, moment.zone)}我问您一声进展,有结果回『已找到』。${others(count)}`
}

async function see({ db, moment, speaker }: Telling, file: Casefile): Promise<string> {
  const rows = { caseId: file.case.id, personId: speaker.person.id, seenAt: IsNull() }
  await db.update(OutboundMessage, rows, { seenAt: moment.now })
  return `好,${nameOf(file)}不再重复提醒您,还会接着往下问;有结果告诉您。要跟就回『我来找』。`
}

const ENDINGS = { found: '人找到了', handled: '已经处理好了', false_alarm: '是误报,人没事' } as const

async function end(
  telling: Telling,
  file: Casefile,
  word: keyof typeof ENDINGS,
  text: string,
): Promise<string | null> {
  const { db, moment, speaker, scope, messageId } = telling
  const emergency = file.case.kind === 'help' || file.case.kind === 'illness'
  if (emergency && !scope.supervisor) {
    await passWord(telling, file.case, text)
    return `谢谢!${nameOf(file)}要由镇上或区里确认才算完,您的话我转过去了。`
  }
  const news = `${speaker.person.name}说${ENDINGS[word]}。${inert(text).length > 4 ? `「${inert(text)}」` : ''}`
  const closed = await closeCase(db, file, moment, {
    outcome: word,
    news,
    messageId,
    personId: speaker.person.id,
  })
  return closed ? `好,${nameOf(file)}了结,问过的人我都告诉一声。辛苦了!` : `${nameOf(file)}已经了结了。`
}
