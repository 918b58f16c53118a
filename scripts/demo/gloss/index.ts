import type { Purpose } from '../../../entities'
import { HISTORY } from '../history'
import { LATER } from '../later'
import { MORNING } from '../morning'
import { SENTENCES as TO_TRY } from '../sentences'
import { narrow } from '../typeset'
import { withNames } from './names'
import { SENTENCES } from './sentences'
import { tidied, WORDS } from './words'

const SAID = new Map<string, string>([
  ...[...HISTORY, ...LATER].flatMap(({ text, en }): [string, string][] => (text && en ? [[text, en]] : [])),
  ...MORNING.flatMap(({ says }): [string, string][] =>
    says && says !== 'voice' ? [[says.text, says.en]] : [],
  ),
  ...TO_TRY.map(({ text, en }): [string, string] => [text, en]),
])

/** What one of the demo's own sentences means; null for words of the visitor's. */
export const saidInEnglish = (text: string): string | null => SAID.get(narrow(text)) ?? null

interface Template {
  pattern: RegExp
  en: string
}

const escaped = (text: string) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
const TEMPLATES: readonly Template[] = SENTENCES.map(([zh, en]) => ({
  pattern: new RegExp(`^${escaped(zh).replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 'u'),
  en,
}))

/** People's own words are repeated as they are, in English where the demo knows them. */
const quoted = (text: string) =>
  text.replace(/「([^」]*)」/g, (_whole, words: string) => `“${saidInEnglish(words) ?? words}”`)

/** Word by word. */
function reworded(text: string): string {
  const pieces = quoted(text).split(/(“[^”]*”)/)
  const done = pieces.map((piece) =>
    piece.startsWith('“')
      ? ` ${piece} `
      : WORDS.reduce((words, [zh, en]) => words.replace(zh, en), withNames(piece)),
  )
  return tidied(done.join(''))
}

const HAN = /\p{Script=Han}+/gu
const hanIn = (text: string) => (text.match(HAN) ?? []).join('').length
const outsideQuotes = (text: string) => text.replace(/“[^”]*”/g, '')
/** So much of a sentence may stay as it was said. */
const MOST_LEFT = 0.5

/** Words that stayed Chinese stand in quotes; null when too many did. */
function readable(done: string, original: string): string | null {
  const left = hanIn(outsideQuotes(done))
  if (left === 0) return done
  if (left > MOST_LEFT * hanIn(original)) return null
  return done
    .split(/(“[^”]*”)/)
    .map((piece) => (piece.startsWith('“') ? piece : piece.replace(HAN, ' “$&” ')))
    .join('')
    .replace(/ +/g, ' ')
    .replace(/ (?=[,;:.?!)])/g, '')
}

/** What the bot filled in; as it stands when too little of it is known. */
const filled = (text: string): string => readable(reworded(text), text) ?? `“${text}”`

/** One sentence, or null when some of it cannot be said in English. */
function sentence(text: string): string | null {
  for (const { pattern, en } of TEMPLATES) {
    const found = pattern.exec(text)
    if (found === null) continue
    return en.replace(/\{(\w+)\}/g, (_slot, name: string) => filled(found.groups?.[name] ?? ''))
  }
  return readable(reworded(text), text)
}

/** Sentences of a line; what stands in quotes or brackets is not cut. */
const sentencesOf = (line: string): string[] =>
  line.match(/(?:「[^」]*」|『[^』]*』|\([^)]*\)|[^。?!])+[。?!]?/gu) ?? []

const GAP = '…'

/** A line of somebody's own log: when, and what was said. */
const LOGGED = /^(\S+\d+:\d\d) (.+)$/

function lineInEnglish(line: string): string {
  const [, at = '', words = ''] = LOGGED.exec(line) ?? []
  const said = saidInEnglish(words)
  if (said !== null) return `${reworded(at)} “${said}”`
  const done = sentencesOf(line).map((each) => sentence(each) ?? GAP)
  return done
    .join(' ')
    .replace(/(?:… ?)+/g, `${GAP} `)
    .trim()
}

const ABOUT: Readonly<Record<Purpose, string>> = {
  reminder: 'A reminder: how is the team today?',
  daily_report: 'A friendly question about what was done today',
  ask: 'A question: does anybody know where they are?',
  alarm: 'An alarm: who is silent, their phones, the last word, who was asked',
  owner_ask: 'A question to whoever took the case: any news?',
  all_clear: 'All clear: they have been heard from',
  care: 'A word of care',
  digest: 'A digest: the answer first, then the exceptions and the work done',
  forward: 'A message passed on to whoever is looking',
  feedback: 'Feedback passed on to the feedback officer',
  notice: 'A notice',
  roll_call: 'A roll call',
}

/**
 * What a text of the bot says, as far as it can be said: known sentences and words, gaps shown as …; a short description
 * of its kind when hardly anything is known.
 */
export function gloss(text: string, purpose: Purpose | 'reply'): string {
  const lines = narrow(text).split('\n').map(lineInEnglish)
  const english = lines.filter((line) => line !== '' && line !== GAP).join('\n')
  const about = purpose === 'reply' ? 'A reply' : ABOUT[purpose]
  return english === '' ? about : english
}
