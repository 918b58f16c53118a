import { isRecord, text } from './state'

/** What WeCom accepts of a template card: the hard limits, bytes and lengths of lists; lengths in characters are advice. */

const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction']
const CARD_TYPES = [...INTERACTIVE, 'text_notice', 'news_notice']
const KEY_BYTES = 1024

type Card = Record<string, unknown>
type Wrong = { errcode: number; errmsg: string } | null

const wrong = (errmsg: string, errcode = 40058): Wrong => ({ errcode, errmsg })

export const isTaskId = (task: string) => /^[\w@-]{1,128}$/.test(task)

/** A card whose taps come back, or that has a menu: it gets a response_code. */
export function needsResponseCode(card: Card): boolean {
  return INTERACTIVE.includes(text(card['card_type'])) || isRecord(card['action_menu'])
}

/** What is wrong with a template card, or null. */
export function checkCard(card: Card): Wrong {
  const type = text(card['card_type'])
  if (!CARD_TYPES.includes(type)) return wrong('invalid card_type')
  if (needsResponseCode(card) && !isTaskId(text(card['task_id']))) return wrong('invalid task_id', 42014)
  if (!INTERACTIVE.includes(type) && !isRecord(card['card_action']))
    return wrong('card_action is missing', 40063)
  const title = isRecord(card['main_title']) ? text(card['main_title']['title']) : ''
  const isTitled = title !== '' || text(card['sub_title_text']) !== ''
  if (!isTitled && type !== 'news_notice') return wrong('main_title is missing', 40063)
  return (
    checkList(card['horizontal_content_list'], 6, 'horizontal_content_list', 'keyname') ??
    checkList(card['jump_list'], 3, 'jump_list', 'title') ??
    (type === 'button_interaction' ? checkButtons(card['button_list']) : null)
  )
}

function checkList(list: unknown, most: number, name: string, field: string): Wrong {
  if (list === undefined) return null
  if (!Array.isArray(list) || list.length > most) return wrong(`invalid ${name}`)
  const isWhole = list.every((item: unknown) => isRecord(item) && text(item[field]) !== '')
  return isWhole ? null : wrong(`${name}.${field} is missing`, 40063)
}

function checkButtons(buttons: unknown): Wrong {
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 6) return wrong('invalid button_list')
  const all = buttons.map((button: unknown) => (isRecord(button) ? button : {}))
  if (all.some((button) => text(button['text']) === '')) return wrong('button text is missing', 40063)
  const keys = all.filter((button) => button['type'] !== 1).map((button) => text(button['key']))
  if (keys.some((key) => key === '' || Buffer.byteLength(key) > KEY_BYTES)) return wrong('invalid button key')
  return new Set(keys).size === keys.length ? null : wrong('button keys must be unique')
}

/** A card as a text: what a member reads, then its buttons. */
export function cardText(card: Card): string {
  const part = (name: string, field: string) => {
    const value = card[name]
    return isRecord(value) ? text(value[field]) : ''
  }
  const list = (name: string) => {
    const value = card[name]
    return Array.isArray(value) ? value.filter(isRecord) : []
  }
  const rows = list('horizontal_content_list').map((row) => `${text(row['keyname'])}:${text(row['value'])}`)
  const buttons = list('button_list').map((button) => `[${text(button['text'])}]`)
  return [
    part('main_title', 'title'),
    part('main_title', 'desc'),
    ...rows,
    text(card['sub_title_text']),
    buttons.join(' '),
  ]
    .filter((line) => line !== '')
    .join('\n')
}
