import { innerXml, type Elements } from '../../src/standin/craft'
import { readInner, type Inner } from '../../src/wecom/inner'
import type { Content } from '../../src/wecom/types'

const AGENT = 1000007
const SECONDS = 1_767_225_600
const common = { ToUserName: 'ww01', FromUserName: 'LinXia', CreateTime: SECONDS, AgentID: AGENT }
const place = { Location_X: '27.5', Location_Y: '108.25', Scale: 16, Label: '青杠坪 <村委会>' }
const readPlace = { latitude: 27.5, longitude: 108.25, label: '青杠坪 <村委会>' }

function read(elements: Elements): Inner | null {
  return readInner(innerXml({ ...common, ...elements }), AGENT)
}

function delivery(xml: string) {
  const inner = readInner(xml, AGENT)
  if (inner === null || !('delivery' in inner)) throw new Error(`not a delivery: ${xml}`)
  return inner.delivery
}

const MESSAGES: [string, Elements, Content][] = [
  ['text', { Content: ' 在\n村里 ' }, { kind: 'text', text: ' 在\n村里 ' }],
  ['text', { Content: '' }, { kind: 'text', text: '' }],
  ['image', { PicUrl: 'https://x', MediaId: 'm1' }, { kind: 'image', mediaId: 'm1' }],
  ['voice', { MediaId: 'm2', Format: 'amr' }, { kind: 'voice', mediaId: 'm2', format: 'amr' }],
  ['video', { MediaId: 'm3', ThumbMediaId: 't' }, { kind: 'video', mediaId: 'm3' }],
  ['location', { ...place, AppType: 'wxwork' }, { kind: 'location', ...readPlace, fromWeCom: true }],
  ['location', place, { kind: 'location', ...readPlace, fromWeCom: false }],
  [
    'link',
    { Title: 't', Description: 'd', Url: 'https://x' },
    { kind: 'link', title: 't', url: 'https://x' },
  ],
]

const EVENTS: [string, Elements, object][] = [
  ['subscribe', {}, { eventKey: '' }],
  ['enter_agent', { EventKey: '' }, { eventKey: '' }],
  ['LOCATION', { Latitude: '31.2', Longitude: '121.4', Precision: '35' }, { event: 'LOCATION' }],
  ['CLICK', { EventKey: 'in_village' }, { event: 'click', eventKey: 'in_village' }],
  ['view', { EventKey: 'https://x?a=1&b=2' }, { eventKey: 'https://x?a=1&b=2' }],
  [
    'scancode_waitmsg',
    { EventKey: 'k', ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '1' } },
    { eventKey: 'k' },
  ],
  [
    'pic_weixin',
    {
      EventKey: 'k',
      SendPicsInfo: { Count: 2, PicList: [{ item: { PicMd5Sum: 'a' } }, { item: { PicMd5Sum: 'b' } }] },
    },
    { eventKey: 'k' },
  ],
  [
    'location_select',
    { EventKey: 'here', SendLocationInfo: { ...place, Poiname: 'p' }, AppType: 'wxwork' },
    { eventKey: 'here', location: { ...readPlace, fromWeCom: true } },
  ],
  [
    'template_card_event',
    { EventKey: 'take', TaskId: 'case-42', CardType: 'button_interaction', ResponseCode: 'rc' },
    { eventKey: 'take', taskId: 'case-42', responseCode: 'rc' },
  ],
  [
    'change_contact',
    { ChangeType: 'delete_user', UserID: 'SuQing' },
    { changeType: 'delete_user', userId: 'SuQing' },
  ],
]

describe('a message', () => {
  it.each(MESSAGES)('of type %s %j is read', (type, elements, content) => {
    expect(read({ MsgType: type, ...elements, MsgId: '7350000000000000001' })).toEqual({
      sender: 'LinXia',
      delivery: { key: 'm:7350000000000000001', from: 'linxia', at: SECONDS * 1000, content },
    })
  })

  it('is read with or without CDATA, entities decoded, line breaks between elements', () => {
    const xml = `<?xml version="1.0"?>
      <xml>
        <FromUserName>LinXia</FromUserName>
        <CreateTime><![CDATA[1767225600]]></CreateTime>
        <MsgType>text</MsgType>
        <Content>&lt;a&gt; &amp; &#x5728;&#26449; R&D</Content>
        <MsgId>00123456789012345678</MsgId><AgentID><![CDATA[1000007]]></AgentID>
      </xml>`
    expect(delivery(xml)).toEqual({
      key: 'm:00123456789012345678',
      from: 'linxia',
      at: SECONDS * 1000,
      content: { kind: 'text', text: '<a> & 在村 R&D' },
    })
  })

  it('keeps a time beyond 2^32 seconds', () => {
    const xml = innerXml({ ...common, CreateTime: 5_000_000_000, MsgType: 'voice', MediaId: 'm', MsgId: '1' })
    expect(delivery(xml).at).toBe(5_000_000_000_000)
  })
})

describe('an event', () => {
  it.each(EVENTS)('%s is read', (event, elements, content) => {
    const inner = read({ MsgType: 'event', Event: event, ...elements })
    expect(inner).toMatchObject({ delivery: { content: { kind: 'event', ...content } } })
  })

  it('LOCATION leaves its coordinates unread', () => {
    const inner = read({
      MsgType: 'event',
      Event: 'LOCATION',
      Latitude: '31.230416',
      Longitude: '121.473701',
    })
    expect(JSON.stringify(inner)).not.toMatch(/31\.23|121\.47/)
  })

  it('of the contacts is ours although it carries no AgentID', () => {
    const event = { FromUserName: 'sys', CreateTime: SECONDS, MsgType: 'event', Event: 'change_contact' }
    expect(delivery(innerXml({ ...event, ChangeType: 'create_user', UserID: 'u' })).from).toBe('sys')
  })
})

describe('the delivery key of an event', () => {
  const sys = (elements: Elements) =>
    delivery(
      innerXml({
        FromUserName: 'sys',
        CreateTime: SECONDS,
        MsgType: 'event',
        Event: 'sys_approval_change',
        ...elements,
      }),
    ).key
  const base = { ApprovalInfo: { SpNo: '202601010001', StatuChangeEvent: 2 } }

  it('is the same when the event comes again, however the name is written', () => {
    expect(sys({ ...base })).toBe(sys({ ...base, FromUserName: 'SYS' }))
  })

  it.each<[string, Elements]>([
    ['another second', { ...base, CreateTime: SECONDS + 1 }],
    ['another sender', { ...base, FromUserName: 'linxia' }],
    ['another event', { ...base, Event: 'open_approval_change' }],
    ['another EventKey', { ...base, EventKey: 'k' }],
    ['another ChangeType', { ...base, ChangeType: 'update_user' }],
    ['another TaskId', { ...base, TaskId: 't' }],
    ['another UserID', { ...base, UserID: 'u' }],
    ['another JobId', { ...base, JobId: 'j' }],
    ['a JobId inside BatchJob', { ...base, BatchJob: { JobId: 'j' } }],
    ['another approval', { ApprovalInfo: { SpNo: '202601010002', StatuChangeEvent: 2 } }],
    ['another step of the approval', { ApprovalInfo: { SpNo: '202601010001', StatuChangeEvent: 6 } }],
    ['a value under another name', { EventKey: 't', ApprovalInfo: base.ApprovalInfo, TaskId: '' }],
  ])('differs for %s', (_, elements) => {
    expect(sys(elements)).not.toBe(sys(base))
    expect(sys(elements).length).toBeLessThanOrEqual(80)
  })
})
