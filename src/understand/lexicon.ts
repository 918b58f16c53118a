/** The vocabulary as one trie: word → features. A word of several lists has the features of all. */
import type { LocalWords, WorkCategory } from './facts'
import { shaped } from './token'
import { insert, longest, lookup, newTrie, type Match, type Trie } from './trie'
import type { Features, PlaceKind } from './vocabulary/features'
import { AILMENTS } from './vocabulary/ailments'
import { DANGER } from './vocabulary/danger'
import { GENERAL } from './vocabulary/general'
import {
  HE,
  OUTSIDERS,
  RELATIVES,
  REST,
  ROLES,
  SELF,
  SHORT_TITLES,
  TEAM,
  THEY,
  TITLES,
} from './vocabulary/people'
import { PLACE_WORDS } from './vocabulary/places'
import { TALK } from './vocabulary/talk'
import { UNITS } from './vocabulary/units'
import { WAYS } from './vocabulary/ways'
import { WORK_WORDS, type WorkWords } from './vocabulary/work'
import { PARTS } from './dayparts'

export type Lexicon = readonly Trie<Features>[]

/** Only what a word already means; the rest of the shape must not hide what is added. */
const defined = (features: Features | undefined): Features =>
  Object.fromEntries(Object.entries(features ?? {}).filter(([, value]) => value !== undefined))

function add(trie: Trie<Features>, words: readonly string[], features: Features): void {
  for (const word of words) {
    if (word === '') continue
    insert(trie, word, shaped({ ...defined(lookup(trie, word)), ...features }))
  }
}

const split = (words: string): string[] => words.split(' ').filter((word) => word !== '')

/** Whatever they are done with or to, these doings name the work: 宣讲医保, 转移危房群众, 代办低保, 打扫村道, 整理监测户资料. */
const TELLING = new Set<WorkCategory>([
  'policy_talk',
  'evacuation',
  'public_service',
  'dispute',
  'environment',
  'study',
  'paperwork',
])

function addWork(trie: Trie<Features>, cat: WorkCategory, words: WorkWords): void {
  add(trie, split(words.targets ?? ''), { cat, weight: 2, noun: true })
  add(trie, split(words.hints), { cat, weight: 1, verb: true })
  add(trie, split(words.doings), { cat, weight: TELLING.has(cat) ? 6 : 3, verb: true })
  add(trie, split(words.things), { cat, weight: 5, noun: true })
}

function built(): Trie<Features> {
  const trie: Trie<Features> = newTrie()
  for (const [features, words] of [...AILMENTS, ...GENERAL, ...WAYS, ...DANGER]) add(trie, words, features)
  for (const [features, words] of TALK) add(trie, words, features)
  for (const [kind, words] of Object.entries(PLACE_WORDS))
    add(trie, split(words), { place: kind as PlaceKind })
  for (const [cat, words] of Object.entries(WORK_WORDS)) addWork(trie, cat as WorkCategory, words)
  add(trie, ROLES, { person: true })
  add(
    trie,
    TITLES.filter(
      (title) => title.length > 1 && !SHORT_TITLES.includes(title) && lookup(trie, title) === undefined,
    ),
    { person: true },
  )
  add(trie, OUTSIDERS, { outsider: true })
  add(trie, RELATIVES, { relative: true })
  add(trie, SELF, { pron: 'self' })
  add(trie, TEAM, { pron: 'team' })
  add(trie, THEY, { pron: 'they' })
  add(trie, REST, { pron: 'rest' })
  add(trie, HE, { pron: 'he' })
  for (const [word, part] of Object.entries(PARTS)) add(trie, [word], { part })
  return trie
}

const base: Lexicon = [built()]
const units: Trie<true> = newTrie()
for (const unit of UNITS) insert(units, unit, true)

const local = new WeakMap<LocalWords, Lexicon>()

/** The vocabulary with a district's own words before it. */
export function lexiconOf(words: LocalWords | undefined): Lexicon {
  if (!words) return base
  const known = local.get(words)
  if (known) return known
  const trie: Trie<Features> = newTrie()
  for (const [cat, list] of Object.entries(words.categories ?? {})) {
    add(trie, list, { cat: cat as WorkCategory, weight: 5, noun: true })
  }
  add(trie, words.places ?? [], { place: 'hamlet' })
  const lexicon = [trie, ...base]
  local.set(words, lexicon)
  return lexicon
}

/** The longest word that begins at `start`; a district's own word wins over one of the same length. */
export function wordAt(lexicon: Lexicon, text: string, start: number): Match<Features> | undefined {
  let best: Match<Features> | undefined
  for (const trie of lexicon) {
    const found = longest(trie, text, start)
    if (found && found.length > (best?.length ?? 0)) best = found
  }
  return best
}

/** The length of the counting word that begins at `start`, 0 when there is none. */
export function unitAt(text: string, start: number, words: LocalWords | undefined): number {
  const found = longest(units, text, start)?.length ?? 0
  const own = words?.units?.find((unit) => unit.length > found && text.startsWith(unit, start))
  return own?.length ?? found
}
