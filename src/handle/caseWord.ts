const LONGEST = 40

/** What somebody who was asked or alarmed can say about a search in a word. */
export type Word = 'take' | 'seen' | 'found' | 'handled' | 'false_alarm'

const WORDS: readonly [Word, string][] = [
  ['take', '我来找|我去找|我来跟|我来处理|我去看看|我来负责'],
  ['found', '已经?找到了?|人找到了?|找到人了|找到了'],
  ['handled', '已经?处理好?了?|处理好了|处理完了'],
  ['false_alarm', '(?:是|属于)?误报|虚惊一场|弄错了'],
  ['seen', '我?知道了|知晓|晓得了'],
]
const PATTERNS = WORDS.map(([word, words]): [Word, RegExp] => [
  word,
  new RegExp(`^(.{0,12}?)[,，、:：\\s]*(?:${words})(.*)$`, 's'),
])
/** What may follow the word and adds nothing. */
export const FILLER =
  /^[了啊呢吧哈呀的。.!！~,，、\s]*(?:(?:人|大家|都|已经)*(?:没事|平安|安全|好着))?[了的。.!！~\s]*$/

/** A word with what stands before and after it: the village it means, a few words more. */
export interface CaseWord {
  word: Word
  before: string
  after: string
  /** What stands before it is a clause of its own: 「已送医院,处理好了」. */
  apart?: boolean
}

export function caseWord(text: string): CaseWord | null {
  const said = text.trim()
  if ([...said].length > LONGEST) return null
  for (const [word, pattern] of PATTERNS) {
    const [, before, after] = pattern.exec(said) ?? []
    if (before === undefined || after === undefined) continue
    return { word, before, after, apart: /^[,，。;；!！\s]/.test(said.slice(before.length)) }
  }
  return null
}
