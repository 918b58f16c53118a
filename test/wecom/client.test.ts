import { startStandIn, type StandIn } from '../../src/standin'
import type { Fault } from '../../src/standin/faults'
import { createClient, type WecomClient } from '../../src/wecom/client'
import { memoryTokens } from '../../src/wecom/tokens'
import type { Credentials, TokenStore } from '../../src/wecom/types'
import { credentialsFor, recordingLog } from './server'

/** For the tests that wait it out; all others have the patience of production, since the machine may be busy. */
const HASTE = { timeoutMs: 150 }

let wecom: StandIn
let tokens: TokenStore
let client: WecomClient
const log = recordingLog()

function clientFor(
  change: Partial<Credentials> = {},
  store = tokens,
  patience: { timeoutMs?: number } = {},
): WecomClient {
  const credentials = { ...credentialsFor(wecom.keys, wecom.apiBaseUrl), ...change }
  return createClient({ credentials, tokens: store, log, ...patience })
}

beforeAll(async () => {
  wecom = await startStandIn({
    members: [
      { userid: 'LinXia', name: '林夏' },
      { userid: 'shenhe', name: '沈禾' },
      { userid: 'nolicence', name: '石一', unlicensed: true },
    ],
  })
})
afterAll(() => wecom.stop())
beforeEach(() => {
  wecom.clear()
  wecom.revokeToken()
  log.lines.length = 0
  tokens = memoryTokens()
  client = clientFor()
})
afterEach(() => {
  const logged = JSON.stringify(log.lines)
  expect(logged).not.toContain(wecom.keys.secret)
  expect(logged).not.toMatch(/access_token=|点名/)
})

const hello = { to: ['LinXia', 'shenhe'], text: '点名:在村里吗?' }

describe('sendText', () => {
  it('reaches its receivers with one token for many messages', async () => {
    expect(await client.sendText(hello)).toEqual({
      kind: 'sent',
      msgid: expect.any(String) as string,
      invalid: [],
    })
    await client.sendText({ to: ['shenhe'], text: '第二条\n<a href="https://x">看</a>' })
    expect(wecom.pushes.map(({ to, text }) => [to, text])).toEqual([
      [['linxia', 'shenhe'], '点名:在村里吗?'],
      [['shenhe'], '第二条\n<a href="https://x">看</a>'],
    ])
    expect(wecom.requests).toEqual({ gettoken: 1, 'message/send': 2 })
  })

  it('names who was not reached, in lower case', async () => {
    const outcome = await client.sendText({ to: ['LinXia', 'NoBody', 'nolicence'], text: '在?' })
    expect(outcome).toMatchObject({ kind: 'sent', invalid: ['nobody', 'nolicence'] })
  })

  it('is refused when nobody can be reached', async () => {
    const outcome = await client.sendText({ to: ['NoBody'], text: '在?' })
    expect(outcome).toMatchObject({ kind: 'refused', code: 81013, concerns: 'message' })
  })

  it('delivers the same message once within the interval', async () => {
    await client.sendText({ ...hello, duplicateCheckSeconds: 600 })
    expect(await client.sendText({ ...hello, duplicateCheckSeconds: 600 })).toMatchObject({ kind: 'sent' })
    expect(wecom.pushes).toHaveLength(1)
    expect(wecom.duplicates).toMatchObject([{ duplicateOf: wecom.pushes[0]?.msgid }])
  })

  it('cuts a text of more than 2048 bytes between characters', async () => {
    await client.sendText({ to: ['shenhe'], text: '村'.repeat(1000) })
    expect(wecom.pushes[0]?.text).toBe('村'.repeat(682))
  })

  it.each([0, 1001])('does not accept %i receivers', async (count) => {
    await expect(client.sendText({ to: Array<string>(count).fill('u'), text: 'x' })).rejects.toThrow(
      RangeError,
    )
  })

  it('works below a path prefix', async () => {
    const prefixed = clientFor({ apiBaseUrl: `${wecom.apiBaseUrl}/gov/wecom/` })
    expect(await prefixed.sendText(hello)).toMatchObject({ kind: 'sent' })
  })
})

describe('a failing call', () => {
  it.each<[string, Fault, object]>([
    ['busy', { errcode: -1 }, { kind: 'retry', code: -1 }],
    ['too frequent', { errcode: 45009 }, { kind: 'retry', code: 45009, afterMs: 60_000 }],
    ['too many at once', { errcode: 45033 }, { kind: 'retry', code: 45033 }],
    ['a bad gateway', { http: 502 }, { kind: 'retry', code: 'http' }],
    ['a page of some proxy', { http: 200 }, { kind: 'retry', code: 'http' }],
    ['a broken connection', 'reset', { kind: 'retry', code: 'network' }],
    ['an answer too late', { delayMs: 2000, accept: false }, { kind: 'retry', code: 'timeout' }],
    ['an untrusted IP', { errcode: 60020 }, { kind: 'refused', code: 60020, concerns: 'application' }],
    ['a foreign agent', { errcode: 301002 }, { kind: 'refused', code: 301002, concerns: 'application' }],
    ['an unknown member', { errcode: 60111 }, { kind: 'refused', code: 60111, concerns: 'message' }],
    ['an unknown code', { errcode: 987654 }, { kind: 'refused', code: 987654, concerns: 'message' }],
  ])('(%s) says whether to try again and what to do', async (_, fault, outcome) => {
    const delayed = typeof fault === 'object' && 'delayMs' in fault
    if (delayed) await client.sendText({ to: ['shenhe'], text: '先拿一个口令' })
    const before = wecom.pushes.length
    wecom.failNext(1, fault)
    const failure = await clientFor({}, tokens, delayed ? HASTE : {}).sendText(hello)
    expect(failure).toMatchObject(outcome)
    if (failure.kind === 'refused') expect(failure.reason).toMatch(/\p{Script=Han}.*。$/u)
    expect(wecom.pushes).toHaveLength(before)
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }))
  })

  it('that took effect all the same arrives once when it is repeated', async () => {
    const late = { to: ['shenhe'], text: '第2次问,23:44' }
    await client.sendText({ to: ['linxia'], text: '先拿一个口令' })
    wecom.failNext(1, { delayMs: 2000, accept: true })
    expect(await clientFor({}, tokens, HASTE).sendText(late)).toMatchObject({
      kind: 'retry',
      code: 'timeout',
    })
    expect(await client.sendText(late)).toMatchObject({ kind: 'sent' })
    expect(wecom.pushes.filter((push) => push.text === late.text)).toHaveLength(1)
  })

  it('to a server that is not there is a matter of the network', async () => {
    const lost = clientFor({ apiBaseUrl: 'http://127.0.0.1:9' })
    expect(await lost.sendText(hello)).toMatchObject({ kind: 'retry', code: 'network' })
  })
})

describe('the access token', () => {
  it.each<[string, () => void]>([
    ['expired', () => wecom.expireToken()],
    ['revoked', () => wecom.revokeToken()],
    ['called invalid', () => wecom.failNext(1, { errcode: 40001 })],
  ])('is fetched once more when it is %s', async (_, spoil) => {
    await client.sendText({ to: ['shenhe'], text: '一' })
    spoil()
    expect(await client.sendText({ to: ['shenhe'], text: '二' })).toMatchObject({ kind: 'sent' })
    expect(wecom.requests).toEqual({ gettoken: 2, 'message/send': 3 })
  })

  it('is not fetched a third time when the new one is refused too', async () => {
    wecom.failNext(5, { errcode: 42001 })
    expect(await client.sendText(hello)).toMatchObject({ kind: 'retry', code: 42001 })
    expect(wecom.requests).toEqual({ gettoken: 2, 'message/send': 2 })
  })

  it('is fetched once by ten messages at a time and two processes', async () => {
    const other = clientFor()
    const sent = Array.from({ length: 10 }, (_, i) =>
      (i % 2 ? client : other).sendText({ to: ['shenhe'], text: `第${i}条` }),
    )
    for (const outcome of await Promise.all(sent)) expect(outcome.kind).toBe('sent')
    expect(wecom.requests['gettoken']).toBe(1)
  })

  it('is fetched anew after its own time', async () => {
    let clock = 0
    const later = createClient({
      credentials: credentialsFor(wecom.keys, wecom.apiBaseUrl),
      tokens,
      log,
      now: () => clock,
    })
    await later.checkToken()
    clock = 7_200_000
    await later.checkToken()
    expect(wecom.requests['gettoken']).toBe(2)
  })

  it.each([
    ['secret', { secret: 'wrong' }, 40001, /WECOM_AGENT_SECRET/],
    ['corp id', { corpId: 'ww00' }, 40013, /WECOM_CORP_ID/],
  ])('with a wrong %s is asked for once and explained', async (_, change, code, reason) => {
    const outcome = await clientFor(change).sendText(hello)
    expect(outcome).toMatchObject({ kind: 'refused', code, concerns: 'application' })
    expect(outcome).toHaveProperty('reason', expect.stringMatching(reason))
    expect(wecom.requests).toEqual({ gettoken: 1 })
  })

  it('that cannot be fetched now makes the message wait', async () => {
    wecom.failNext(1, { http: 503 }, 'gettoken')
    expect(await client.sendText(hello)).toMatchObject({ kind: 'retry', code: 'http' })
  })
})

describe('the other calls', () => {
  it('upload a picture and send it on', async () => {
    const uploaded = await client.uploadMedia(
      'image',
      '图表.png',
      new Uint8Array([0, 255, 13, 10, 45, 45, 200]),
    )
    if (uploaded.kind !== 'ok') throw new Error('not uploaded')
    const sent = await client.sendMedia({ to: ['shenhe'], kind: 'image', mediaId: uploaded.mediaId })
    expect(sent).toMatchObject({ kind: 'sent' })
    expect(wecom.pushes).toMatchObject([{ msgtype: 'image', mediaId: uploaded.mediaId }])
    const wrong = await client.sendMedia({ to: ['shenhe'], kind: 'voice', mediaId: uploaded.mediaId })
    expect(wrong).toMatchObject({ kind: 'refused', code: 40007 })
  })

  it('read a member, or say that there is none', async () => {
    expect(await client.getUser('LINXIA')).toEqual({
      kind: 'ok',
      userid: 'linxia',
      name: '林夏',
      active: true,
    })
    expect(await client.getUser('nobody')).toMatchObject({ kind: 'refused', code: 60111 })
  })

  it('tell who logged in, once per code', async () => {
    const code = wecom.loginCode('LinXia')
    expect(await client.userByCode(code)).toEqual({ kind: 'ok', userid: 'linxia' })
    expect(await client.userByCode(code)).toMatchObject({ kind: 'refused', code: 40029 })
    expect(await client.userByCode(wecom.loginCode('outsider'))).toEqual({ kind: 'ok', userid: null })
  })

  it('make the menu', async () => {
    const menu = { button: [{ type: 'click', name: '在村', key: 'in_village' }] }
    expect(await client.createMenu(menu)).toEqual({ kind: 'ok' })
    expect(wecom.menu()).toEqual(menu)
    expect(await client.createMenu({ button: [] })).toMatchObject({ kind: 'refused', code: 40016 })
  })

  it('check the token, the agent and the IP for the doctor', async () => {
    expect(await client.checkToken()).toMatchObject({ kind: 'ok', expiresAt: expect.any(Number) as number })
    expect(await client.checkAccess()).toEqual({ kind: 'ok' })
    wecom.failNext(1, { errcode: 60020 }, 'menu/get')
    expect(await client.checkAccess()).toMatchObject({ kind: 'refused', code: 60020 })
    expect(await clientFor({ agentId: 5 }).checkAccess()).toMatchObject({ kind: 'refused', code: 40056 })
  })
})
