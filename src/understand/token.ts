import type { Features } from './vocabulary/features'

/** A piece of the levelled text that means something, or (with no features) means nothing known. */
export interface Token {
  start: number
  end: number
  text: string
  f: Features
}

const NOTHING: Readonly<Record<keyof Features, undefined>> = {
  cat: undefined,
  weight: undefined,
  noun: undefined,
  verb: undefined,
  status: undefined,
  at: undefined,
  go: undefined,
  arrive: undefined,
  back: undefined,
  place: undefined,
  person: undefined,
  pron: undefined,
  join: undefined,
  object: undefined,
  neg: undefined,
  failed: undefined,
  cond: undefined,
  plan: undefined,
  done: undefined,
  left: undefined,
  among: undefined,
  all: undefined,
  meeting: undefined,
  leave: undefined,
  extend: undefined,
  symptom: undefined,
  healed: undefined,
  relative: undefined,
  outsider: undefined,
  unreal: undefined,
  help: undefined,
  safe: undefined,
  unseen: undefined,
  silent: undefined,
  problem: undefined,
  request: undefined,
  ask: undefined,
  topic: undefined,
  order: undefined,
  scope: undefined,
  correct: undefined,
  withdraw: undefined,
  ack: undefined,
  feedback: undefined,
  filler: undefined,
  punct: undefined,
  part: undefined,
  day: undefined,
  clock: undefined,
  minutes: undefined,
  later: undefined,
  length: undefined,
  qty: undefined,
  noise: undefined,
  degrees: undefined,
}

/** The same features in an object of one shape for all: looking a feature up is what the readers do most. */
export const shaped = (features: Features): Features => ({ ...NOTHING, ...features }) as Features

/** The features of what means nothing known. */
export const PLAIN: Features = shaped({})

export const isPlain = (token: Token | undefined): boolean => token?.f === PLAIN

/** Between this and the next token a thought may end. */
export const isBreak = (token: Token | undefined): boolean =>
  token === undefined || token.f.punct !== undefined
