import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OutboundMessage } from '../../entities'
import { createIntake } from '../../src/intake'
import { createLog } from '../../src/log'
import { policyFrom } from '../../src/policy'
import { importRoster, reportLines } from '../../src/roster'
import { type Server, startServer } from '../../src/server'
import { startStandIn } from '../../src/standin'
import type { Push } from '../../src/standin/state'
import { dayOf, instantOf, localTime } from '../../src/time'
import { type Chats, createChats } from './chats'
import { createClock, type DemoClock } from './clock'
import { createDeeds, type Deeds } from './deeds'
import type { Emit } from './events'
import { gloss } from './gloss'
import { HISTORY, type Said } from './history'
import { saidIn } from './later'
import { MENU } from '../../src/menu'
import { overview, type VillageState } from './overview'
import { type DemoPerson, peopleOf } from './people'
import { typeset } from './typeset'

export const ZONE = 'Asia/Shanghai'
/** A Wednesday, and a working day. */
export const FIRST_DAY = '2026-07-01'
const START = instantOf(FIRST_DAY, '08:30', ZONE)

/** One run of the made-up district: the bot, a WeCom around it, and time. */
export interface World {
  clock: DemoClock
  chats: Chats
  people: DemoPerson[]
  deeds: Deeds
  menu(): unknown
  villages(): Promise<VillageState[]>
  /** How often the bot spoke of its own accord. */
  pushes(): number
  stop(): Promise<void>
}

/** Opens a fresh district at 08:30, with its yesterday and early morning already said. */
export async function openWorld(emit: Emit): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'zaicun-demo-'))
  try {
    return await worldIn(folder, emit)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function worldIn(folder: string, emit: Emit): Promise<World> {
  const clock = createClock({
    start: START,
    onMinute: (now) => minute(now),
    onChange: () => emit({ type: 'clock', clock: clockState(clock) }),
  })
  const wecom = await startStandIn({ members: [], now: () => clock.now() })
  const log = createLog('warn', 'stderr')
  const bot = await startServer({
    config: {
      database: { kind: 'sqlite', path: join(folder, 'zaicun.sqlite') },
      timezone: ZONE,
      policyFile: undefined,
      logLevel: 'warn',
      port: 0,
      host: '127.0.0.1',
      wecom: { ...wecom.keys, apiBaseUrl: wecom.apiBaseUrl },
      publicUrl: undefined,
      jobs: false,
    },
    policy: policyFrom({ help: { dutyPhone: '0000-110' } }),
    log,
    intake: (rt, hooks) => createIntake(rt, { ...hooks, machine: () => clock.now() }),
  })
  wecom.callbackUrl = `http://127.0.0.1:${bot.port}/wecom/callback`
  const { database } = bot.rt
  const chats = createChats((bubble) => emit({ type: 'bubble', bubble }))

  async function minute(now: number): Promise<void> {
    for (const said of saidIn(now, FIRST_DAY, ZONE, bot.rt.policy))
      await speak(said, now).catch((error: unknown) => log.error({ err: error }, 'not heard'))
    const { hour, minute: past } = localTime(now, ZONE)
    const nightly = hour === 3 && past === 10
    for (const job of bot.jobs) {
      if (job.name === 'retain' && !nightly) continue
      await job
        .run(bot.rt, now)
        .catch((error: unknown) => log.error({ err: error, job: job.name }, 'job failed'))
    }
    await arrived
  }

  let pushes = 0
  /** All pushes so far stand in their chats. */
  let arrived: Promise<void> = Promise.resolve()
  const unsubscribe = wecom.onPush((push) => {
    pushes++
    arrived = arrived.then(() => showPush(bot, chats, push))
  })

  await importDistrict(bot)
  const people = await peopleOf(database.db, FIRST_DAY)
  wecom.members.push(...people.flatMap(({ userid, name }) => (userid === null ? [] : [{ userid, name }])))
  await bot.client.createMenu(MENU)
  const deeds = createDeeds({ bot, wecom, clock, chats, emit })
  const speak = ({ from, text }: Said, at: number) =>
    deeds.before(from, text === undefined ? { kind: 'voice' } : { kind: 'say', text: typeset(text) }, at)
  for (const said of HISTORY) await speak(said, Date.parse(`${said.at}:00+08:00`))

  return {
    clock,
    chats,
    people,
    deeds,
    menu: () => wecom.menu(),
    villages: () => overview(database.db, { now: clock.now(), day: dayOf(clock.now(), ZONE), zone: ZONE }),
    pushes: () => pushes,
    async stop() {
      clock.pause()
      await clock.idle()
      unsubscribe()
      await bot.stop()
      await wecom.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const clockState = (clock: DemoClock) => ({
  now: clock.now(),
  speed: clock.speed(),
  hurrying: clock.hurrying(),
})

async function importDistrict({ rt }: Server): Promise<void> {
  const bytes = await readFile(join(__dirname, 'roster.csv'))
  const report = await importRoster(rt.database, bytes, 'roster.csv', START, { timezone: ZONE })
  if (!report.written) throw new Error(reportLines(report).join('\n'))
}

/** A push as bubbles in the chats of whoever got it, with what it is for. */
async function showPush({ rt }: Server, chats: Chats, push: Push): Promise<void> {
  const row = await rt.database.db.findOne(OutboundMessage, {
    where: { userid: push.to[0] ?? '', text: push.text },
    order: { id: 'DESC' },
  })
  const en = push.msgtype === 'text' ? gloss(push.text, row?.purpose ?? 'reply') : null
  const kind = push.msgtype === 'image' || push.msgtype === 'voice' ? push.msgtype : 'text'
  const text = push.msgtype === 'voice' ? '语音' : push.msgtype === 'image' ? '照片' : push.text
  for (const userid of push.to) {
    chats.add({ userid, from: 'bot', kind, text, en, at: push.at, unasked: true })
  }
}
