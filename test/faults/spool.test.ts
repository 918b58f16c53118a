import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Downtime, Message, WorkItem } from '../../entities'
import { createIntake } from '../../src/intake'
import { openSpool } from '../../src/spool'
import { spoolFiles } from '../../src/spool/files'
import { KEPT_FOR_LATER } from '../../src/wording/plain'
import type { Delivery, Receive } from '../../src/wecom/types'
import { eachDatabase } from '../databases'
import { silentLog } from '../jobs/setup'
import { startWorld, type World } from '../world'

const DAY = '2026-07-01'
const folder = mkdtempSync(join(tmpdir(), 'zaicun-spool-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let nth = 0
const newDirectory = () => join(folder, String(nth++))

const textFrom = (from: string, text: string, key: string, at: number): Delivery => ({
  key,
  from,
  at,
  content: { kind: 'text', text },
})

eachDatabase((name, _open, newPlace) => {
  /** The database takes no writing: a read-only file, or tables that somebody holds locked. */
  async function takeAway({ server }: World): Promise<() => Promise<void>> {
    const { source } = server.rt.database
    if (name === 'SQLite') {
      await source.query('PRAGMA query_only = ON')
      return async () => {
        await source.query('PRAGMA query_only = OFF')
      }
    }
    const holder = source.createQueryRunner()
    await holder.query('LOCK TABLES message WRITE, job_run WRITE')
    return async () => {
      await holder.query('UNLOCK TABLES')
      await holder.release()
    }
  }

  describe('the spool', () => {
    let world: World
    let spoolDir: string
    beforeEach(async () => {
      spoolDir = newDirectory()
      world = await startWorld(newPlace, { day: DAY, spoolDir })
    })
    afterEach(() => world.stop())

    const messages = () =>
      world.server.rt.database.db.find(Message, {
        order: { id: 'ASC' },
        select: { id: true, text: true, reply: true },
      })
    const ready = async () => (await fetch(`http://127.0.0.1:${world.server.port}/readyz`)).status
    /** Waits for what the server does by itself within a second. */
    const until = async (done: () => Promise<boolean>) => {
      while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 20))
    }

    it('keeps what the database does not take, says so, and takes it up in order, help first', async () => {
      const giveBack = await takeAway(world)
      const first = await world.standIn.say('zhangwei', '在村里', { at: world.at('09:00') })
      const second = await world.standIn.say('duanli', '走访12户', { at: world.at('09:01') })
      const call = await world.standIn.say('yanghai', '求助,岔河塌方,我被困住了', { at: world.at('09:02') })
      const last = await world.standIn.say('zhangwei', '走访3户', { at: world.at('09:03') })
      for (const { status, reply } of [first, second, last])
        expect([status, reply]).toEqual([200, KEPT_FOR_LATER])
      expect(call.reply).toMatch(/马上打120.*119.*110.*已经存好/)
      expect(await ready()).toBe(503)
      const kept = readdirSync(spoolDir).sort()
      expect(kept.map((file) => file[0])).toEqual(['0', '1', '1', '1'])
      await giveBack()
      await until(async () => (await messages()).length === 4 && readdirSync(spoolDir).length === 0)
      // On MySQL the first was stored after all, once the lock was gone.
      const order = (await messages()).map(({ text }) => text).filter((text) => text !== '在村里')
      expect(order).toEqual(['求助,岔河塌方,我被困住了', '走访12户', '走访3户'])
      expect(await ready()).toBe(200)
      const alarmed = await world.arrived('09:05')
      expect(alarmed.map(([who]) => who)).toEqual(expect.arrayContaining(['hezhishu', 'qinglin', 'quyu']))
      expect(await world.standIn.again(call)).toMatchObject({ status: 200, reply: call.reply })
      expect(await world.standIn.again(first)).toMatchObject({ status: 200, reply: KEPT_FOR_LATER })
      expect(await messages()).toHaveLength(4)
    })

    it('gives no answer when it cannot keep a message either, so that WeCom brings it again', async () => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(spoolDir, 'a file where the folder should be')
      const giveBack = await takeAway(world)
      const lost = await world.standIn.say('zhangwei', '在村里', { at: world.at('09:00') })
      expect(lost).toMatchObject({ status: 0, reply: null })
      await giveBack()
      await until(async () => (await ready()) === 200)
      expect(await world.standIn.again(lost)).toMatchObject({ status: 200 })
      expect(await messages()).toHaveLength(1)
    })

    it('is taken up at the start, whole lines of a write that was cut short included', async () => {
      const at = world.at('08:30')
      const directory = newDirectory()
      const files = spoolFiles(directory, () => at)
      const entry = { delivery: textFrom('duanli', '在村里', 'm:1', at), reply: KEPT_FOR_LATER, at }
      await files.append(entry, false)
      const whole = JSON.stringify({ ...entry, delivery: textFrom('pujian', '下组', 'm:2', at) })
      const torn = join(directory, '1-99999999999999-0000-abcdefabcdef.jsonl.part')
      writeFileSync(torn, `${whole}\n${whole.replace('m:2', 'm:3').slice(0, 90)}`)
      utimesSync(torn, 0, 0)
      const { rt } = world.server
      const receive = createIntake(rt, { kick: () => undefined, machine: () => at })
      const spool = await openSpool(rt, { directory, receive, machine: () => at, lookEvery: 1e6 })
      while (readdirSync(directory).length > 0) await spool.look()
      await spool.stop()
      expect((await messages()).map(({ text }) => text)).toEqual(['在村里', '下组'])
    })

    it('counts once what two processes take up from one folder, and what was stored after all', async () => {
      const at = world.at('08:30')
      const { rt } = world.server
      const intake = createIntake(rt, { kick: () => undefined, machine: () => at })
      let finish = (): void => undefined
      const slow: Receive = async (delivery) => {
        const reply = await intake(delivery)
        await new Promise<void>((resolve) => (finish = resolve))
        return reply
      }
      const options = { machine: () => at, lookEvery: 1e6 }
      const directory = newDirectory()
      const first = await openSpool(rt, { ...options, directory, receive: slow, patience: 500 })
      for (const key of ['m:1', 'm:2']) await first.receive(textFrom('duanli', '走访12户', key, at))
      finish()
      const others = await Promise.all(
        [1, 2].map(() => openSpool(rt, { ...options, directory, receive: intake })),
      )
      await Promise.all(others.map((spool) => spool.look()))
      expect((await messages()).map(({ reply }) => reply)).toEqual([KEPT_FOR_LATER, KEPT_FOR_LATER])
      expect(await rt.database.db.countBy(WorkItem, {})).toBe(2)
      expect(readdirSync(directory)).toEqual([])
      await Promise.all([first, ...others].map((spool) => spool.stop()))
    })

    it('sets aside what can never be stored and goes on', async () => {
      const at = world.at('08:30')
      const aside = newDirectory()
      const files = spoolFiles(aside, () => at)
      for (const key of ['m:1', 'm:2'])
        await files.append({ delivery: textFrom('duanli', '在村里', key, at), reply: null, at }, false)
      const taken: string[] = []
      const spool = await openSpool(world.server.rt, {
        directory: aside,
        receive: ({ key }) => {
          if (key === 'm:1') return Promise.reject(new Error('no such thing can be stored'))
          taken.push(key)
          return Promise.resolve(null)
        },
        machine: () => at,
      })
      await spool.look()
      await spool.stop()
      expect(taken).toEqual(['m:2'])
      expect(readdirSync(aside)).toEqual(['set-aside.jsonl'])
      expect(readFileSync(join(aside, 'set-aside.jsonl'), 'utf8')).toContain('m:1')
    })

    it('gives the database so long and no longer, and remembers the outage as our own', async () => {
      const clock = { now: world.at('09:00') }
      const answers: (() => void)[] = []
      const spool = await openSpool(
        { ...world.server.rt, log: silentLog },
        {
          directory: spoolDir,
          receive: ({ key }) => new Promise((resolve) => answers.push(() => resolve(key))),
          machine: () => clock.now,
          patience: 30,
          lookEvery: 1e6,
        },
      )
      const reply = await spool.receive(textFrom('duanli', '在村里', 'm:1', clock.now))
      expect([reply, spool.isAway()]).toEqual([KEPT_FOR_LATER, true])
      clock.now = world.at('09:20')
      const looked = spool.look()
      await until(() => Promise.resolve(answers.length === 2))
      for (const answer of answers) answer()
      await looked
      await spool.stop()
      expect(spool.isAway()).toBe(false)
      const gaps = await world.server.rt.database.db.find(Downtime)
      expect(gaps).toMatchObject([{ why: 'spooled', fromAt: world.at('09:00'), toAt: world.at('09:20') }])
    })
  })
})
