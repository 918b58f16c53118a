import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface ServerLog {
  /** The port it listens on. */
  listening: Promise<number>
  /** The first instant not before this one for which the job has run. Rejects when the process ends before. */
  ran: (job: string, since: number) => Promise<number>
}

interface Waiting {
  isDone: () => boolean
  resolve: () => void
  reject: (reason: Error) => void
}

/** Reads what a server says of itself, as it comes; what it does each minute only at the log level `debug`. */
export function followLog(child: ChildProcess): ServerLog {
  const slots: { job: unknown; at: number }[] = []
  const errors: string[] = []
  let port: number | undefined
  let waiting: Waiting[] = []

  const until = (isDone: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      if (isDone()) resolve()
      else waiting.push({ isDone, resolve, reject })
    })

  function note(line: string): void {
    const entry = JSON.parse(line) as Record<string, unknown>
    if (entry['msg'] === 'listening') port = Number(entry['port'])
    if (entry['msg'] === 'job done') slots.push({ job: entry['job'], at: Date.parse(String(entry['slot'])) })
    const met = waiting.filter(({ isDone }) => isDone())
    waiting = waiting.filter((each) => !met.includes(each))
    for (const { resolve } of met) resolve()
  }

  if (child.stdout === null) throw new Error('no output')
  createInterface(child.stdout).on('line', note)
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  child.once('close', () => {
    for (const { reject } of waiting) reject(new Error(`the server ended too early: ${errors.join('')}`))
  })
  return {
    listening: until(() => port !== undefined).then(() => port ?? 0),
    async ran(job, since) {
      const slot = () => slots.find((each) => each.job === job && each.at >= since)?.at
      await until(() => slot() !== undefined)
      return slot() ?? 0
    },
  }
}
