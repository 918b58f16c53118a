import { randomBytes } from 'node:crypto'
import { checkCard, isTaskId } from './cardRules'
import { fail, isRecord, ok, text, type Api, type Push, type State } from './state'

const CODE_LIFETIME = 72 * 3_600_000
const RECALL_LIMIT = 24 * 3_600_000
const RECEIVERS = 1000

export interface Cards {
  apis: Record<string, Api>
  /** a code that pays for one update of the push's card, good for 72 h */
  issueResponseCode: (push: Push) => string
  /** what WeCom refuses about a new card, null when nothing: its shape, or a task_id that was used before */
  refusal: (card: Record<string, unknown>) => { errcode: number; errmsg: string } | null
  /** the card this member sees now */
  cardOf: (push: Push, userid: string) => Record<string, unknown>
}

/** What can still be done to a message that is out: recall it, update its card. */
export function createCards(state: State): Cards {
  const codes = new Map<string, { push: Push; until: number }>()
  const tasks = new Set<string>()

  const cardOf: Cards['cardOf'] = (push, userid) => push.cardsOf?.[userid.toLowerCase()] ?? push.card ?? {}

  /** A card is taken: its task is never free again. */
  function refusal(card: Record<string, unknown>): { errcode: number; errmsg: string } | null {
    const wrong = checkCard(card)
    if (wrong) return wrong
    const task = text(card['task_id'])
    if (task === '') return null
    if (!isTaskId(task) || tasks.has(task)) return { errcode: 42014, errmsg: 'invalid task_id' }
    tasks.add(task)
    return null
  }

  /** The people an update is for; nobody named: everybody who got the card. */
  function receiversOf(push: Push, userids: unknown): { to: string[]; invalid: string[] } {
    const named = Array.isArray(userids) ? userids.map((id) => text(id).toLowerCase()) : []
    if (named.length === 0) return { to: push.to, invalid: [] }
    const to = named.filter((id) => push.to.includes(id))
    return { to, invalid: named.filter((id) => !push.to.includes(id)) }
  }

  function change(push: Push, to: string[], card: (old: Record<string, unknown>) => Record<string, unknown>) {
    const changed = Object.fromEntries(to.map((id) => [id, card(cardOf(push, id))]))
    push.cardsOf = { ...push.cardsOf, ...changed }
    const [first] = Object.values(changed)
    if (to.length === push.to.length && first !== undefined) push.card = first
  }

  return {
    refusal,
    cardOf,
    issueResponseCode(push) {
      const code = randomBytes(24).toString('base64url')
      codes.set(code, { push, until: state.now() + CODE_LIFETIME })
      return code
    },
    apis: {
      'message/recall'({ json }) {
        const push = state.pushes.find(({ msgid }) => msgid === json['msgid'])
        if (!push || state.now() - push.at > RECALL_LIMIT) return fail(40058, 'invalid msgid')
        push.recalled = true
        return ok()
      },
      'message/update_template_card'({ json }) {
        if (json['agentid'] !== state.keys.agentId) return fail(40056, 'invalid agentid')
        const { userids, button, template_card: card } = json
        if (Array.isArray(userids) && userids.length > RECEIVERS) return fail(40032, 'too many receivers')
        const code = text(json['response_code'])
        const paid = codes.get(code)
        if (!paid || paid.until < state.now()) return fail(40058, 'invalid response_code')
        const { to, invalid } = receiversOf(paid.push, userids)
        if (to.length === 0) return fail(81013, 'user & party & tag all invalid')
        if (isRecord(card)) {
          const wrong = refusal(card)
          if (wrong) return fail(wrong.errcode, wrong.errmsg)
          change(paid.push, to, () => card)
        } else if (isRecord(button)) {
          const name = text(button['replace_name'])
          if (name === '') return fail(40063, 'replace_name is missing')
          change(paid.push, to, (old) => ({ ...old, replace_name: name }))
        } else {
          return fail(40063, 'button or template_card is missing')
        }
        codes.delete(code)
        return ok({ invaliduser: invalid })
      },
    },
  }
}
