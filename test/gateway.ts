import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A gateway for short messages on this machine: keeps what it is given, answers as the test wants. */
export interface Gateway {
  url: string
  got: { to: string; text: string; key: string }[]
  /** What it answers from now on; 200 at first. */
  status: number
  stop: () => Promise<void>
}

export async function startGateway(): Promise<Gateway> {
  const gateway: Gateway = { url: '', got: [], status: 200, stop }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.method === 'POST' && gateway.status === 200) {
        const { to, text } = JSON.parse(Buffer.concat(parts).toString()) as { to: string; text: string }
        gateway.got.push({ to, text, key: String(request.headers['idempotency-key']) })
      }
      response.writeHead(gateway.status).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send?key=geheim`

  async function stop(): Promise<void> {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return gateway
}
