import { randomBytes } from 'node:crypto'
import { cardText, checkCard, needsResponseCode } from './cardRules'
import type { Cards } from './cards'
import { findMember } from './directory'
import { fail, isRecord, ok, text, type ApiAnswer, type ApiCall, type Push, type State } from './state'

const TEXT_LIMIT = 2048
const RECEIVERS = 1000
const PER_MINUTE = 30
const PER_HOUR = 1000
const LONGEST_INTERVAL = 4 * 3600
const MEDIA_TYPES = ['image', 'voice', 'video', 'file']
const OTHER_TYPES = ['textcard', 'markdown', 'news', 'mpnews', 'miniprogram_notice']

/** message/send: the checks, the duplicate check, the limits per member, then the delivery. */
export function createSend(state: State, cards: Pick<Cards, 'issueResponseCode' | 'refusal'>) {
  const sentBodies = new Map<string, { at: number; msgid: string }>()
  const sentTo = new Map<string, number[]>()

  /** Members above 30 a minute or 1,000 an hour get nothing, and nobody is told. */
  function withinLimits(userid: string, msgid: string): boolean {
    const at = state.now()
    const lastHour = (sentTo.get(userid) ?? []).filter((sent) => at - sent < 3_600_000)
    sentTo.set(userid, lastHour)
    const lastMinute = lastHour.filter((sent) => at - sent < 60_000).length
    if (lastMinute >= PER_MINUTE || lastHour.length >= PER_HOUR) {
      state.dropped.push({ msgid, userid, at })
      return false
    }
    lastHour.push(at)
    return true
  }

  function repeated(call: ApiCall): string | undefined {
    if (call.json['enable_duplicate_check'] !== 1) return undefined
    const asked = call.json['duplicate_check_interval']
    const seconds = Math.min(typeof asked === 'number' ? asked : 1800, LONGEST_INTERVAL)
    const earlier = sentBodies.get(call.body.toString())
    return earlier && state.now() - earlier.at < seconds * 1000 ? earlier.msgid : undefined
  }

  return function send(call: ApiCall): ApiAnswer {
    const { json } = call
    if (json['agentid'] !== state.keys.agentId) return fail(40056, 'invalid agentid')
    const receivers = text(json['touser'])
    if (receivers === '') return fail(82001, 'touser, toparty, totag are all empty')
    const asked = receivers.split('|').filter((userid) => userid !== '')
    if (asked.length > RECEIVERS) return fail(40032, 'too many receivers')
    const content = readContent(state, json)
    if ('errcode' in content) return content

    const known =
      receivers === '@all' ? state.members : asked.map((userid) => findMember(state.members, userid))
    const invalid = asked.filter((_, i) => receivers !== '@all' && !known[i]).map((id) => id.toLowerCase())
    const present = known.filter((member) => member !== undefined)
    const licensed = present.filter((member) => !member.unlicensed)
    if (licensed.length === 0) return fail(81013, 'user & party & tag all invalid')

    const msgid = randomBytes(24).toString('base64url')
    const answer = ok({
      invaliduser: invalid.join('|'),
      unlicenseduser: present
        .filter((member) => member.unlicensed)
        .map((member) => member.userid.toLowerCase())
        .join('|'),
      msgid,
    })
    const push: Push = { msgid, to: [], at: state.now(), ...content }
    const earlier = repeated(call)
    const userids = [...new Set(licensed.map((member) => member.userid.toLowerCase()))]
    if (earlier !== undefined) {
      state.duplicates.push({ ...push, to: userids, duplicateOf: earlier })
      return answer
    }
    const refused = push.card ? cards.refusal(push.card) : null
    if (refused) return fail(refused.errcode, refused.errmsg)
    sentBodies.set(call.body.toString(), { at: state.now(), msgid })
    push.to = userids.filter((userid) => withinLimits(userid, msgid))
    if (push.to.length > 0) {
      state.pushes.push(push)
      state.announce(push)
    }
    return push.card && needsResponseCode(push.card)
      ? { ...answer, response_code: cards.issueResponseCode(push) }
      : answer
  }
}

type Body = Pick<Push, 'msgtype' | 'text' | 'mediaId' | 'card'>

function readContent(
  state: State,
  json: Record<string, unknown>,
): Body | { errcode: number; errmsg: string } {
  const wrong = (errcode: number, errmsg: string) => ({ errcode, errmsg })
  const msgtype = text(json['msgtype'])
  const own = json[msgtype]
  if (![...MEDIA_TYPES, ...OTHER_TYPES, 'text', 'template_card'].includes(msgtype)) {
    return wrong(40008, 'invalid message type')
  }
  if (!isRecord(own)) return wrong(40063, `${msgtype} is missing`)
  if (msgtype === 'text' || msgtype === 'markdown') {
    const content = text(own['content'])
    return content === '' ? wrong(44004, 'text content is empty') : { msgtype, text: cut(content) }
  }
  if (MEDIA_TYPES.includes(msgtype)) {
    const mediaId = text(own['media_id'])
    const fits = state.media.get(mediaId)?.kind === msgtype
    return fits ? { msgtype, text: '', mediaId } : wrong(40007, 'invalid media_id')
  }
  if (msgtype === 'template_card') {
    return checkCard(own) ?? { msgtype, text: cardText(own), card: own }
  }
  return { msgtype, text: text(own['title']) }
}

/** WeCom cuts a long text off; between characters, as far as is known. */
function cut(content: string): string {
  const bytes = Buffer.from(content)
  if (bytes.length <= TEXT_LIMIT) return content
  return new TextDecoder().decode(bytes.subarray(0, TEXT_LIMIT), { stream: true })
}
