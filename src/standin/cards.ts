import { randomBytes } from 'node:crypto'
import { fail, isRecord, ok, text, type Api, type Push, type State } from './state'

const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction']
const CARD_TYPES = [...INTERACTIVE, 'text_notice', 'news_notice']
const CODE_LIFETIME = 72 * 3_600_000
const RECALL_LIMIT = 24 * 3_600_000

/** What is wrong with a template card, or null. */
export function checkCard(card: Record<string, unknown>): string | null {
  const type = text(card['card_type'])
  if (!CARD_TYPES.includes(type)) return 'invalid card_type'
  const needsTask = INTERACTIVE.includes(type) || isRecord(card['action_menu'])
  if (needsTask && !/^[\w@-]{1,128}$/.test(text(card['task_id']))) return 'invalid task_id'
  if (!INTERACTIVE.includes(type) && !isRecord(card['card_action'])) return 'card_action is missing'
  if (type !== 'button_interaction') return null
  const buttons: unknown = card['button_list']
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 6) return 'invalid button_list'
  const keys = buttons.map((button: unknown) => (isRecord(button) ? text(button['key']) : ''))
  return new Set(keys).size === keys.length && !keys.includes('') ? null : 'button keys must be unique'
}

export function needsResponseCode(card: Record<string, unknown>): boolean {
  return INTERACTIVE.includes(text(card['card_type'])) || isRecord(card['action_menu'])
}

export interface Cards {
  apis: Record<string, Api>
  /** a code that pays for one update of the push's card, good for 72 h */
  issueResponseCode: (push: Push) => string
}

/** What can still be done to a message that is out: recall it, update its card. */
export function createCards(state: State): Cards {
  const codes = new Map<string, { push: Push; until: number }>()
  return {
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
        const code = text(json['response_code'])
        const paid = codes.get(code)
        if (!paid || paid.until < state.now()) return fail(40058, 'invalid response_code')
        const { button, template_card: card } = json
        if (isRecord(card)) {
          const complaint = checkCard(card)
          if (complaint) return fail(40058, complaint)
          paid.push.card = card
        } else if (isRecord(button)) {
          paid.push.card = { ...paid.push.card, replace_name: text(button['replace_name']) }
        } else {
          return fail(40063, 'button or template_card is missing')
        }
        codes.delete(code)
        return ok({ invaliduser: [] })
      },
    },
  }
}
