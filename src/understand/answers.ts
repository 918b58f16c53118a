/** Answers to the bot's own question, and words that only make sense after something said before. */
import type { WhereaboutsFact, Who } from './facts'
import { add, type Draft, type Scene } from './scene'
import { endOf } from './instants'

const NOTHING =
  /^(?:不知道|不清楚|说不清|确认|对|对的|是|是的|没错|[1-9]|一|二|三|可以|嗯|第[一二三]个)[。!.了啊的呢]*$/

const askedOf = (scene: Scene): Who[] | undefined => {
  const about = scene.context.asked?.about
  if (about === undefined) return undefined
  return typeof about === 'string' ? [about] : [...about]
}

/** Work that is counted is the speaker's own day: it says nothing about somebody who is looked for. */
const isReport = ({ drafts }: Scene): boolean =>
  drafts.some(({ fact }) => fact.kind === 'work' && fact.count !== undefined)

/** Let the open question say who is meant, and what a bare word answers. */
export function answersOf(scene: Scene): Draft[] {
  const { asked, lastFacts } = scene.context
  const text = scene.source.text.trim()
  if (asked && NOTHING.test(text)) return []
  if (
    /^(?:跟|和|同)?(?:昨天|昨日|之前|上次)(?:那样|一样|的一样)|^老样子|^照旧|^还是老样子/.test(text) &&
    lastFacts
  ) {
    const last = lastFacts.find((f): f is WhereaboutsFact => f.kind === 'whereabouts')
    if (last && scene.drafts.length === 0) {
      const { from: _from, until: _until, ...kept } = last
      add(scene, 'answers', { ...kept }, 0, scene.source.text.length)
    }
  }
  const who = askedOf(scene)
  if (!asked || !who) return scene.drafts
  if (asked.about === 'self') return scene.drafts.length > 0 ? scene.drafts : bareAnswer(scene, who, text)
  if (asked.about !== 'team' && isReport(scene)) return scene.drafts
  const explicit = scene.frames.some((f) => f.explicit)
  if (!explicit) {
    for (const { fact } of scene.drafts) {
      if (
        (fact.kind === 'whereabouts' || fact.kind === 'safe' || fact.kind === 'not_seen') &&
        fact.who.length === 1 &&
        (fact.who[0] === 'self' || fact.who[0] === 'team')
      )
        fact.who = [...who]
    }
  }
  if (scene.drafts.length > 0) return scene.drafts
  return bareAnswer(scene, who, text)
}

/** 下午就回, 跟我一起, 在, 下组: too little alone, enough as an answer. */
function bareAnswer(scene: Scene, who: Who[], text: string): Draft[] {
  const { now } = scene
  const tokens = scene.frames.flatMap((f) => f.tokens)
  const fact: WhereaboutsFact = { kind: 'whereabouts', who: [...who] }
  if (/(?:跟|和|同)我(?:们)?(?:在)?(?:一起|一路|一块)/.test(text)) fact.with = ['self']
  else if (/^在(?:的|呢|啊|村)?$/.test(text)) fact.status = 'in_village'
  else if (tokens.some((t) => t.f.back)) {
    const day = tokens.find((t) => t.f.day)?.f.day
    if (day && day.first > now.day) fact.until = endOf(day.last, now)
  } else return scene.drafts
  add(scene, 'answers', fact, 0, scene.source.text.length)
  return scene.drafts
}
