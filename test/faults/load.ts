import { setTimeout as sleep } from 'node:timers/promises'
import type { StandIn } from '../../src/standin'
import { KEPT_FOR_LATER, keptCall } from '../../src/wording/plain'
import type { Answer } from '../../src/standin/callbacks'

export interface Said {
  userid: string
  text: string
  at: number
}

export interface LoadOptions {
  /** Where this attempt goes: a balancer in front of the servers. */
  target: () => string
  /** Conversations at a time. */
  width?: number
  /** ms between two attempts; WeCom takes 5 s. */
  wait?: number
  /** Waited for too: a server may take longer to start here than WeCom's patience is cut short. */
  whenUp?: () => Promise<unknown>
  onAnswer?: (answered: number) => void
  /** An attempt got no answer. */
  onMiss?: () => void
}

const REDELIVERIES = 3

/** Only the spool was at hand; another process may know better. */
const isKept = ({ reply }: Answer) => reply === KEPT_FOR_LATER || reply === keptCall('')

/**
 * Says all of it and brings what got no answer again, as WeCom does, three times at most. Every tenth answer is lost on
 * its way back, so that the message comes once more: it must have the same reply, unless only the spool is at hand. Gives
 * the last answer to each.
 */
export async function load(
  standIn: StandIn,
  said: readonly Said[],
  { target, width = 12, wait = 500, whenUp, onAnswer, onMiss }: LoadOptions,
): Promise<Answer[]> {
  const answers: Answer[] = []
  let next = 0
  async function converse(): Promise<void> {
    for (let i = next++; i < said.length; i = next++) {
      const { userid, text, at } = said[i] ?? { userid: '', text: '', at: 0 }
      standIn.callbackUrl = target()
      let answer = await standIn.say(userid, text, { at })
      for (let times = 0; answer.status !== 200 && times < REDELIVERIES; times++) {
        onMiss?.()
        await sleep(wait)
        await whenUp?.()
        standIn.callbackUrl = target()
        answer = await standIn.again(answer)
      }
      if (i % 10 === 0) {
        standIn.callbackUrl = target()
        const second = await standIn.again(answer)
        if (second.status === 200 && second.reply !== answer.reply && !isKept(second) && !isKept(answer)) {
          throw new Error(
            `「${text}」 was answered 「${String(answer.reply)}」, then 「${String(second.reply)}」`,
          )
        }
      }
      answers[i] = answer
      onAnswer?.(answers.filter(Boolean).length)
    }
  }
  await Promise.all(Array.from({ length: width }, converse))
  return answers
}
