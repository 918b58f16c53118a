/** Questions put to the bot. */
import type { Asks, QuestionFact } from './facts'
import { type Frame } from './frames'
import { REPORTED, dismissed, isAsked, isAskingLeave, isStatement } from './asked'
import { type Scene, add, some } from './scene'
import { aboutBefore, aboutOf, lookedAt } from './questionAbout'
import { readAgain } from './questionAgain'
import { asksNumber, QUESTION_RULES, unknownOf } from './questionRules'
import { daysBetween } from '../time'
import { pastOrAhead } from './days'
import { YEARLY, stretchOf } from './yearly'
import type { Token } from './token'
import { asksWhether } from './whether'

const IGNORANT =
  /说不上来|不消问|我(?:怎么|哪里?)(?:会)?(?:知道|晓得)|不清楚|不知道|不晓得|没注意|说不清|不了解|没问/

/** Read the question of one clause. Gives whether it asked anything. */
export function readQuestion(frame: Frame, scene: Scene): boolean {
  const text = (
    asksWhether(frame.tokens) ? `${frame.text.replace('给', '').replace(/[吗呢]$/, '')}吗` : frame.text
  )
    .replace(/[这那前过近]几天/g, '')
    .replace(/^(?:请问|麻烦|帮我?看看?|帮我?查一?下?|查一?下|看一?下|顺便|那|把)+/, '')
  // 不用汇总, 我不是问谁没报
  if (
    /不用|不必|不是(?:要)?问|别问|不要/.test(text) &&
    !/[吗?]|要不要|是不是/.test(text) &&
    scene.source.text.charAt(frame.end) !== '?'
  )
    return false
  // 人家问我忙什么, 谁没报都不要紧, 哪个村联系不上我心里有数
  if (REPORTED.test(text) || dismissed(frame, scene)) {
    frame.taken = true
    return false
  }
  if (readAgain(frame, scene)) return true
  // 走访数报错了
  if (some(frame, (t) => t.f.correct === true) && !/[吗谁哪]|怎么/.test(text)) return false
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
    !/[?吗谁哪]|^(?:怎么|如何|咋)/.test(text)
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
  const own =
    (rule.asks === 'where' ? unknownOf(frame) : undefined) ??
    aboutOf(frame, scene, rule.asks) ??
    lookedAt(frame, scene)
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
    (/[那当]天/.test(frame.text) ? dayNamed(frame, scene) : undefined) ??
    (own === undefined && holdsDay(rule.asks, frame) && !/现在|目前/.test(text)
      ? dayBefore(frame, scene)
      : undefined) ??
    (own === undefined && about === undefined && rule.asks === 'leave' ? dayBefore(frame, scene) : undefined)
  // 上周五和上周六的汇总各给一份
  if (rule.asks === 'summary' && token?.f.day && /各(?:给|来|发|要|一)/.test(text)) {
    const { first, last } = token.f.day
    if (daysBetween(first, last) === 1) {
      for (const date of [first, last])
        add(
          scene,
          'question',
          { kind: 'question', asks: 'summary', ...(about ? { about } : {}), date },
          frame.start,
          frame.end,
        )
      return true
    }
  }
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

/** 9月1号我休假,那天还有谁请假. */
const dayNamed = (frame: Frame, scene: Scene): Token | undefined =>
  scene.frames
    .filter((f) => f.line === frame.line && f.start < frame.start)
    .flatMap((f) => f.tokens)
    .findLast((t) => t.f.day !== undefined)

/** 今天谁还没报 哪些人请假: the day of the question before holds on within the line. */
function dayBefore(frame: Frame, scene: Scene): Token | undefined {
  const passedOn = (f: Frame): boolean =>
    scene.drafts.some((d) => d.fact.kind === 'order' && d.start <= f.start && d.end > f.start)
  const before = scene.frames.filter(
    (f) => f.line === frame.line && f.start < frame.start && f.taken && !passedOn(f),
  )
  return before.flatMap((f) => f.tokens).findLast((t) => t.f.day !== undefined)
}

/** 我要的是本周的走访情况, 想看大坪村的图斑情况. */
const WANTS_TO_SEE = /^(?:我)?(?:[要想]的?是|问的是|[想要]?(?:看|问|查|了解|知道))/

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
      (/进度|多少|数量?$|率$|[场户人趟]次$|次数|户数|人数|数(?:[拉列发给汇报调统]|也)/.test(text) ||
        (/情况$/.test(text) && WANTS_TO_SEE.test(text))) &&
      !some(frame, (t) => t.f.qty?.count !== undefined || t.f.noise !== undefined) &&
      !/open|line|colon/.test(frame.after) &&
      (/^(?:帮我|请|把)?(?:查|看|统计|拉|列|调)/.test(frame.text) ||
        role === 'supervisor' ||
        role === undefined)
    )
  if (asks === 'where' && (asksNumber(frame) || unknownOf(frame) !== undefined)) return true
  if (role === 'member' && asks !== 'days') return /去向$|在哪|去哪/.test(text)
  return true
}
