import { randomBytes } from 'node:crypto'
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Delivery } from '../wecom/types'

/** One verified message that the database could not take. */
export interface Entry {
  delivery: Delivery
  /** What was answered; null for an empty body. */
  reply: string | null
  /** When it arrived, by the machine's clock. */
  at: number
}

export interface SpoolFiles {
  /** Resolves when a crash can no longer lose it; what arrives together shares one file and its flush. */
  append(entry: Entry, urgent: boolean): Promise<void>
  /** Names of all that waits, the urgent first, then as it came. */
  list(): Promise<string[]>
  read(name: string): Promise<Entry[]>
  remove(name: string): Promise<void>
  /** What can never be taken in goes out of the way, for somebody to look at. */
  setAside(entries: readonly Entry[]): Promise<void>
}

const KEPT = /^[01]-\d{14}-\d{4}-[0-9a-f]{12}\.jsonl$/
const UNFINISHED = '.part'
/** A file being written is done in far less; an older one belongs to a process that died. */
const ABANDONED_AFTER = 60_000

interface Waiting {
  line: string
  urgent: boolean
  settle: (error?: unknown) => void
}

/**
 * A folder of files that never change once they have their name, so that any process may take up what another left:
 * written whole, flushed, named, and the folder flushed. A file that a crash cut short was never answered for.
 */
export function spoolFiles(directory: string, machine: () => number): SpoolFiles {
  const me = randomBytes(6).toString('hex')
  let queue: Waiting[] = []
  let writing = false
  let last = { ms: 0, nth: 0 }

  /** Later names sort later, also when the clock is set back. */
  function nextName(urgent: boolean): string {
    const ms = Math.max(machine(), last.ms)
    last = { ms, nth: ms === last.ms ? last.nth + 1 : 0 }
    if (last.nth === 9999) last = { ms: ms + 1, nth: 0 }
    const count = String(last.nth).padStart(4, '0')
    return `${urgent ? 0 : 1}-${String(last.ms).padStart(14, '0')}-${count}-${me}.jsonl`
  }

  async function writeAll(): Promise<void> {
    writing = true
    while (queue.length > 0) {
      const batch = queue
      queue = []
      for (const urgent of [true, false]) {
        const some = batch.filter((each) => each.urgent === urgent)
        if (some.length === 0) continue
        const error = await store(nextName(urgent), some.map(({ line }) => line).join('')).catch(asError)
        for (const { settle } of some) settle(error)
      }
    }
    writing = false
  }

  async function store(name: string, content: string): Promise<void> {
    await mkdir(directory, { recursive: true })
    const unfinished = join(directory, `${name}${UNFINISHED}`)
    try {
      await flushed(await open(unfinished, 'wx', 0o600), (file) => file.writeFile(content))
      await rename(unfinished, join(directory, name))
    } catch (error) {
      await unlink(unfinished).catch(() => undefined)
      throw error
    }
    await flushed(await open(directory, 'r'), () => Promise.resolve())
  }

  /** Whole lines that a dead process wrote are messages too; they take their place under the name they were to have. */
  async function adopt(unfinished: string): Promise<void> {
    const path = join(directory, unfinished)
    const found = await stat(path).catch(() => null)
    if (found === null || machine() - found.mtimeMs < ABANDONED_AFTER) return
    await rename(path, path.slice(0, -UNFINISHED.length)).catch(() => undefined)
  }

  return {
    append: (entry, urgent) =>
      new Promise((resolve, reject) => {
        const settle = (error?: unknown) => {
          if (error === undefined) resolve()
          else reject(asError(error))
        }
        queue.push({ line: `${JSON.stringify(entry)}\n`, urgent, settle })
        if (!writing) void writeAll()
      }),
    async list() {
      const names = await readdir(directory).catch(() => [])
      for (const name of names) if (name.endsWith(UNFINISHED)) await adopt(name)
      return names.filter((name) => KEPT.test(name)).sort()
    },
    async read(name) {
      const text = await readFile(join(directory, name), 'utf8').catch((error: unknown) => {
        // Another process was faster.
        if ((error as { code?: string }).code === 'ENOENT') return ''
        throw error
      })
      return text.split('\n').flatMap((line) => entryOf(line) ?? [])
    },
    async remove(name) {
      await unlink(join(directory, name)).catch((error: unknown) => {
        if ((error as { code?: string }).code !== 'ENOENT') throw error
      })
    },
    async setAside(entries) {
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      await writeFile(join(directory, 'set-aside.jsonl'), lines, { flag: 'a', mode: 0o600, flush: true })
    },
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

async function flushed(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A line, or null when a crash cut it short. */
function entryOf(line: string): Entry | null {
  if (line === '') return null
  try {
    const entry = JSON.parse(line) as Partial<Entry>
    const { delivery, reply = null, at = 0 } = entry
    return typeof delivery?.key === 'string' && typeof delivery.from === 'string'
      ? { delivery, reply, at }
      : null
  } catch {
    return null
  }
}
