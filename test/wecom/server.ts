import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newKeys, type Keys } from '../../src/standin/craft'
import { createCallback } from '../../src/wecom/callback'
import type { Credentials, Delivery, Log, Receive } from '../../src/wecom/types'

export function credentialsFor(keys: Keys, apiBaseUrl = 'http://127.0.0.1:9'): Credentials {
  return { ...keys, apiBaseUrl }
}

export function recordingLog(): Log & { lines: { level: string; fields: object; message: string }[] } {
  const lines: { level: string; fields: object; message: string }[] = []
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message })
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

/** A real server with nothing but the callback route; `received` holds what got through. */
export async function startCallback(receive: Receive = () => Promise.resolve(null), keys = newKeys()) {
  const received: Delivery[] = []
  const log = recordingLog()
  const callback = createCallback({
    credentials: credentialsFor(keys),
    log,
    receive: (delivery) => {
      received.push(delivery)
      return receive(delivery)
    },
  })
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = createServer((req, res) => void callback(req, res)).listen(0, '127.0.0.1', () =>
      resolve(listening),
    )
  })
  const { port } = server.address() as AddressInfo
  return {
    keys,
    log,
    received,
    port,
    url: `http://127.0.0.1:${port}/wecom/callback`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
