import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startStandIn, type StandIn } from '../../src/standin'
import { startCallback } from '../wecom/server'

let clock = Date.parse('2026-03-02T08:30:00.900+08:00')
let wecom: StandIn

const member = (userid: string) => ({ userid, name: userid })

beforeEach(async () => {
  clock = Date.parse('2026-03-02T08:30:00.900+08:00')
  wecom = await startStandIn({ members: [member('LinXia'), member('shenhe')], now: () => clock })
})
afterEach(() => wecom.stop())

async function token(): Promise<string> {
  const query = new URLSearchParams({ corpid: wecom.keys.corpId, corpsecret: wecom.keys.secret })
  const { access_token } = await call(`gettoken?${query.toString()}`)
  return String(access_token)
}

async function call(path: string, body?: object): Promise<Record<string, unknown>> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  const response = await fetch(`${wecom.apiBaseUrl}/cgi-bin/${path}`, init)
  return (await response.json()) as Record<string, unknown>
}

const message = (text: string) => ({
  touser: 'LinXia|shenhe',
  msgtype: 'text',
  agentid: wecom.keys.agentId,
  text: { content: text },
})

describe('the stand-in as a sender of callbacks', () => {
  it('delivers what members do and opens the passive reply', async () => {
    const server = await startCallback(
      ({ content }) => Promise.resolve(content.kind === 'text' ? `收到:${content.text}` : null),
      wecom.keys,
    )
    wecom.callbackUrl = server.url
    expect(await wecom.say('LinXia', '在村 ]]> 里')).toMatchObject({ status: 200, reply: '收到:在村 ]]> 里' })
    const others = [
      await wecom.voice('LinXia'),
      await wecom.picture('LinXia'),
      await wecom.locate('LinXia', 27.5, 108.25, '青杠坪'),
      await wecom.selectLocation('LinXia', 27.5, 108.25, '青杠坪'),
      await wecom.click('LinXia', 'in_village', { at: clock - 60_000 }),
      await wecom.event('LinXia', 'enter_agent', { EventKey: '' }),
    ]
    expect(others.map(({ status, reply }) => [status, reply])).toEqual(others.map(() => [200, null]))
    expect(server.received.map(({ content }) => content.kind)).toEqual([
      'text',
      'voice',
      'image',
      'location',
      'event',
      'event',
      'event',
    ])
    expect(server.received[0]?.at).toBe(Date.parse('2026-03-02T08:30:00+08:00'))
    expect(server.received[5]?.at).toBe(Date.parse('2026-03-02T08:29:00+08:00'))
    const check = await wecom.verifyUrl()
    expect(check).toMatchObject({ status: 200, body: check.echo })
    await server.stop()
  })

  it('knocks three times in all when it is told to deliver again', async () => {
    let knocks = 0
    const server = await new Promise<Server>((resolve) => {
      const deaf = createServer((req) => {
        knocks++
        req.socket.destroy()
      }).listen(0, '127.0.0.1', () => resolve(deaf))
    })
    const patient = await startStandIn({
      members: [member('a')],
      redeliver: true,
      callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`,
    })
    expect(await patient.say('a', '在')).toMatchObject({ status: 0, reply: null, attempts: 3 })
    expect(knocks).toBe(3)
    await patient.stop()
    server.close()
  })
})

describe('the stand-in as a server of the API', () => {
  it('gives the same token until it expires', async () => {
    const first = await token()
    expect(await token()).toBe(first)
    clock += 7_200_000
    expect(await call(`user/get?access_token=${first}&userid=shenhe`)).toMatchObject({ errcode: 42001 })
    expect(await token()).not.toBe(first)
  })

  it.each<[number, string, (body: Record<string, unknown>) => void]>([
    [40056, 'a foreign agentid', (body) => (body['agentid'] = 1)],
    [82001, 'no receiver', (body) => delete body['touser']],
    [40032, 'too many receivers', (body) => (body['touser'] = Array<string>(1001).fill('a').join('|'))],
    [81013, 'unknown receivers only', (body) => (body['touser'] = 'nobody')],
    [40008, 'an unknown type', (body) => (body['msgtype'] = 'smoke')],
    [40063, 'no content', (body) => delete body['text']],
    [44004, 'an empty text', (body) => (body['text'] = { content: '' })],
    [0, 'everybody', (body) => (body['touser'] = '@all')],
  ])('answers %i to a message with %s', async (errcode, _, spoil) => {
    const body: Record<string, unknown> = message('在?')
    spoil(body)
    expect(await call(`message/send?access_token=${await token()}`, body)).toMatchObject({ errcode })
  })

  it('refuses calls without a token or with a made-up one', async () => {
    expect(await call('message/send', message('x'))).toMatchObject({ errcode: 41001 })
    expect(await call('message/send?access_token=x', message('x'))).toMatchObject({ errcode: 40014 })
  })

  it('silently drops what is above 30 messages a minute to one member', async () => {
    const path = `message/send?access_token=${await token()}`
    for (let i = 0; i < 32; i++) expect(await call(path, message(`第${i}条`))).toMatchObject({ errcode: 0 })
    expect([wecom.pushesTo('linxia').length, wecom.dropped.length]).toEqual([30, 4])
    clock += 60_000
    await call(path, message('下一分钟'))
    expect(wecom.pushesTo('LinXia')).toHaveLength(31)
  })

  it('delivers the same bytes again only after the interval', async () => {
    const path = `message/send?access_token=${await token()}`
    const body = { ...message('在?'), enable_duplicate_check: 1, duplicate_check_interval: 600 }
    await call(path, body)
    await call(path, body)
    clock += 600_000
    await call(path, body)
    expect([wecom.pushes.length, wecom.duplicates.length]).toEqual([2, 1])
  })

  it('tells its listeners of each push until they leave', async () => {
    const path = `message/send?access_token=${await token()}`
    const heard: string[] = []
    const leave = wecom.onPush(({ text }) => heard.push(text))
    await call(path, message('一'))
    leave()
    await call(path, message('二'))
    expect(heard).toEqual(['一'])
  })

  it('updates a card once per response_code and recalls messages', async () => {
    const query = `access_token=${await token()}`
    const card = {
      card_type: 'button_interaction',
      main_title: { title: '青杠坪村' },
      task_id: 'case-42',
      button_list: [{ text: '我来找', key: 'take' }],
    }
    const body = { ...message(''), msgtype: 'template_card', template_card: card }
    const { response_code, msgid } = await call(`message/send?${query}`, body)
    const update = {
      agentid: wecom.keys.agentId,
      response_code,
      template_card: { ...card, task_id: 'case-43' },
    }
    expect(await call(`message/update_template_card?${query}`, update)).toMatchObject({ errcode: 0 })
    expect(await call(`message/update_template_card?${query}`, update)).toMatchObject({ errcode: 40058 })
    expect(await call(`message/recall?${query}`, { msgid })).toMatchObject({ errcode: 0 })
    expect(wecom.pushes).toMatchObject([
      { text: '青杠坪村\n[我来找]', card: { task_id: 'case-43' }, recalled: true },
    ])
    const twins = { ...card, button_list: [...card.button_list, ...card.button_list] }
    expect(await call(`message/send?${query}`, { ...body, template_card: twins })).toMatchObject({
      errcode: 40058,
    })
  })

  it('keeps media for three days', async () => {
    const form = new FormData()
    form.set('media', new Blob(['made-up picture']), '图.png')
    const query = `access_token=${await token()}`
    const upload = await fetch(`${wecom.apiBaseUrl}/cgi-bin/media/upload?type=image&${query}`, {
      method: 'POST',
      body: form,
    })
    const { media_id } = (await upload.json()) as { media_id: string }
    const url = () => `${wecom.apiBaseUrl}/cgi-bin/media/get?media_id=${media_id}&${query}`
    expect(await (await fetch(url())).text()).toBe('made-up picture')
    clock += 3 * 86_400_000
    expect(await call(`media/get?media_id=${media_id}&access_token=${await token()}`)).toMatchObject({
      errcode: 40007,
    })
  })
})
