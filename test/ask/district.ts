import pino from 'pino'
import { Case, CasePerson, Message, OutboundMessage, Person, Village } from '../../entities'
import { answer, answerChoice, type Answer, type WhichPayload } from '../../src/handle/ask'
import { policyFrom } from '../../src/policy'
import { findSpeaker, teamOf } from '../../src/record/people'
import { type KeptFact, recordFact } from '../../src/record/statements'
import { importRoster } from '../../src/roster'
import type { Runtime } from '../../src/runtime'
import { dayOf } from '../../src/time'
import type { QuestionFact } from '../../src/understand/facts'
import type { OpenDatabase } from '../databases'

/** Two townships with five villages; 小李 fits two people of 松坡村, and 清水 names a township and a village. */
export const ROSTER = `账号,姓名,手机,职务,乡镇,村,派出单位,驻村开始,驻村结束
zhang,张建国,13900000001,第一书记,清水镇,松坡村,区水务局,2026-05-31,
liming,李明,13900000002,工作队员,清水镇,松坡村,区水务局,2026-05-31,
lihua,李华,13900000003,工作队员,清水镇,松坡村,区文旅局,2026-05-31,
yangzhishu,杨老五,13900000011,村党支部书记,清水镇,松坡村,,,
duan,段永春,13900000004,第一书记,清水镇,岔河村,区教体局,2026-05-31,
su,苏红梅,,工作队员,清水镇,岔河村,区教体局,2026-05-31,
hezhishu,何正才,13900000012,村党支部书记,清水镇,岔河村,,,
mu,木兰,13900000005,工作队长,清水镇,清水村,区医保局,2026-05-31,
ma,马小军,13900000006,第一书记,马街镇,大箐村,区水务局,2026-05-31,
ding,丁一,13900000007,工作队员,马街镇,大箐村,区民政局,2026-05-31,
zhang2,张秀英,13900000008,第一书记,马街镇,麦地社区,区民政局,2026-06-15,
qin,秦琳,13900000021,乡镇管理员,清水镇,,,,
qin2,秦岭,13900000023,乡镇管理员,清水镇,,,,
shi,石勇,13900000022,乡镇管理员,马街镇,,,,
ou,欧阳倩,13900000031,区级管理员,,,,,
shui,水华,13900000041,派出单位联络人,,,区水务局,,
yi,易见,13900000042,意见受理人,,,,,
`

export const ZONE = 'Asia/Shanghai'
/** A Friday. */
export const DAY = '2026-07-10'

/** `9:05` of the Friday, or `2026-07-09 17:40`. */
export function at(text: string): number {
  const [day = '', clock] = text.includes(' ') ? text.split(' ') : [DAY, text]
  return Date.parse(`${day}T${(clock ?? '').padStart(5, '0')}:00+08:00`)
}

export interface District {
  rt: Runtime
  idOf: (userid: string) => number
  /** Somebody says facts; `about` are the UserIDs of those they are about (the speaker when left out). */
  says: (who: string, time: string, words: string, facts: KeptFact[], about?: string[]) => Promise<number>
  ask: (who: string, time: string, fact: Omit<QuestionFact, 'kind'>) => Promise<Answer>
  /** Opens a case of a village; `asked` are `[UserID, time]`. */
  searches: (made: Searched) => Promise<number>
  choose: (who: string, time: string, payload: WhichPayload, choice: string) => Promise<Answer | null>
}

export interface Searched {
  kind: Case['kind']
  village: string
  dueAt: string
  people?: string[]
  asked?: [userid: string, time: string, state?: OutboundMessage['state']][]
  rest?: Partial<Case>
}

export async function openDistrict(open: OpenDatabase, roster = ROSTER): Promise<District> {
  const database = await open()
  const rt: Runtime = {
    timezone: ZONE,
    policy: policyFrom({}),
    log: pino({ level: 'silent' }),
    database,
  }
  const report = await importRoster(database, Buffer.from(roster), 'roster.csv', at('2026-05-30 09:00'))
  if (report.rejected.length > 0) throw new Error(JSON.stringify(report.rejected))
  const ids = new Map((await database.db.find(Person)).map(({ userid, id }) => [userid, id]))
  const idOf = (userid: string) => {
    const id = ids.get(userid)
    if (id === undefined) throw new Error(`nobody is ${userid}`)
    return id
  }
  const speakerAt = async (who: string, now: number) => {
    const speaker = await findSpeaker(database.db, who, dayOf(now, ZONE))
    if (speaker === null) throw new Error(`${who} is a stranger`)
    return speaker
  }
  let delivery = 0
  return {
    rt,
    idOf,
    says: async (who, time, words, facts, about = [who]) => {
      const saidAt = at(time)
      const day = dayOf(saidAt, ZONE)
      const speaker = await speakerAt(who, saidAt)
      const villageId = speaker.postings.find((posting) => posting.villageId !== null)?.villageId ?? null
      const team = villageId === null ? null : await teamOf(database.db, villageId, day)
      return database.inTransaction(async (db) => {
        const { identifiers } = await db.insert(Message, {
          deliveryKey: `test:${++delivery}`,
          personId: speaker.person.id,
          villageId: speaker.teamId,
          day,
          at: saidAt,
          kind: 'text',
          voice: true,
          carriedFacts: facts.length > 0,
          text: words,
        })
        const messageId = (identifiers[0] as { id: number }).id
        const subjects = about.map((userid) => ({ id: idOf(userid), name: userid }))
        for (const [factNo, fact] of facts.entries()) {
          await recordFact(
            db,
            {
              messageId,
              factNo,
              speakerId: speaker.person.id,
              speakerName: speaker.person.name,
              villageId: team?.village.id ?? null,
              sourceFor: ({ id }) =>
                id === speaker.person.id ? 'own' : speaker.teamId === null ? 'cadre' : 'mate',
              saidAt,
              day,
              zone: ZONE,
              words,
            },
            fact,
            subjects,
          )
        }
        return messageId
      })
    },
    ask: async (who, time, fact) => {
      const now = at(time)
      const speaker = await speakerAt(who, now)
      return answer(rt, database.db, speaker, { kind: 'question', ...fact }, now)
    },
    searches: ({ kind, village, dueAt, people = [], asked = [], rest = {} }) =>
      database.inTransaction(async (db) => {
        const { id: villageId } = await db.findOneByOrFail(Village, { name: village })
        const due = at(dueAt)
        const found = {
          ...{ kind, villageId, day: dayOf(due, ZONE), dueAt: due, state: 'open' as const },
          ...rest,
        }
        const key = `${kind}:${villageId}:${dueAt}`
        const made = await db.insert(Case, { key, ladder: [], createdAt: due, ...found })
        const caseId = (made.identifiers[0] as { id: number }).id
        for (const userid of people) await db.insert(CasePerson, { caseId, personId: idOf(userid) })
        for (const [userid, time, state = 'sent' as const] of asked) {
          await db.insert(OutboundMessage, {
            ...{
              key: `${key}:${userid}:${time}`,
              groupKey: key,
              personId: idOf(userid),
              userid,
              caseId,
              state,
            },
            ...{ purpose: 'ask' as const, text: '', day: dayOf(due, ZONE), queuedAt: at(time) },
          })
        }
        return caseId
      }),
    choose: async (who, time, payload, choice) => {
      const now = at(time)
      return answerChoice(rt, database.db, await speakerAt(who, now), payload, choice, now)
    },
  }
}

/** ISO of a clock time of the Friday, as facts carry it. */
export const iso = (clock: string, day = DAY) => `${day}T${clock.padStart(5, '0')}:00+08:00`

/** The Friday of the article: two up the hill without signal, one left behind; 岔河村 silent; 大箐村 split. */
export async function tellTheDay(district: District): Promise<void> {
  const { says } = district
  await says('duan', '2026-07-09 17:40', '在村整台账', [
    { kind: 'whereabouts', who: ['self'], status: 'in_village', activity: 'paperwork' },
  ])
  await says(
    'lihua',
    '7:42',
    '张书记和李明跟李组长上山核图斑,6点前回,山上没信号',
    [
      {
        ...{ kind: 'whereabouts', who: ['张书记', '李明'], status: 'field', activity: 'farmland_patch' },
        ...{ with: ['李组长'], until: iso('18:00'), noSignal: true },
      },
    ],
    ['zhang', 'liming'],
  )
  await says('lihua', '7:43', '我留守', [{ kind: 'whereabouts', who: ['self'], status: 'in_village' }])
  await says('mu', '8:10', '去镇上开会,下午3点回', [
    { kind: 'whereabouts', who: ['self'], status: 'business', place: '镇上', until: iso('15:00') },
  ])
  await says('ma', '8:20', '在三组走访', [
    { kind: 'whereabouts', who: ['self'], status: 'field', place: '三组', activity: 'household_visit' },
  ])
  await says('ding', '2026-07-09 19:00', '明天起请假3天,老人住院', [
    { kind: 'leave', leaveKind: 'family', from: '2026-07-10', to: '2026-07-12', days: 3, reason: '老人住院' },
  ])
}
