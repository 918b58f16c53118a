import { rmSync } from 'node:fs'
import { JobRun, Message, WorkItem } from '../../entities'
import { isOutage, openDatabase } from '../../src/record/database'
import { noteRun } from '../../src/record/jobRuns'
import { type StandIn, startStandIn } from '../../src/standin'
import { KEPT_FOR_LATER, KEPT_UNREAD } from '../../src/wording/plain'
import { settingsFor } from '../scripts/command'
import { load } from './load'
import { hasMariadb } from './keptServer'
import { type OwnMariadb, startMariadb } from './ownMariadb'
import { killAll, MEMBERS, prepare, startWeb, untilDrained, type Web } from './processes'
import { at, CALL, reports } from './reports'

jest.setTimeout(180_000)

const here = hasMariadb ? describe : describe.skip

here('MariaDB that is away for a while', () => {
  let mariadb: OwnMariadb
  let standIn: StandIn
  let settings: Record<string, string>
  let web: Web
  beforeAll(async () => {
    mariadb = await startMariadb()
    await prepare(mariadb.place)
    standIn = await startStandIn({ members: MEMBERS })
    settings = settingsFor(standIn, mariadb.place.url)
    web = await startWeb(settings)
  })
  afterAll(async () => {
    await killAll()
    await standIn.stop()
    await mariadb.remove()
    rmSync(settings['SPOOL_DIR'] ?? '', { recursive: true, force: true })
  })

  const ready = async () => (await fetch(`${web.url}/readyz`)).status
  const drained = () => untilDrained(web, settings['SPOOL_DIR'] ?? '')
  async function stored() {
    const database = await openDatabase(mariadb.place.target)
    const messages = await database.db.find(Message, {
      order: { id: 'ASC' },
      select: { id: true, text: true },
    })
    const items = await database.db.find(WorkItem, { select: { count: true } })
    await database.close()
    return {
      texts: messages.map(({ text }) => text ?? ''),
      counts: items.map(({ count }) => count ?? 0).sort((a, b) => a - b),
    }
  }
  /** One after another, so that the order is known. */
  async function sayAll(texts: string[]) {
    const replies: (string | null)[] = []
    standIn.callbackUrl = web.callbackUrl
    for (const [i, text] of texts.entries()) {
      const { status, reply } = await standIn.say(MEMBERS[4 * i]?.userid ?? '', text, {
        at: at('15:00') + i * 1000,
      })
      expect(status).toBe(200)
      replies.push(reply)
    }
    return replies
  }

  it('loses nothing when its connections are cut under load', async () => {
    const said = reports(120)
    const cutAt = new Set([30, 80])
    const cuts: Promise<void>[] = []
    const answers = await load(standIn, said, {
      target: () => web.callbackUrl,
      onAnswer: (answered) => {
        if (cutAt.delete(answered)) cuts.push(mariadb.cutConnections())
      },
    })
    await Promise.all(cuts)
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(answers.filter(({ reply }) => reply === KEPT_UNREAD)).toEqual([])
    await drained()
    const { texts, counts } = await stored()
    expect([...texts].sort()).toEqual(said.map(({ text }) => text).sort())
    expect(counts).toHaveLength(119)
    expect(standIn.pushes.filter(({ text }) => text.includes('被困住了')).length).toBeGreaterThan(0)
  })

  it('loses nothing while it is down: what was kept is taken up in order, help first', async () => {
    await mariadb.kill()
    const replies = await sayAll(['走访3001户', '走访3002户', `${CALL},水在涨`, '走访3003户'])
    expect(replies).toEqual([
      KEPT_FOR_LATER,
      KEPT_FOR_LATER,
      expect.stringMatching(/马上打120.*119.*110/),
      KEPT_FOR_LATER,
    ])
    expect(await ready()).toBe(503)
    await mariadb.start()
    await drained()
    const { texts, counts } = await stored()
    expect(texts.slice(120)).toEqual([`${CALL},水在涨`, '走访3001户', '走访3002户', '走访3003户'])
    expect(counts.slice(-3)).toEqual([3001, 3002, 3003])
  })

  it('loses nothing when the server is killed too before it is back', async () => {
    await mariadb.kill()
    await sayAll(['走访3011户', '走访3012户'])
    await web.kill()
    await mariadb.start()
    web = await startWeb(settings)
    await drained()
    const { texts, counts } = await stored()
    expect(texts.slice(124)).toEqual(['走访3011户', '走访3012户'])
    expect(counts.slice(-2)).toEqual([3011, 3012])
  })
  it('loses nothing while it hangs under load: words are kept in time, and health says why', async () => {
    const said = reports(80, 4000)
    let hung: Promise<string> | undefined
    let since = 0
    let longest = 0
    const answers = await load(standIn, said, {
      target: () => web.callbackUrl,
      onAnswer(answered) {
        if (since > 0) longest = Math.max(longest, Date.now() - since)
        if (hung !== undefined) since = Date.now()
        if (answered === 25) {
          mariadb.freeze()
          since = Date.now()
          hung = fetch(`${web.url}/healthz`).then((response) => response.text())
        }
      },
    })
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(answers.map(({ reply }) => reply)).toContain(KEPT_FOR_LATER)
    // WeCom hangs up after 5 s.
    expect(longest).toBeLessThan(5_000)
    expect(await hung).toBe('ok')
    const health = await fetch(`${web.url}/readyz`)
    expect([health.status, await health.text()]).toEqual([
      503,
      'database is away; messages are kept in the spool',
    ])
    mariadb.thaw()
    await drained()
    const { texts, counts } = await stored()
    expect(texts.slice(126).sort()).toEqual(said.map(({ text }) => text).sort())
    expect(counts.filter((count) => count >= 4000)).toHaveLength(79)
  })

  it('gives every query an end, drops the connection in doubt, and goes on with new ones', async () => {
    const database = await openDatabase(mariadb.place.target, { silence: 500 })
    const write = (at: number) => database.inTransaction((db) => noteRun(db, 'hung', at))
    await write(1)
    mariadb.freeze()
    const asked = await Promise.allSettled([
      database.db.find(JobRun),
      ...Array.from({ length: 15 }, () => write(2)),
    ])
    for (const each of asked) expect(each.status === 'rejected' && isOutage(each.reason)).toBe(true)
    mariadb.thaw()
    await write(3)
    expect(await database.db.findOneBy(JobRun, { name: 'hung' })).toMatchObject({ at: 3 })
    await database.close()
  })
})
