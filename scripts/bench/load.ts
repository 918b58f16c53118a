import { connect, type Socket } from 'node:net'

/** Sends requests over so many connections, one at a time on each, and waits for every answer. */

export interface Load {
  perSecond: number
  /** ms */
  p50: number
  p99: number
  slowest: number
  /** Answers other than 200, and connections that broke. */
  failed: number
}

const HEAD_END = Buffer.from('\r\n\r\n')
const LENGTH = /\r\ncontent-length: (\d+)/i

export async function drive(port: number, requests: readonly Buffer[], connections: number): Promise<Load> {
  const took = new Float64Array(requests.length)
  let next = 0
  let failed = 0

  const worker = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      let sentAt = 0
      let mine = -1
      let waiting: Buffer = Buffer.alloc(0)
      const send = () => {
        mine = next
        const request = requests[next++]
        if (request === undefined) return resolve()
        sentAt = performance.now()
        socket.write(request)
      }
      socket.on('data', (chunk) => {
        waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
        const end = answerEnd(waiting)
        if (end === -1) return
        took[mine] = performance.now() - sentAt
        if (waiting.toString('latin1', 9, 12) !== '200') failed += 1
        waiting = waiting.subarray(end)
        send()
      })
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('the server closed a connection')))
      send()
    })

  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)))
  const began = performance.now()
  await Promise.all(sockets.map(worker))
  const seconds = (performance.now() - began) / 1000
  for (const socket of sockets) socket.destroy()
  const sorted = took.sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { perSecond: requests.length / seconds, p50: at(0.5), p99: at(0.99), slowest: at(1), failed }
}

const opened = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })

/** Where the first answer ends; -1 when it is not all there. */
function answerEnd(bytes: Buffer): number {
  const head = bytes.indexOf(HEAD_END)
  if (head === -1) return -1
  const length = Number(LENGTH.exec(bytes.toString('latin1', 0, head))?.[1] ?? 0)
  const end = head + HEAD_END.length + length
  return bytes.length >= end ? end : -1
}
