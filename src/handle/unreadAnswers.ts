import type { Case, Person } from '../../entities'
import { lastForwarded } from '../record/forwarded'
import { casefileOf } from '../search/casefile'
import { closeCase, settle } from '../search/close'
import { raiseFor } from './emergency'
import { answerPassed } from './rollCallUnread'
import type { Telling } from './telling'

const DAY = 86_400_000
const SAFE = /^(?:(?:人|他|她|他们|都|已经|看了|听了)[,,]?)*(?:平安|没事|安全)(?:了|的)?[。.!!]?$/
const NEEDS_HELP = /^(?:(?:人|他|她|他们)?(?:要|需要)(?:帮助|帮忙|救援|救助))[。.!!]?$/

/** 「平安」 and 「要帮助」 of somebody who looked at an answer that was passed on. Null: the words answer no such thing. */
export async function answerUnread(telling: Telling, text: string): Promise<string | null> {
  const words = text.trim()
  const isSafe = SAFE.test(words)
  if (!isSafe && !NEEDS_HELP.test(words)) return null
  const { db, moment, speaker } = telling
  const passed = await lastForwarded(db, speaker.person.id, moment.now - DAY)
  const called = await answerPassed(telling, isSafe, passed?.at ?? 0)
  if (called !== null) return called
  if (passed === null) return null
  const { found, person } = passed
  const isEmergency = found.kind === 'help' || found.kind === 'illness'
  if (isEmergency && !telling.scope.supervisor) return null
  return isSafe ? closeFor(telling, found, person) : needHelp(telling, found, person)
}

async function closeFor(telling: Telling, found: Case, person: Person): Promise<string> {
  const { db, moment, messageId, speaker } = telling
  const news = `${speaker.person.name}看了${person.name}发来的消息:人平安。`
  const ending = { outcome: 'found', news, messageId, personId: speaker.person.id }
  if (found.kind === 'return') await settle(db, found, [person.id], moment, ending)
  else await closeCase(db, await casefileOf(db, found, moment), moment, ending)
  return `好,${person.name}平安,问过的人我都告诉一声。辛苦了!`
}

async function needHelp(telling: Telling, found: Case, person: Person): Promise<string> {
  const { db, moment, messageId, speaker } = telling
  const reply = await raiseFor(telling, person, found.villageId)
  const ending = { outcome: 'help', news: null, messageId, personId: speaker.person.id }
  if (found.kind === 'return') await settle(db, found, [person.id], moment, ending)
  return reply
}
