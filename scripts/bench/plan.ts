import type { Size } from './growth'
import type { IntakeOptions } from './intake'

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

export const QUICK: Plan = {
  intake: { ...intake, messages: 4_000, warmUp: 4_000 },
  bare: 3,
  texts: 2_000,
  sizes: [
    { people: 363, history: 1 },
    { people: 363, history: 3 },
    { people: 3_000, history: 1 },
  ],
  rounds: 20,
  soak: { ...intake, messages: 5_000, warmUp: 0 },
}

export const FULL: Plan = {
  intake: { ...intake, messages: 20_000, warmUp: 10_000 },
  bare: 3,
  texts: 20_000,
  sizes: [
    { people: 363, history: 1 },
    { people: 363, history: 10 },
    { people: 363, history: 100 },
    { people: 50_000, history: 1 },
    { people: 560_000, history: 1 },
  ],
  rounds: 100,
  soak: { ...intake, messages: 200_000, warmUp: 0 },
}
