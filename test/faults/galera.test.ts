import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Message, OutboundMessage, WorkItem } from '../../entities'
import { readDatabaseConfig } from '../../src/config'
import { openDatabase } from '../../src/record/database'
import { type StandIn, startStandIn } from '../../src/standin'
import { KEPT_FOR_LATER } from '../../src/wording/plain'
import { settingsFor } from '../scripts/command'
import { playDay } from './day'
import { hasGalera, type Node, startGalera } from './galera'
import { load, type Said } from './load'
import { killAll, MEMBERS, prepare, runJob, startWeb, TEAM, type Web } from './processes'
import { CALL, reports } from './reports'

jest.setTimeout(300_000)

const MINUTE = 60_000
const JOBS = { JOBS: 'on' }

if (!hasGalera) {
  process.stdout.write(
    '\nThe Galera cluster is SKIPPED: no MariaDB with libgalera_smm.so (apt install galera-4).\n',
  )
}
const here = hasGalera ? describe : describe.skip

here('a Galera cluster of three nodes', () => {
  let nodes: Node[]
  let remove: () => Promise<void>
  let standIn: StandIn | undefined
  const spools: string[] = []
  beforeAll(async () => {
    ;({ nodes, remove } = await startGalera())
  })
  afterEach(async () => {
    await killAll()
    await standIn?.stop()
    for (const spool of spools.splice(0)) rmSync(spool, { recursive: true, force: true })
  })
  afterAll(() => remove())

  it('has processes on different nodes say each thing once, whatever they decide in the same moment', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zaicun-alone-'))
    const url = `sqlite:${join(directory, 'zaicun.sqlite')}`
    const alone = await playDay([{ url, target: readDatabaseConfig({ DATABASE_URL: url }).database }])
    const places = await Promise.all(nodes.map((node) => node.place('a_day')))
    const all = await playDay(places, {
      settled: async () => {
        await Promise.all(nodes.map((node) => node.hasAll()))
      },
    })
    expect(all.got).toEqual(alone.got)
    expect(all.duplicates).toEqual([])
    expect(all.requests['gettoken']).toBe(alone.requests['gettoken'])
    const conflicts = await Promise.all(nodes.map((node) => node.status('wsrep_local_cert_failures')))
    expect(conflicts.reduce((sum, some) => sum + Number(some), 0)).toBeGreaterThan(0)
    rmSync(directory, { recursive: true })
  })
  it('loses nothing and counts nothing twice when a node is killed under load', async () => {
    const places = await Promise.all(nodes.map((node) => node.place('a_load')))
    const [killed, ...left] = nodes
    const [one, two, three] = places
    if (killed === undefined || one === undefined || two === undefined || three === undefined)
      throw new Error('no nodes')
    await prepare(one)
    await Promise.all(left.map((node) => node.hasAll()))
    const wecom = (standIn = await startStandIn({ members: MEMBERS }))
    const settings = places.map(({ url }) => settingsFor(wecom, url))
    spools.push(...settings.map((each) => each['SPOOL_DIR'] ?? ''))
    const start = (node: number, more: Record<string, string> = {}) =>
      startWeb({ ...settings[node], ...more })
    const [first, second] = await Promise.all([start(0), start(1), start(0, JOBS), start(2, JOBS)])

    const begun = Date.now() - MINUTE
    const said = reports(160).map((each, i) => ({ ...each, at: begun + i * 100 }))
    let turn = 0
    let dead: Promise<void> | undefined
    const answers = await load(wecom, said, {
      target: () => (turn++ % 2 === 0 ? first : second).callbackUrl,
      onAnswer(answered) {
        if (answered === 60) {
          dead = killed.kill()
        }
      },
    })
    await dead
    expect(answers.map(({ status }) => status)).toEqual(said.map(() => 200))
    expect(answers.map(({ reply }) => reply)).toContain(KEPT_FOR_LATER)
    expect(await isReady(first)).toBe(false)
    while (!(await isReady(second))) await sleep(50)

    // Whoever looks after it gives the server of the dead node another one; what it kept is taken up there.
    await first.stop()
    await start(0, { DATABASE_URL: three.url })
    for (const spool of spools) while (existsSync(spool) && readdirSync(spool).length > 0) await sleep(50)
    await Promise.all(left.map((node) => node.hasAll()))
    for (const place of [two, three]) {
      const database = await openDatabase(place.target)
      expect(await database.db.countBy(Message, {})).toBe(said.length)
      const items = await database.db.find(WorkItem, { select: { count: true } })
      const counts = items.map(({ count }) => count ?? 0).sort((a, b) => a - b)
      expect(counts).toEqual(said.flatMap(({ text }, i) => (text === CALL ? [] : [1000 + i])))
      // A minute later by the machine's clock, what a process had in hand on the dead node is free again.
      await database.db.update(
        OutboundMessage,
        { state: 'claimed' },
        { claimedAt: () => 'claimedAt - 61000' },
      )
      await database.close()
    }
    await runJob('deliver', Date.now(), settings[1] ?? {})
    const alarms = wecom.pushes.filter(({ text }) => text.includes('被困住了'))
    expect(alarms.flatMap(({ to }) => to).sort()).toEqual(toldBy(said))
  })
})

const isReady = async ({ url }: Web) => (await fetch(`${url}/readyz`)).status === 200

/** Whom a call for help must reach: the mates and the secretary of the caller's village, township and district. */
function toldBy(said: readonly Said[]): string[] {
  const caller = said.find(({ text }) => text === CALL)?.userid ?? ''
  const village = caller[1] ?? ''
  const mates = TEAM.filter((userid) => userid[1] === village && userid !== caller)
  return [...mates, `s${village}`, 'district', 'town'].sort()
}
