import { Message } from '../../entities'
import type { Db } from '../record/database'
import { hear } from '../record/hearing'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import { findSpeaker, isCadrePosting, type Speaker, type Team, teamOf } from '../record/people'
import type { Runtime } from '../runtime'
import { supervisorsOf } from '../search/recipients'
import { factsOf, understand } from '../understand'
import type { Delivery } from '../wecom/types'
import { plainCall, plainHelpReply } from '../wording/emergency'
import { inert } from '../wording/inert'
import { KEPT_UNREAD } from '../wording/plain'
import { kindOf, wordsOf } from './message'

/** The words that mean danger wherever they stand: read without any machinery that may have failed. */
const DANGER = /求助|救命|救人|救援|被困|受伤|摔伤|快来人|出事|晕倒|昏倒|落水|塌方|滑坡/

/**
 * A message whose handling failed is kept all the same, with a plain reply, so that WeCom need not bring it again and
 * again; it is a sign of life. A call for help reaches everybody it can by the shortest way.
 */
export async function keepAnyway(
  rt: Runtime,
  db: Db,
  delivery: Delivery,
  moment: Moment,
): Promise<string | null> {
  const { key: deliveryKey, content, from } = delivery
  const known = await db.findOneBy(Message, { deliveryKey })
  if (known !== null) return known.reply
  const speaker = await findSpeaker(db, from, moment.day)
  const words = wordsOf(content)
  const isCall = words !== null && isDanger(words, moment)
  const told = isCall ? await cry(rt, db, delivery, moment, speaker, words) : 0
  const reply = isCall ? plainHelpReply(rt.policy.help.dutyPhone, told) : KEPT_UNREAD
  await db.insert(Message, {
    deliveryKey,
    personId: speaker?.person.id ?? null,
    villageId: speaker?.teamId ?? null,
    day: moment.day,
    at: moment.now,
    kind: speaker === null ? 'stranger' : kindOf(content),
    voice: speaker?.teamId != null,
    text: speaker === null ? null : words,
    reply,
  })
  if (speaker !== null) await hear(db, [speaker.person.id], moment.now)
  return reply
}

export function isDanger(words: string, { now, zone }: Moment): boolean {
  if (DANGER.test(words)) return true
  try {
    const facts = factsOf(understand(words, now, { timezone: zone }))
    return facts.some((fact) => fact.kind === 'help' || (fact.kind === 'health' && fact.urgent === true))
  } catch {
    return false
  }
}

const NOWHERE = { id: 0, township: '', name: '', latitude: null, longitude: null }

async function cry(
  rt: Runtime,
  db: Db,
  { key, from }: Delivery,
  moment: Moment,
  speaker: Speaker | null,
  words: string,
): Promise<number> {
  const villageId = speaker?.teamId ?? speaker?.postings.find(isCadrePosting)?.villageId ?? null
  const team: Team = (villageId === null ? null : await teamOf(db, villageId, moment.day)) ?? {
    village: NOWHERE,
    members: [],
    cadres: [],
  }
  const everyone = [
    ...team.members,
    ...team.cadres,
    ...(await supervisorsOf(db, { team }, 'township', moment)),
    ...(await supervisorsOf(db, { team }, 'district', moment)),
  ].filter(({ person }) => person.id !== speaker?.person.id)
  const who = speaker === null ? `名册外的账号 ${inert(from)}` : `${team.village.name}${speaker.person.name}`
  const text = plainCall(who, speaker?.person.mobile ?? null, inert(words), moment)
  const groupKey = `call:${key}`
  const rows = everyone.flatMap(({ person }) =>
    person.userid === null ? [] : [{ personId: person.id, userid: person.userid }],
  )
  const about = { groupKey, purpose: 'alarm' as const, safety: true, text }
  await queue(
    db,
    moment,
    rows.map((row) => ({ key: `${groupKey}:${row.personId}`, ...row, ...about })),
  )
  if (rows.length === 0) rt.log.error({ key }, 'a call for help has nobody to tell')
  return rows.length
}
