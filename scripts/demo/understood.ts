import type {
  Fact,
  LeaveKind,
  Status,
  WhereaboutsFact,
  WorkCategory,
  WorkFact,
} from '../../src/understand/facts'
import { leaveName, statusName, workName } from '../../src/wording/categories'
import { clock } from '../../src/wording/when'
import { nameInEnglish } from './gloss/names'

/** One thing understood, short, in both languages. */
export interface Chip {
  zh: string
  en: string
}

const WORK: Record<WorkCategory, string> = {
  farmland_patch: 'land parcels',
  monitored_household: 'monitored households',
  household_visit: 'household visits',
  household_meeting: 'household meeting',
  house_inspection: 'house inspection',
  relief_application: 'relief application',
  party_meeting: 'Party meeting',
  dispute: 'dispute settled',
  policy_talk: 'policy talk',
  industry: 'local industry',
  project: 'project',
  employment: 'employment',
  environment: 'environment',
  patrol: 'patrol',
  reconstruction: 'reconstruction',
  evacuation: 'evacuation',
  public_service: 'errands for villagers',
  study: 'training',
  paperwork: 'paperwork',
  other: 'other work',
}
const STATUS: Record<Status, string> = {
  in_village: 'in the village',
  field: 'out in the field',
  business: 'on business elsewhere',
  leave: 'on leave',
  rest: 'resting by turns',
  travelling: 'on the way',
}
const LEAVE: Record<LeaveKind, string> = {
  sick: 'sick leave',
  personal: 'personal leave',
  annual: 'annual leave',
  family: 'family leave',
  other: 'leave',
}
const ASKS = {
  where: ['在哪', 'where?'],
  missing: ['谁没消息', 'who is silent?'],
  unreachable: ['谁联系不上', 'who is out of reach?'],
  summary: ['情况汇总', 'summary?'],
  work: ['做了多少', 'work totals?'],
  days: ['驻村天数', 'days in the village?'],
  leave: ['谁请假', 'who is on leave?'],
  help: ['怎么用', 'how does it work?'],
} as const

const GROUPS: Readonly<Record<string, readonly [string, string]>> = {
  self: ['本人', 'the speaker'],
  team: ['全队', 'the whole team'],
  rest: ['其余的人', 'the others'],
}

const whoZh = (who: readonly string[]) => who.map((name) => GROUPS[name]?.[0] ?? name).join('、')
const whoEn = (who: readonly string[]) =>
  who.map((name) => GROUPS[name]?.[1] ?? nameInEnglish(name)).join(', ')
const parts = (...pieces: (string | undefined | false)[]) =>
  pieces.filter((piece) => piece !== undefined && piece !== false && piece !== '').join(' · ')

function whereabouts(fact: WhereaboutsFact, zone: string): Chip {
  const until = fact.until === undefined ? undefined : clock(Date.parse(fact.until), zone)
  return {
    zh: parts(
      `去向:${whoZh(fact.who)}`,
      fact.status && statusName(fact.status),
      fact.place,
      fact.activity && workName(fact.activity),
      fact.with && `和${fact.with.join('、')}`,
      until && `${until}前`,
      fact.noSignal && '没信号',
    ),
    en: parts(
      `Whereabouts: ${whoEn(fact.who)}`,
      fact.status && STATUS[fact.status],
      fact.place && `“${fact.place}”`,
      fact.activity && WORK[fact.activity],
      fact.with && `with ${whoEn(fact.with)}`,
      until && `until ${until}`,
      fact.noSignal && 'no signal',
    ),
  }
}

function work({ category, count, unit, done, parts: of }: WorkFact): Chip {
  const number = count === undefined ? '' : `${count}${unit ?? ''}`
  const among = of?.map((part) => `${part.label}${part.count}${part.unit}`).join('、')
  return {
    zh: parts(
      `工作:${category ? workName(category) : ''}${number}`,
      among && `其中${among}`,
      done === false && '还要做',
    ),
    en: parts(
      `Work: ${category ? WORK[category] : ''} ${count ?? ''}`.trim(),
      done === false && 'still to do',
    ),
  }
}

/** What a fact says, without what was said beside it. */
export function chipOf(fact: Fact, zone: string): Chip {
  switch (fact.kind) {
    case 'whereabouts':
      return whereabouts(fact, zone)
    case 'work':
      return work(fact)
    case 'leave':
      return {
        zh: parts(`${leaveName(fact.leaveKind)}${fact.days}天`, fact.from),
        en: parts(LEAVE[fact.leaveKind], `${fact.days} ${fact.days === 1 ? 'day' : 'days'}`, fact.from),
      }
    case 'health':
      return {
        zh: parts(`身体:${whoZh(fact.who)}`, fact.symptom, fact.urgent && '紧急'),
        en: parts(`Health: ${whoEn(fact.who)}`, 'not well', fact.urgent && 'urgent'),
      }
    case 'safe':
      return { zh: `平安:${whoZh(fact.who)}`, en: `Safe: ${whoEn(fact.who)}` }
    case 'help':
      return { zh: `求助:${whoZh(fact.who)}`, en: `Call for help: ${whoEn(fact.who)}` }
    case 'not_seen':
      return { zh: `没见到:${whoZh(fact.who)}`, en: `Not seen: ${whoEn(fact.who)}` }
    case 'question': {
      const [zh, en] = ASKS[fact.asks]
      return {
        zh: parts(`问:${zh}`, fact.about),
        en: parts(`Question: ${en}`, fact.about && nameInEnglish(fact.about)),
      }
    }
    case 'difficulty':
      return { zh: '困难', en: 'A difficulty' }
    case 'plan':
      return { zh: `打算 · ${fact.date}`, en: `A plan for ${fact.date}` }
    case 'order':
      return { zh: '布置', en: 'An order' }
    case 'feedback':
      return { zh: '意见', en: 'Feedback' }
    case 'correction':
      return { zh: '更正上一句', en: 'Corrects what was said before' }
    case 'withdraw':
      return { zh: '收回上一句', en: 'Takes back what was said before' }
    case 'ack':
      return { zh: '收到', en: 'Acknowledged' }
  }
}
