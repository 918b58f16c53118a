import type { Casefile } from '../search/casefile'
import { isEmergency } from '../decide/emergencies'
import { dayOf } from '../time'
import { fit, TEXT_BYTES } from './bytes'
import { inert } from './inert'
import { ROLE_NAMES, withPhone } from './people'
import { clock, date, nthDay, when } from './when'
import { muteWord } from './silence'

/** What is told to a township or the district, and how a search ends. Every alarm fits one text of 2048 bytes. */

/** A return somebody declared; the other returns are of people said to be missing. */
export const isDeclared = ({ key }: Pick<Casefile['case'], 'key'>) => !key.startsWith('not_seen:')

interface Telling {
  now: number
  zone: string
  /** 1 when its reader hears of it for the first time. */
  times: number
  /** 1 on the day it began; the day a morning search goes on for. */
  round: number
}

const HOW_EMERGENCY = '回『我来找』您来跟;处理好了回『已处理』,弄错了回『误报』。'
const HOW = '回『我来找』您来跟,『知道了』不再重复,『已找到』了结。'

function heading(file: Casefile, { now, zone, times, round }: Telling): string {
  const place = `${file.team.village.township}${file.team.village.name}`
  const names = file.missing.map(({ person }) => person.name).join('、')
  const turn = [...(round > 1 ? [nthDay(round)] : []), ...(times > 1 ? [`第${times}次提醒`] : [])].join(' ')
  const mark = `【${turn === '' ? '' : `${turn} `}${clock(now, zone)}】`
  switch (file.case.kind) {
    case 'return':
      if (!isDeclared(file.case))
        return `${mark}${place} ${witnessOf(file)}说没见到${names}:「${inert(file.case.words ?? '')}」。`
      return `${mark}${place} ${names}说好${when(file.case.dueAt, now, zone)}回${muteWord(file.case)},还没有消息。`
    case 'help':
    case 'illness': {
      const title = file.case.kind === 'help' ? '求助' : '急病'
      const where = file.case.place === null ? '' : ` 在${file.case.place}`
      return `【${title}${turn === '' ? '' : ` ${turn}`} ${clock(now, zone)}】${place} ${names}${where}:「${file.case.words ?? ''}」`
    }
    default:
      return `${mark}${place}工作队今天还没有消息(不等于不在岗)。`
  }
}

/** Whoever has not seen them, with the phone: the first to ask when that was. */
export const witnessOf = ({ reporter }: Pick<Casefile, 'reporter'>) =>
  reporter === null ? '有人' : `${reporter.name}(${reporter.mobile ?? '没留电话'})`

const OUTCOME: Record<string, string> = {
  sent: '',
  waiting: '(正在发)',
  claimed: '(正在发)',
  refused: '(没送到)',
}

/** 问过:9:00 李明;9:30 王支书(没送到) */
function tried(file: Casefile, { now, zone }: Telling): string | null {
  const everyone = [...file.team.members, ...file.team.cadres]
  const { round } = file.case
  const asked = file.told.filter(
    (row) => row.purpose === 'ask' && row.state !== 'dropped' && row.round === round,
  )
  if (asked.length === 0) return null
  const lines = asked.map((row) => {
    const holder = everyone.find(({ person }) => person.id === row.personId)
    const who = holder === undefined ? '' : `${holder.person.name}(${ROLE_NAMES[holder.posting.role]})`
    return `${when(row.queuedAt, now, zone)}${who}${file.unsure.has(row.personId) ? '(说不清楚)' : (OUTCOME[row.state] ?? '')}`
  })
  return `问过:${lines.join(';')}`
}

/** Whom nobody could ask because they have no account. */
function notAsked(file: Casefile): string | null {
  const mute = [...file.team.members, ...file.team.cadres].filter(
    ({ person }) => person.userid === null && !file.missing.some((m) => m.person.id === person.id),
  )
  return mute.length === 0 ? null : `还没问到:${mute.map(withPhone).join('、')}`
}

/** A village secretary needs no account: one tap on a forwarded link. */
const forwardLine = ({ witness }: Casefile) => {
  if (witness === undefined) return null
  const to = witness.role === 'village_secretary' ? '村支书' : `村干部${witness.name}`
  return `长按转发给${to},他点一下就行:${witness.url}`
}

function ringFirst(file: Casefile): string | null {
  const cadres = [...file.team.cadres].sort(
    (a, b) => Number(b.posting.role === 'village_secretary') - Number(a.posting.role === 'village_secretary'),
  )
  const first = cadres.find(({ person }) => person.mobile !== null)
  return first === undefined ? null : `可以先打:${withPhone(first)}`
}

function lastSaid({ lastWord: last }: Casefile, { now, zone }: Telling): string {
  if (last === null) return '之前没有听到过他们的话。'
  return `最后一句:${when(last.at, now, zone)} ${last.speaker}「${inert(last.text)}」`
}

/** 10:50说「已经派人去了」 */
export const ownersWord = (
  { ownerWords, ownerWordsAt }: Casefile['case'],
  { now, zone }: { now: number; zone: string },
) =>
  ownerWords === null || ownerWordsAt === null
    ? ''
    : `,${when(ownerWordsAt, now, zone)}说「${inert(ownerWords)}」`

const KNOWING = 8

/** Who called, and who near the person knows already. */
function knownTo(file: Casefile): string | null {
  const { reporter, team, told } = file
  const alarmed = new Set(told.filter(({ purpose }) => purpose === 'alarm').map(({ personId }) => personId))
  const near = [...team.members, ...team.cadres].filter(({ person }) => alarmed.has(person.id))
  const names = near.slice(0, KNOWING).map(({ person }) => person.name)
  const more = near.length > KNOWING ? `等${near.length}人` : ''
  const isOwn = file.missing.some(({ person }) => person.id === reporter?.id)
  const lines = [
    reporter === null || isOwn ? null : `${reporter.name}(${reporter.mobile ?? '没留电话'})说的。`,
    near.length === 0 ? null : `已经告诉:${names.join('、')}${more}。`,
  ].filter((line) => line !== null)
  return lines.length === 0 ? null : lines.join('')
}

export function alarm(file: Casefile, telling: Telling): string {
  const urgent = isEmergency(file.case)
  const lines = [
    heading(file, telling),
    file.missing.length === 0 ? null : `人员:${file.missing.map(withPhone).join('、')}`,
    urgent ? knownTo(file) : lastSaid(file, telling),
    file.plan === null ? null : `今天的打算:${inert(file.plan)}`,
    tried(file, telling),
    notAsked(file),
    ringFirst(file),
    file.owner === null ? null : `${file.owner.name}在跟${ownersWord(file.case, telling)}。`,
    // One piece with the last line: a link must never be cut.
    [forwardLine(file), urgent ? HOW_EMERGENCY : HOW].filter((line) => line !== null).join('\n'),
  ]
  return fit(
    lines.filter((line) => line !== null),
    2048,
  )
}

/** The news that ends a search, for everybody who was asked or alarmed; `goesOn`: a new time is waited for. */
export function allClear(
  file: Casefile,
  news: string,
  { now, zone }: { now: number; zone: string },
  goesOn = false,
): string {
  const place = file.team.village.name
  const names = file.missing.map(({ person }) => person.name).join('、')
  const who = file.case.kind === 'morning' || names === '' ? '工作队' : names
  // What concerns no danger may wait for the morning, or for Monday.
  const day = file.case.kind === 'morning' ? date(dayOf(now, zone)) : ''
  return fit(
    [
      `${place}${who}有消息了(${day}${clock(now, zone)}):${news}`,
      goesOn ? '劳您费心,先不用再找。' : '劳您费心,这事到此为止。',
    ],
    TEXT_BYTES,
  )
}

export function reopened(file: Casefile, { now, zone }: { now: number; zone: string }): string {
  return `${file.team.village.name}刚才的消息被本人撤回了(${clock(now, zone)}),这事重新接着找,有消息再告诉您。`
}
