import type { Cards } from './cards'
import { encryptMessage, innerXml, openReply, outerXml, signedQuery, type Elements, type Keys } from './craft'
import { isRecord, text, type Push } from './state'

/** What came back for one message or event. */
export interface Answer {
  /** HTTP status; 0 when the connection was dropped or 5 s passed */
  status: number
  /** the text of the passive reply; null for an empty body or no answer */
  reply: string | null
  /** '' for events */
  msgid: string
  /** the inner XML that was delivered */
  xml: string
  /** how often WeCom knocked */
  attempts: number
}

export interface Options {
  /** instead of now, epoch ms */
  at?: number
}

/** What members do in the chat. Each call delivers one callback and waits for its answer. */
export interface Callbacks {
  say(userid: string, text: string, options?: Options): Promise<Answer>
  voice(userid: string, options?: Options): Promise<Answer>
  picture(userid: string, options?: Options): Promise<Answer>
  /** degrees */
  locate(
    userid: string,
    latitude: number,
    longitude: number,
    label: string,
    options?: Options,
  ): Promise<Answer>
  /** a menu click */
  click(userid: string, key: string, options?: Options): Promise<Answer>
  /** the menu's location button */
  selectLocation(
    userid: string,
    latitude: number,
    longitude: number,
    label: string,
    options?: Options,
  ): Promise<Answer>
  /** a tap on a button of a card by its text or key: of the last card the member got, unless another is named */
  tap(userid: string, button: string, options?: Options & { push?: Push }): Promise<Answer>
  /** any other event with its own elements */
  event(userid: string, event: string, elements?: Elements, options?: Options): Promise<Answer>
  /** any other message with its own elements */
  message(userid: string, type: string, elements: Elements, options?: Options): Promise<Answer>
  /** the same delivery once more, newly encrypted and signed, as WeCom does when it got no answer */
  again(answer: Answer): Promise<Answer>
  /** any inner XML, encrypted and signed properly */
  deliver(xml: string): Promise<Answer>
  /** the URL check of the console; gives what the server answered */
  verifyUrl(): Promise<{ status: number; body: string; echo: string }>
}

export interface CallbacksConfig {
  keys: Keys
  now: () => number
  /** asked at each call, since a server may listen later than the stand-in */
  callbackUrl: () => string | undefined
  /** stores a picture or voice that the member recorded; gives its media_id */
  newMedia: (kind: 'image' | 'voice') => string
  cards: Pick<Cards, 'cardOf' | 'issueResponseCode'>
  /** the last card a member got, UserID in lower case */
  lastCardOf: (userid: string) => Push | undefined
  /** true: up to three attempts in all when an attempt fails, as WeCom does */
  redeliver: boolean
}

const ANSWER_LIMIT = 5_000
const ATTEMPTS = 3

export function createCallbacks(config: CallbacksConfig): Callbacks {
  const { keys, now } = config
  // Above 2^53 like the real ones, and never the same in a later run.
  let lastMsgId = BigInt(Date.now()) * 1_000_000n

  function target(query: URLSearchParams): string {
    const url = config.callbackUrl()
    if (!url) throw new Error('the stand-in knows no callback URL yet')
    return `${url}?${query.toString()}`
  }

  async function attempt(xml: string): Promise<{ status: number; reply: string | null }> {
    const encrypted = encryptMessage(keys, xml)
    const url = target(signedQuery(keys, encrypted, Math.floor(now() / 1000)))
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: outerXml(keys, encrypted),
      signal: AbortSignal.timeout(ANSWER_LIMIT),
    }).catch(() => null)
    if (!response) return { status: 0, reply: null }
    const body = await response.text()
    return { status: response.status, reply: response.ok && body !== '' ? openReply(keys, body).text : null }
  }

  async function deliver(xml: string, msgid = ''): Promise<Answer> {
    let attempts = 1
    let result = await attempt(xml)
    while (config.redeliver && result.status !== 200 && attempts < ATTEMPTS) {
      attempts++
      result = await attempt(xml)
    }
    return { ...result, msgid, xml, attempts }
  }

  function head(userid: string, type: string, options: Options | undefined): Elements {
    return {
      ToUserName: keys.corpId,
      FromUserName: userid,
      CreateTime: Math.floor((options?.at ?? now()) / 1000),
      MsgType: type,
    }
  }

  const message: Callbacks['message'] = (userid, type, elements, options) => {
    const msgid = ++lastMsgId
    const own = { ...head(userid, type, options), ...elements, MsgId: msgid, AgentID: keys.agentId }
    return deliver(innerXml(own), String(msgid))
  }

  const event: Callbacks['event'] = (userid, name, elements = {}, options) =>
    deliver(innerXml({ ...head(userid, 'event', options), Event: name, ...elements, AgentID: keys.agentId }))

  return {
    message,
    event,
    deliver,
    say: (userid, text, options) => message(userid, 'text', { Content: text }, options),
    voice: (userid, options) =>
      message(userid, 'voice', { MediaId: config.newMedia('voice'), Format: 'amr' }, options),
    picture: (userid, options) =>
      message(
        userid,
        'image',
        { PicUrl: 'https://pic.example.com/1', MediaId: config.newMedia('image') },
        options,
      ),
    locate: (userid, latitude, longitude, label, options) =>
      message(userid, 'location', { ...place(latitude, longitude, label), AppType: 'wxwork' }, options),
    click: (userid, key, options) => event(userid, 'click', { EventKey: key }, options),
    selectLocation: (userid, latitude, longitude, label, options) =>
      event(
        userid,
        'location_select',
        { EventKey: 'location', SendLocationInfo: place(latitude, longitude, label), AppType: 'wxwork' },
        options,
      ),
    tap(userid, button, options) {
      const push = options?.push ?? config.lastCardOf(userid.toLowerCase())
      const card = push === undefined ? {} : config.cards.cardOf(push, userid)
      const buttons = Array.isArray(card['button_list']) ? card['button_list'].filter(isRecord) : []
      const tapped = buttons.find((each) => [each['text'], each['key']].includes(button))
      if (push === undefined || tapped === undefined || card['replace_name'] !== undefined) {
        throw new Error(`${userid} sees no button ${button}`)
      }
      const elements = {
        EventKey: text(tapped['key']),
        TaskId: text(card['task_id']),
        CardType: text(card['card_type']),
        ResponseCode: config.cards.issueResponseCode(push),
      }
      return event(userid, 'template_card_event', elements, options)
    },
    again: (answer) => deliver(answer.xml, answer.msgid),
    async verifyUrl() {
      const echo = String(lastMsgId)
      const echostr = encryptMessage(keys, echo)
      const query = signedQuery(keys, echostr, Math.floor(now() / 1000))
      query.set('echostr', echostr)
      const response = await fetch(target(query))
      return { status: response.status, body: await response.text(), echo }
    },
  }
}

function place(latitude: number, longitude: number, label: string): Elements {
  return { Location_X: latitude, Location_Y: longitude, Scale: 16, Label: label }
}
