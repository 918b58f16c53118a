import type { OrderFact } from '../../understand/facts'
import type { Telling } from '../telling'
import { orderNotice } from './notice'

const FORMS = [
  /^(?:写|发|来)?信\s*(?:给)?\s*([^::]{0,30})[::]\s*([\s\S]+)$/,
  /^给\s*([^::]{1,30}?)写(?:一封)?信\s*[::]\s*([\s\S]+)$/,
  /^致\s*([^::]{0,30}?)的?(?:一封|公开)信\s*[::]?\s*([\s\S]+)$/,
]
/** 致全区驻村工作队员的一封信: the place alone is the scope. */
const PEOPLE = /(?:全体|各位|所有)?(?:驻村)?(?:工作队员?|队员|干部|同志们?|的)*$/

/** 「信 全区: …」, 「致全区驻村工作队员的一封信: …」: a letter is a notice that wants no answer. Null: it is none. */
export async function letterWord(telling: Telling, text: string): Promise<string | null> {
  for (const form of FORMS) {
    const [, to, body] = form.exec(text.trim()) ?? []
    if (to === undefined || body === undefined) continue
    const scope = to.replace(PEOPLE, '').trim()
    const fact: OrderFact = { kind: 'order', does: 'notice', text: body, ...(scope === '' ? {} : { scope }) }
    return orderNotice(telling, fact, '信')
  }
  return null
}
