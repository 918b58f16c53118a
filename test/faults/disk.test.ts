import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Message } from '../../entities'
import { readDatabaseConfig } from '../../src/config'
import { KEPT_FOR_LATER } from '../../src/wording/plain'
import type { NewPlace } from '../databases'
import { startWorld, type World } from '../world'

const disk = mkdtempSync(join(tmpdir(), 'zaicun-disk-'))
const isMounted = mounted()

/** A disk of 4 MB in memory; false where mounting is refused. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=700', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

if (!isMounted) process.stdout.write('\nThe full disk is SKIPPED: this machine lets nobody mount one.\n')
const here = isMounted ? describe : describe.skip

here('a full disk', () => {
  let world: World
  let spool: string
  const filler = join(disk, 'filler')
  const newPlace: NewPlace = () => {
    const url = `sqlite:${join(disk, 'zaicun.sqlite')}`
    return Promise.resolve({ url, target: readDatabaseConfig({ DATABASE_URL: url }).database })
  }
  const begin = async (spoolDir: string) => {
    spool = spoolDir
    world = await startWorld(newPlace, { spoolDir })
  }
  afterEach(async () => {
    await world.stop()
    for (const left of [
      filler,
      spool,
      ...['', '-wal', '-shm'].map((end) => join(disk, `zaicun.sqlite${end}`)),
    ])
      rmSync(left, { recursive: true, force: true })
  })
  afterAll(() => {
    if (isMounted) execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  })

  /** Not a byte is left. */
  function fill(): void {
    for (const size of [2 ** 20, 2 ** 12]) {
      try {
        for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error
      }
    }
  }
  const say = (count: number, from = 0) =>
    Promise.all(
      Array.from({ length: count }, (_, i) =>
        world.standIn.say('zhangwei', `走访${from + i + 1}户`, {
          at: world.at('09:00') + (from + i) * 60_000,
        }),
      ),
    )
  const storedTexts = async () =>
    (await world.server.rt.database.db.find(Message, { select: { text: true } }))
      .map(({ text }) => text)
      .sort()
  const ready = async () => (await fetch(`http://127.0.0.1:${world.server.port}/readyz`)).status
  const backAgain = async () => {
    rmSync(filler)
    while ((await ready()) !== 200) await new Promise((next) => setTimeout(next, 50))
  }

  it('under database and spool refuses what it cannot keep, and takes it when there is room', async () => {
    await begin(join(disk, 'spool'))
    await say(3)
    fill()
    const refused = await say(20, 3)
    // The last bytes of a file that is there already may still take one.
    expect(refused.filter(({ status }) => status === 0).length).toBeGreaterThan(10)
    expect(refused.every(({ status, reply }) => status === 0 || reply !== KEPT_FOR_LATER)).toBe(true)
    expect(await ready()).toBe(503)
    await backAgain()
    for (const each of refused) expect(await world.standIn.again(each)).toMatchObject({ status: 200 })
    // One that came late before the disk was full may have waited in the spool.
    while ((await storedTexts()).length < 23) await new Promise((next) => setTimeout(next, 50))
    expect(await storedTexts()).toEqual(Array.from({ length: 23 }, (_, i) => `走访${i + 1}户`).sort())
  })

  it('under the database alone sends the words to the spool and back', async () => {
    await begin(mkdtempSync(join(tmpdir(), 'zaicun-spool-')))
    await say(1)
    fill()
    const kept = await say(20, 1)
    expect(kept.every(({ status }) => status === 200)).toBe(true)
    expect(kept.map(({ reply }) => reply)).toContain(KEPT_FOR_LATER)
    await backAgain()
    while ((await storedTexts()).length < 21) await new Promise((next) => setTimeout(next, 50))
    expect(await storedTexts()).toEqual(Array.from({ length: 21 }, (_, i) => `走访${i + 1}户`).sort())
  })
})
