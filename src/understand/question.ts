/** Questions put to the bot. */
import type { Asks, QuestionFact } from './facts'
import { type Frame } from './frames'
import { type Scene, add, some } from './scene'
import { aboutBefore, aboutOf, lookedAt } from './questionAbout'
import { readAgain } from './questionAgain'
import { QUESTION_RULES } from './questionRules'
import { pastOrAhead } from './days'
import { YEARLY, stretchOf } from './yearly'
import type { Token } from './token'

const IGNORANT = /不清楚|不知道|不晓得|没注意|说不清|不了解|没问/

function isAsked(frame: Frame, text: string, scene: Scene): boolean {
  if (scene.source.text.charAt(frame.end) === '?') return true
  // 在村上不, 病假还是事假, 回来没得
  if (
    /(?:在|到|回|来|去|完|齐|行|成)[^,。不]{0,4}(?:不|没得)$|(?:是|请|在|算)[^,。]{1,6}还是[^,。]{1,6}$/.test(
      text,
    ) &&
    !/不(?:是|管|论)/.test(text)
  )
    return true
  const asking = frame.tokens.some((t) => t.f.ask === true || t.f.topic !== undefined)
  const vague = frame.tokens.find(
    (t) =>
      (t.f.qty !== undefined && t.f.qty.count === undefined) || (t.f.length === 0 && t.text.startsWith('几')),
  )
  if (
    /谁|哪|什么|干嘛|怎么|多少|有没有|是不是|吗$|么$|没有?$|了没$|如何|为什么|呢$|几天|是否/.test(text) &&
    asking
  )
    return true
  if (/吗$|批了没$|没有$|了没$|(?:村|岗|山|来|到|组)没$|有(?:几个|多少|谁|哪些)|还剩几|剩多少/.test(text))
    return true
  const many =
    /好多/.test(text) &&
    (scene.context.role === 'supervisor' ||
      some(frame, (t) => t.f.scope === true || t.f.place === 'village' || t.f.place === 'town'))
  if (many) return true
  // 我请了几天假: who has taken it asks for the number
  if (/(?:请|休)[了过]几天|几天[病事年]?假$/.test(text) && !/[想要再]/.test(text)) return true
  // 还有几个队没说话: how many of whom the question is about
  if (vague?.f.qty && /没|未|联系不上/.test(text) && /几个?(?:队|村|人|支|镇|乡)/.test(text)) return true
  if (!vague && !/(?<![们他她十百千])几/.test(text)) return false
  const day = frame.tokens.find((t) => t.f.day !== undefined)?.f.day ?? frame.day
  const about = some(
    frame,
    (t) => t.f.person === true || t.f.scope === true || t.f.place === 'village' || t.f.place === 'town',
  )
  const told = some(frame, (t) => t.f.done === true && t.f.qty === undefined && t.text === '了')
  const long = day !== undefined && day.first !== day.last
  if (scene.context.role === 'supervisor') return true
  if (scene.context.role !== undefined) return (about || long) && !told
  // 昨天党员大会开了几次: how often is known to whoever held them
  return about || long || (day !== undefined && /几[场次趟件起堂节期批]$/.test(text))
}

const isStatement = (frame: Frame): boolean =>
  !some(
    frame,
    (t) => t.f.leave !== undefined || (t.f.ask === true && /^(?:谁|哪几个|哪些|哪些人|哪几位)$/.test(t.text)),
  ) &&
  some(
    frame,
    (t) =>
      (t.f.problem === true && !/够不够/.test(frame.text)) ||
      (t.f.request === true && /请(?!问)|哪个部门|能帮/.test(t.text)),
  ) &&
  !some(frame, (t) => t.f.topic !== undefined)

/** 想休几天年假, 我明天请假一天可以吗: leave asked for, not about. */
const isAskingLeave = (frame: Frame, text: string): boolean =>
  some(frame, (t) => t.f.leave !== undefined) &&
  !/算不算|能不能算/.test(text) &&
  (!frame.explicit || frame.who[0] === 'self') &&
  /[想要请休续]/.test(text) &&
  !/需要|流程|手续|规定|要?找谁/.test(text) &&
  !/谁|哪|有人|情况|名单|人员|批了|批没|批下|名单|多少|到几|什么时候|怎么|咋|如何|几个|没有?$|还剩|还有|有没有|上个月|这个月|今年|了几/.test(
    text,
  )

/** Read the question of one clause. Gives whether it asked anything. */
export function readQuestion(frame: Frame, scene: Scene): boolean {
  const text = frame.text
    .replace(/[这那前过近]几天/g, '')
    .replace(/^(?:请问|麻烦|帮我?看看?|帮我?查一?下?|查一?下|看一?下|顺便|那|把)+/, '')
  // 不用汇总, 我不是问谁没报
  if (
    /不用|不必|不是(?:要)?问|别问|不要/.test(text) &&
    !/[吗?]|要不要|是不是/.test(text) &&
    scene.source.text.charAt(frame.end) !== '?'
  )
    return false
  if (readAgain(frame, scene)) return true
  if (/你.{0,2}怎么(?:会)?知道/.test(text)) {
    frame.taken = true
    return false
  }
  if (/(?:没|没有)(?:干|做|忙|报|有)(?:什么|啥|哪样)/.test(text)) return false
  if (IGNORANT.test(text) && !/(?:不知道|不清楚|不会)(?:该|要)?(?:怎么|如何)/.test(text)) {
    frame.taken = true
    return false
  }
  if (
    some(frame, (t) => t.f.order !== undefined && !/^(?:抽|叫|提醒|通知)$/.test(t.text)) &&
    !/[?吗谁哪]/.test(text)
  )
    return false
  if (isAskingLeave(frame, text)) return false
  // 人员去向 over a list of who is where
  if (frame.heading !== undefined && frame.after === 'line' && !/[?吗谁哪]/.test(text)) return false
  if (isStatement(frame) || (frame.after === 'colon' && frame.before !== 'run')) return false
  const asked = isAsked(frame, text, scene)
  const rule = QUESTION_RULES.find((r) => r.when(frame, text, asked))
  if (
    !rule &&
    asked &&
    /有没有|吗|谁|是不是|是否|什么时候|怎么|^你(?:能不能|可不可以|会不会)/.test(text) &&
    scene.context.role !== 'secretary' &&
    !some(frame, (t) => t.f.unseen === true)
  ) {
    frame.taken = true
    return false
  }
  if (!rule || (!asked && !isBareQuestion(rule.asks, frame, text, scene))) return false
  const fact: QuestionFact = { kind: 'question', asks: rule.asks }
  const own = aboutOf(frame, scene, rule.asks) ?? lookedAt(frame, scene)
  const about = own ?? aboutBefore(frame, scene, rule.asks)
  if (about !== undefined) fact.about = about
  if (rule.asks === 'work') {
    const cat = frame.tokens
      .filter((t) => t.f.cat !== undefined)
      .sort((a, b) => (b.f.weight ?? 0) - (a.f.weight ?? 0))[0]?.f.cat
    if (cat) fact.category = cat
  }
  const token =
    frame.tokens.find((t) => t.f.day !== undefined) ??
    (own === undefined && holdsDay(rule.asks, frame) && !/现在|目前/.test(text)
      ? dayBefore(frame, scene)
      : undefined) ??
    (own === undefined && about === undefined && rule.asks === 'leave' ? dayBefore(frame, scene) : undefined)
  if (token?.f.day) {
    // 小番周三干了些什么: told of, so the Wednesday that was
    const past = /[了过]/.test(text) && token.f.day.before !== undefined && token.f.day.first > scene.now.day
    const { first, last } =
      past && token.f.day.before !== undefined
        ? { first: token.f.day.before, last: token.f.day.before }
        : pastOrAhead(token.f.day, frame.tokens, scene.now)
    if (first === last) fact.date = first
    else Object.assign(fact, { from: first, to: last })
  } else if (YEARLY.test(frame.text)) {
    Object.assign(fact, stretchOf(frame.text, scene.now.day.slice(0, 4)))
  }
  if (rule.asks === 'help') {
    delete fact.about
    delete fact.date
    delete fact.from
    delete fact.to
  }
  // 第一书记在不在村,人在哪里: asked twice
  if (own === undefined && scene.frames[frame.index - 1]?.line === frame.line && asksSame(scene, fact))
    return true
  add(scene, 'question', fact, frame.start, frame.end)
  return true
}

/** Who cannot be reached is asked of now, whose leave ends of no day. */
const holdsDay = (asks: Asks, frame: Frame): boolean =>
  asks === 'unreachable' ? frame.before === 'run' : asks !== 'leave'

const asksSame = (scene: Scene, fact: QuestionFact): boolean =>
  scene.drafts.some(
    ({ fact: other }) =>
      other.kind === 'question' &&
      other.asks === fact.asks &&
      other.category === fact.category &&
      (fact.date ?? fact.from ?? other.date ?? other.from) === (other.date ?? other.from),
  )

/** 今天谁还没报 哪些人请假: the day of the question before holds on within the line. */
function dayBefore(frame: Frame, scene: Scene): Token | undefined {
  const passedOn = (f: Frame): boolean =>
    scene.drafts.some((d) => d.fact.kind === 'order' && d.start <= f.start && d.end > f.start)
  const before = scene.frames.filter(
    (f) => f.line === frame.line && f.start < frame.start && f.taken && !passedOn(f),
  )
  return before.flatMap((f) => f.tokens).findLast((t) => t.f.day !== undefined)
}

/** Asked without any asking word: 清水镇本周情况, 昨天总的情况说下, 帮助. */
function isBareQuestion(asks: Asks, frame: Frame, text: string, scene: Scene): boolean {
  const role = scene.context.role
  if (asks === 'help') return true
  if (asks === 'summary') {
    if (
      some(
        frame,
        (t) =>
          (t.f.go === true && t.text !== '下') ||
          t.f.at === true ||
          t.f.join === true ||
          t.f.status !== undefined,
      )
    )
      return false
    if (
      /汇总|动态|简报|周报|月报|快报|怎么样|什么情况|怎么回事|[总小]结一?下|说下|说一下|说说|[发来给要]一?份|[来整出弄给]个|发我|给我|看看|看下|看一下|概况|通报/.test(
        text,
      )
    )
      return true
    const headline = frame.after === 'line' || frame.after === 'colon'
    return (
      /情况$/.test(text) &&
      !headline &&
      (role === 'supervisor' ||
        (role === undefined &&
          some(frame, (t) => t.f.place === 'town' || t.f.place === 'village' || t.f.day !== undefined)))
    )
  }
  if (asks === 'work')
    return (
      /进度|多少|数量?$|率$|[场户人趟]次$|次数|户数|人数|数(?:[拉列发给汇报调统]|也)/.test(text) &&
      !some(frame, (t) => t.f.qty?.count !== undefined) &&
      !/open|line|colon/.test(frame.after) &&
      (/^(?:帮我|请|把)?(?:查|看|统计|拉|列|调)/.test(frame.text) ||
        role === 'supervisor' ||
        role === undefined)
    )
  if (role === 'member' && asks !== 'days') return /去向$|在哪|去哪/.test(text)
  return true
}
