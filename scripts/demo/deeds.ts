import { Village } from '../../entities'
import { contextFor } from '../../src/context'
import { findSpeaker } from '../../src/record/people'
import type { Server } from '../../src/server'
import type { StandIn } from '../../src/standin'
import type { Answer } from '../../src/standin/callbacks'
import { dayOf } from '../../src/time'
import { factsOf, understand } from '../../src/understand'
import type { Bubble, Chats } from './chats'
import type { DemoClock } from './clock'
import type { Emit } from './events'
import { gloss, saidInEnglish } from './gloss'
import { MENU } from '../../src/menu'
import { MENU_ENGLISH } from './menu'
import { PLACES, type PlaceId, spotOf } from './places'
import { chipOf } from './understood'

/** What somebody does with the phone. */
export type Deed =
  | { kind: 'say'; text: string }
  | { kind: 'voice' | 'picture' | 'enter' }
  | { kind: 'locate' | 'select'; place: PlaceId }
  | { kind: 'click'; key: string }

export interface Deeds {
  /** Does it now, through the callback; resolves when the reply and whatever it set off have arrived. */
  do(userid: string, deed: Deed): Promise<void>
  /** The same, as it was done at an earlier instant. */
  before(userid: string, deed: Deed, at: number): Promise<void>
}

export interface DeedParts {
  bot: Server
  wecom: StandIn
  clock: DemoClock
  chats: Chats
  emit: Emit
}

/** Between two things that people do. */
const TYPING = 2_000

const NAMES = new Map(MENU.button.flatMap(({ sub_button }) => sub_button.map(({ key, name }) => [key, name])))

export function createDeeds({ bot, wecom, clock, chats, emit }: DeedParts): Deeds {
  const { rt, courier } = bot

  async function villageOf(userid: string): Promise<Village | null> {
    const speaker = await findSpeaker(rt.database.db, userid, dayOf(clock.now(), rt.timezone))
    const id = speaker?.postings.find(({ villageId }) => villageId !== null)?.villageId ?? null
    return id === null ? null : rt.database.db.findOneBy(Village, { id })
  }

  async function wire(userid: string, deed: Deed, at: number): Promise<Answer> {
    const options = { at }
    switch (deed.kind) {
      case 'say':
        return wecom.say(userid, deed.text, options)
      case 'voice':
        return wecom.voice(userid, options)
      case 'picture':
        return wecom.picture(userid, options)
      case 'click':
        return wecom.click(userid, deed.key, options)
      case 'enter':
        return wecom.event(userid, 'enter_agent', { EventKey: '' }, options)
      case 'locate':
      case 'select': {
        const { latitude, longitude, label } = spotOf(deed.place, await villageOf(userid))
        return deed.kind === 'locate'
          ? wecom.locate(userid, latitude, longitude, label, options)
          : wecom.selectLocation(userid, latitude, longitude, label, options)
      }
    }
  }

  async function deliver(userid: string, deed: Deed, at: number): Promise<void> {
    const mine = ownBubble(deed)
    if (mine !== null) chats.add({ userid, from: 'me', at, unasked: false, ...mine })
    const { status, reply } = await wire(userid, deed, at)
    if (status !== 200) throw new Error(`the bot answered ${status}`)
    if (reply === null) return
    const en = gloss(reply, 'reply')
    chats.add({ userid, from: 'bot', kind: 'text', text: reply, en, at, unasked: false })
  }

  /** What the text means to the bot, with all it knows around the speaker. */
  async function showUnderstood(userid: string, text: string, at: number): Promise<void> {
    const context = await contextFor(rt, userid, at, text)
    if (context === null) return
    const facts = factsOf(understand(text, at, context))
    emit({ type: 'understood', userid, text, chips: facts.map((fact) => chipOf(fact, rt.timezone)) })
  }

  return {
    do: (userid, deed) =>
      clock.after(TYPING, async () => {
        const at = clock.now()
        if (deed.kind === 'say') await showUnderstood(userid, deed.text, at)
        await deliver(userid, deed, at)
        await courier.deliver(at)
      }),
    before: deliver,
  }
}

type Own = Pick<Bubble, 'kind' | 'text' | 'en'>

/** How it looks in one's own chat; null when it leaves no trace there. */
function ownBubble(deed: Deed): Own | null {
  switch (deed.kind) {
    case 'say':
      return { kind: 'text', text: deed.text, en: saidInEnglish(deed.text) }
    case 'voice':
      return { kind: 'voice', text: '语音', en: 'voice message' }
    case 'picture':
      return { kind: 'image', text: '照片', en: 'picture' }
    case 'enter':
      return null
    case 'click': {
      const name = NAMES.get(deed.key) ?? deed.key
      return { kind: 'menu', text: name, en: MENU_ENGLISH[name] ?? null }
    }
    case 'locate':
    case 'select': {
      const place = PLACES.find(({ id }) => id === deed.place)
      return { kind: 'location', text: place?.zh ?? '', en: place?.en ?? null }
    }
  }
}
