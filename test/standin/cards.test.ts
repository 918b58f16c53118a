import { startStandIn, type StandIn } from '../../src/standin'
import { templateCard } from '../../src/wecom/card'

const HOUR = 3_600_000
const button = { text: '我来找', key: 'take' }
const card = {
  card_type: 'button_interaction',
  main_title: { title: '青杠坪村' },
  task_id: 'case-1',
  button_list: [button, { text: '知道了', key: 'seen' }],
}

describe('cards at the stand-in', () => {
  let wecom: StandIn
  let clock = Date.parse('2026-07-01T10:00:00+08:00')
  let token = ''

  async function renewToken(): Promise<void> {
    const { corpId, secret } = wecom.keys
    const url = `${wecom.apiBaseUrl}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`
    token = ((await (await fetch(url)).json()) as { access_token: string }).access_token
  }

  async function call(api: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${wecom.apiBaseUrl}/cgi-bin/${api}?access_token=${token}`, {
      method: 'POST',
      body: JSON.stringify({ agentid: wecom.keys.agentId, ...body }),
    })
    return (await response.json()) as Record<string, unknown>
  }
  const send = (template_card: object, touser = 'LinXia|ShenHe') =>
    call('message/send', { touser, msgtype: 'template_card', template_card })
  const update = (body: object) => call('message/update_template_card', body)

  beforeEach(async () => {
    clock = Date.parse('2026-07-01T10:00:00+08:00')
    const members = ['LinXia', 'ShenHe'].map((userid) => ({ userid, name: userid }))
    wecom = await startStandIn({ members, now: () => clock })
    await renewToken()
  })
  afterEach(() => wecom.stop())

  it.each([
    ['an unknown kind', { card_type: 'button' }, 40058],
    ['no task', { task_id: '' }, 42014],
    ['a task with signs of its own', { task_id: 'case 1' }, 42014],
    ['a task that is too long', { task_id: 'x'.repeat(129) }, 42014],
    ['no heading', { main_title: {} }, 40063],
    ['no button', { button_list: [] }, 40058],
    ['seven buttons', { button_list: [...'1234567'].map((key) => ({ text: key, key })) }, 40058],
    ['two buttons of one key', { button_list: [button, button] }, 40058],
    ['a button without words', { button_list: [{ key: 'take' }] }, 40063],
    ['a key above 1024 bytes', { button_list: [{ text: '长', key: '长'.repeat(342) }] }, 40058],
    ['seven rows', { horizontal_content_list: Array(7).fill({ keyname: '人员', value: '张伟' }) }, 40058],
    ['a row without a name', { horizontal_content_list: [{ value: '张伟' }] }, 40063],
  ])('is refused with %s', async (_what, change, errcode) => {
    expect(await send({ ...card, ...change })).toMatchObject({ errcode })
    expect(wecom.pushes).toEqual([])
  })

  it('takes a task once, in a new message as in an update', async () => {
    const { response_code } = await send(card)
    clock += HOUR
    expect(await send({ ...card, main_title: { title: '松坡村' } })).toMatchObject({ errcode: 42014 })
    expect(await update({ userids: ['linxia'], response_code, template_card: card })).toMatchObject({
      errcode: 42014,
    })
  })

  it('changes the card of one receiver alone, once for each code, for 72 hours', async () => {
    const { response_code } = await send(card)
    const inert = { userids: ['linxia', 'nobody'], response_code, button: { replace_name: '已有消息' } }
    expect(await update(inert)).toMatchObject({ errcode: 0, invaliduser: ['nobody'] })
    expect(wecom.pushes[0]?.cardsOf).toMatchObject({ linxia: { replace_name: '已有消息' } })
    expect(wecom.pushes[0]?.cardsOf?.['shenhe']).toBeUndefined()
    expect(await update(inert)).toMatchObject({ errcode: 40058 })
    const later = await send({ ...card, task_id: 'case-2' })
    clock += 72 * HOUR + 1
    await renewToken()
    expect(await update({ ...inert, response_code: later['response_code'] })).toMatchObject({
      errcode: 40058,
    })
  })

  it('knows no button that is not there, nor one that is inert', async () => {
    const { response_code } = await send(card)
    await update({ userids: ['linxia'], response_code, button: { replace_name: '已有消息' } })
    expect(() => wecom.tap('LinXia', '我来找')).toThrow('no button')
    expect(() => wecom.tap('ShenHe', '误报')).toThrow('no button')
  })

  it('reads a card of ours, cut to what WeCom shows', async () => {
    const ours = templateCard(
      {
        title: '丛'.repeat(50),
        hint: '岗'.repeat(50),
        rows: Array.from({ length: 9 }, () => ({ name: '人员名单很长', value: '张'.repeat(40) })),
        text: '村'.repeat(300),
        buttons: [{ text: '一二三四五六七八九十十一', key: 'take' }],
      },
      'zc-1-abc',
    )
    expect(await send(ours)).toMatchObject({ errcode: 0, errmsg: 'ok' })
    const [title = '', hint = '', ...rest] = wecom.pushes[0]?.text.split('\n') ?? []
    expect([title.length, hint.length, rest.length]).toEqual([36, 44, 8])
    expect(rest.map((line) => line.length)).toEqual([...Array<number>(6).fill(36), 160, 12])
  })
})
