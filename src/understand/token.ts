import type { Features } from './vocabulary/features'

/** A piece of the levelled text that means something, or (with no features) means nothing known. */
export interface Token {
  start: number
  end: number
  text: string
  f: Features
}

const KEYS: readonly (keyof Features)[] = [
  'cat',
  'weight',
  'noun',
  'verb',
  'status',
  'at',
  'go',
  'arrive',
  'back',
  'place',
  'person',
  'pron',
  'join',
  'object',
  'neg',
  'failed',
  'cond',
  'plan',
  'done',
  'left',
  'among',
  'all',
  'meeting',
  'leave',
  'extend',
  'symptom',
  'healed',
  'relative',
  'outsider',
  'unreal',
  'help',
  'safe',
  'unseen',
  'silent',
  'problem',
  'request',
  'ask',
  'topic',
  'order',
  'scope',
  'correct',
  'withdraw',
  'ack',
  'feedback',
  'filler',
  'punct',
  'part',
  'day',
  'clock',
  'minutes',
  'later',
  'length',
  'qty',
  'noise',
  'degrees',
]

/** The same features in an object of one shape for all: looking a feature up is what the readers do most. */
export function shaped(features: Features): Features {
  const object: Record<string, unknown> = {}
  for (const key of KEYS) object[key] = features[key]
  return object
}

/** The features of what means nothing known. */
export const PLAIN: Features = shaped({})

export const isPlain = (token: Token | undefined): boolean => token?.f === PLAIN

/** Between this and the next token a thought may end. */
export const isBreak = (token: Token | undefined): boolean =>
  token === undefined || token.f.punct !== undefined
