import type { IntakeOptions } from './intake'
import type { Size } from './world'

/** How much is measured. */
export interface Plan {
  intake: IntakeOptions
  /** Times as many requests for servers that answer at once. */
  bare: number
  texts: number
  sizes: readonly Size[]
  /** How often each question is asked. */
  rounds: number
  soak: IntakeOptions
}

const intake = { people: 363, connections: 50 }

/** As many years, and as many people on top of one year. */
const sizesWith = (perYear: number): Size[] => [
  { perYear, people: 363, history: 1 },
  { perYear, people: 363, history: 10 },
  { perYear, people: 363, history: 100 },
  { perYear, people: 50_000, history: 1 },
  { perYear, people: 560_000, history: 1 },
]

export const QUICK: Plan = {
  intake: { ...intake, messages: 4_000, warmUp: 4_000 },
  bare: 3,
  texts: 2_000,
  // Without the largest: they alone would take longer than two minutes.
  sizes: sizesWith(3_000).filter(({ people, history }) => people <= 50_000 && history <= 10),
  rounds: 10,
  soak: { ...intake, messages: 5_000, warmUp: 0 },
}

export const FULL: Plan = {
  intake: { ...intake, messages: 20_000, warmUp: 10_000 },
  bare: 3,
  texts: 20_000,
  sizes: sizesWith(100_000),
  rounds: 100,
  soak: { ...intake, messages: 200_000, warmUp: 0 },
}
