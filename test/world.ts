import pino from 'pino'
import { createIntake } from '../src/intake'
import { remind } from '../src/jobs/remind'
import { watch } from '../src/jobs/watch'
import { type Policy, policyFrom } from '../src/policy'
import { importRoster } from '../src/roster'
import { type Server, startServer } from '../src/server'
import { type Push, type StandIn, startStandIn } from '../src/standin'
import { dayOf, instantOf } from '../src/time'
import type { NewPlace } from './databases'

/**
 * The same small cast in every story: a township with three villages. 丛岗村 has a team of three, a village secretary
 * and a cadre; 松坡村 a team of two; 岔河村 one alone.
 */
export const ROSTER = `账号,姓名,手机,职务,乡镇,村,派出单位,驻村开始,驻村结束,纬度,经度
zhangwei,张伟,13800000001,第一书记,青岭镇,丛岗村,区水务局,2026-05-30,,25.10,99.10
limin,李敏,13800000002,工作队员,青岭镇,丛岗村,区水务局,2026-05-30,,25.10,99.10
suhong,苏红,13800000003,工作队员,青岭镇,丛岗村,区文旅局,2026-05-30,,25.10,99.10
wangzhishu,王国平,13800000011,村党支部书记,青岭镇,丛岗村,,,,,
zhaowen,赵文,13800000012,村干部,青岭镇,丛岗村,,,,,
,字有福,13800000013,村干部,青岭镇,丛岗村,,,,,
duanli,段丽,13800000004,第一书记,青岭镇,松坡村,区教体局,2026-05-30,,,
pujian,普建,13800000005,工作队员,青岭镇,松坡村,区教体局,2026-05-30,,,
maozhishu,毛学东,13800000014,村党支部书记,青岭镇,松坡村,,,,,
yanghai,杨海,13800000006,第一书记,青岭镇,岔河村,区医保局,2026-05-30,,,
hezhishu,何永,13800000015,村党支部书记,青岭镇,岔河村,,,,,
qinglin,秦琳,13800000021,乡镇管理员,青岭镇,,,,,,
quyu,区玉,13800000031,区级管理员,,,,,,,
yijian,易见,13800000041,意见受理人,,,,,,,
shuiwu,税武,13800000051,派出单位联络人,,,区水务局,,,,
`

export const ZONE = 'Asia/Shanghai'

export interface World {
  server: Server
  standIn: StandIn
  /** An instant of the current day, `HH:MM` or `HH:MM:SS`; also a day before it: `2026-07-04 10:00`. */
  at: (clock: string) => number
  /** Says something at a clock time; gives the reply (null: none). */
  say: (who: string, text: string, clock: string) => Promise<string | null>
  /** Runs a job as of a clock time; gives what arrived at people: `[userid, text]`. */
  remind: (clock: string) => Promise<[string, string][]>
  watch: (clock: string) => Promise<[string, string][]>
  /** Delivers what waits; gives what arrived since the last look. */
  arrived: (clock: string) => Promise<[string, string][]>
  stop: () => Promise<void>
}

export async function startWorld(
  newPlace: NewPlace,
  {
    day = '2026-07-01',
    roster = ROSTER,
    policy = policyFrom({}),
    publicUrl,
    spoolDir,
    smsWebhookUrl,
  }: {
    day?: string
    roster?: string
    policy?: Policy
    publicUrl?: string
    spoolDir?: string
    smsWebhookUrl?: string
  } = {},
): Promise<World> {
  const clock = { now: instantOf(day, '08:00', ZONE) }
  const members = roster
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [userid = '', name = ''] = line.split(',')
      return userid === '' ? [] : [{ userid, name }]
    })
  const standIn = await startStandIn({ members, now: () => clock.now })
  const { target, release } = await newPlace('used')
  const server = await startServer({
    config: {
      database: target,
      timezone: ZONE,
      policyFile: undefined,
      logLevel: 'silent',
      port: 0,
      host: '127.0.0.1',
      wecom: { ...standIn.keys, apiBaseUrl: standIn.apiBaseUrl },
      publicUrl,
      ...(smsWebhookUrl === undefined ? {} : { smsWebhookUrl }),
      jobs: false,
      ...(spoolDir === undefined ? {} : { spoolDir }),
    },
    policy,
    log: pino({ level: 'silent' }),
    intake: (rt, hooks) => createIntake(rt, { ...hooks, machine: () => clock.now }),
  })
  standIn.callbackUrl = `http://127.0.0.1:${server.port}/wecom/callback`
  await importRoster(
    server.rt.database,
    Buffer.from(roster),
    'roster.csv',
    instantOf('2026-05-30', '09:00', ZONE),
  )

  const at = (text: string) => {
    const [first = '', second] = text.split(' ')
    return second === undefined ? instantOf(day, first, ZONE) : instantOf(first, second, ZONE)
  }
  let seen = 0
  const news = () => {
    const fresh: Push[] = standIn.pushes.slice(seen)
    seen = standIn.pushes.length
    return fresh.flatMap(({ to, text }) => to.map((userid): [string, string] => [userid, text]))
  }
  const moveTo = (text: string) => {
    clock.now = at(text)
    day = dayOf(clock.now, ZONE)
  }
  const arrived = async (text: string) => {
    moveTo(text)
    await server.courier.deliver(clock.now)
    return news()
  }
  return {
    server,
    standIn,
    at,
    async say(who, text, time) {
      moveTo(time)
      return (await standIn.say(who, text, { at: clock.now })).reply
    },
    async remind(time) {
      moveTo(time)
      await remind(server.rt, clock.now)
      return arrived(time)
    },
    async watch(time) {
      moveTo(time)
      await watch(server.rt, clock.now)
      return arrived(time)
    },
    arrived,
    async stop() {
      await server.stop()
      release?.()
      await standIn.stop()
    },
  }
}

/** Who got something, in order, each once. */
export const receivers = (pushes: readonly [string, string][]) =>
  [...new Set(pushes.map(([who]) => who))].sort()

/** The first text somebody got; '' for none. */
export const textTo = (pushes: readonly [string, string][], who: string): string =>
  pushes.find(([to]) => to === who)?.[1] ?? ''
