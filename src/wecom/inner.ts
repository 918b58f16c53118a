import { createHash } from 'node:crypto'
import { readContent, type Field } from './content'
import { cdata, childrenOf, findBelow, readXml, type XmlElement } from './xml'
import { fitText } from './text'
import type { Delivery } from './types'

/** Once decrypted: something for us, something that has no effect here, or nothing readable (null). */
export type Inner =
  | { delivery: Delivery /** FromUserName as written, to answer to */; sender: string }
  | { ignored: 'foreign agent' | 'unknown kind'; kind: string }

const LONGEST_ID = 64

/** Reads the decrypted XML of a message or event. */
export function readInner(xml: string, agentId: number): Inner | null {
  const root = readXml(xml)
  if (root?.name !== 'xml') return null
  const repeated: string[] = []
  const field: Field = (name) => {
    const [first, second] = childrenOf(root, name)
    if (second) repeated.push(name)
    return first?.text ?? ''
  }
  const id: Field = (name) => field(name).trim()

  const sender = id('FromUserName')
  const createTime = id('CreateTime')
  const type = id('MsgType')
  if (repeated.length > 0 || sender === '' || type === '' || !/^\d{1,12}$/.test(createTime)) return null

  // Contact and batch events carry no AgentID: absent is not foreign.
  const agent = id('AgentID')
  if (agent !== '' && agent !== String(agentId)) return { ignored: 'foreign agent', kind: type }

  const content = readContent(root, (name) => (name === 'Content' ? field(name) : id(name)))
  if (content === null || repeated.length > 0) return null
  if (content === 'unknown') return { ignored: 'unknown kind', kind: id('Event') || type }

  const from = sender.toLowerCase()
  const key = content.kind === 'event' ? eventKey(root, from, createTime) : messageKey(id('MsgId'))
  if (key === null || repeated.length > 0) return null
  return { delivery: { key, from, at: Number(createTime) * 1000, content }, sender }
}

/** MsgId is a 64-bit integer and stays text: a number would lose its last digits. */
function messageKey(msgId: string): string | null {
  return msgId === '' || msgId.length > LONGEST_ID ? null : `m:${msgId}`
}

/** What tells two events of one second apart: `sys` reports several approvals at once. */
const TELLING = ['Event', 'EventKey', 'ChangeType', 'TaskId', 'UserID', 'SpNo', 'StatuChangeEvent', 'JobId']

function eventKey(root: XmlElement, from: string, createTime: string): string {
  const carried = TELLING.map((name) => findBelow(root, name)?.text.trim() ?? '')
  const hash = createHash('sha1')
    .update(JSON.stringify([from, ...carried]))
    .digest('hex')
  return `e:${createTime}:${hash}`
}

/** The plain XML of a passive text reply. */
export function replyXml(to: string, corpId: string, createdAt: number, text: string): string {
  return (
    `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(corpId)}</FromUserName>` +
    `<CreateTime>${Math.floor(createdAt / 1000)}</CreateTime><MsgType>${cdata('text')}</MsgType>` +
    `<Content>${cdata(fitText(text))}</Content></xml>`
  )
}
