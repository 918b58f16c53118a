import { drive } from './load'
import { callbacks, type IntakeOptions, prepare, serve } from './intake'

/** Memory while messages come in one after another for a long time. */
export interface Soak {
  messages: number
  /** Resident memory in MB after the first tenth, and after all. */
  before: number
  after: number
  /** The second as a share of the first. */
  growth: number
}

const STEPS = 10

/** Lets a server take in `messages` in ten steps, and looks at its memory after each. */
export async function soak(url: string, options: IntakeOptions): Promise<Soak> {
  await prepare(url, options.people)
  const server = await serve('zaicun', url)
  try {
    const each = Math.floor(options.messages / STEPS)
    const sizes: number[] = []
    for (let step = 0; step < STEPS; step++) {
      await drive(
        server.port,
        callbacks(options.people, each, step * each, STEPS - step),
        options.connections,
      )
      sizes.push((await server.memory()) / 1e6)
    }
    const [before = 0] = sizes
    const after = sizes.at(-1) ?? 0
    return { messages: each * STEPS, before, after, growth: after / before }
  } finally {
    await server.stop()
  }
}
