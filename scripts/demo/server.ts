import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { carryOut, commandOf } from './commands'
import { MENU_ENGLISH } from './menu'
import { MORNING } from './morning'
import { PLACES } from './places'
import { SENTENCES } from './sentences'
import type { Stage } from './stage'
import { typeset } from './typeset'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}
const BODY_LIMIT = 16 * 1024
const KEEP_ALIVE = 15_000

export interface PageServer {
  url: string
  stop(): Promise<void>
}

interface File {
  type: string
  bytes: Buffer
}

/** Serves the page and its commands on 127.0.0.1: on `port`, or on any other when that one is taken. */
export async function servePage(stage: Stage, port: number): Promise<PageServer> {
  const files = await readPage()
  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500, HEADERS)
      res.end(error instanceof Error ? error.message : String(error))
    })
  })
  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  const hosts = [`127.0.0.1:${taken}`, `localhost:${taken}`]

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // Another site open in the same browser must not get in by a name of its own that points here.
    if (!hosts.includes(req.headers.host ?? '')) return plain(res, 403, 'only by 127.0.0.1')
    const { pathname } = new URL(req.url ?? '/', 'http://localhost')
    if (req.method === 'POST' && pathname === '/api/do') return command(req, res)
    if (req.method !== 'GET') return plain(res, 405, 'only GET, and POST of commands')
    if (pathname === '/api/state') return json(res, await state())
    if (pathname === '/api/events') return events(res)
    const file = files.get(pathname === '/' ? '/index.html' : pathname)
    if (file === undefined) return plain(res, 404, 'not here')
    res.writeHead(200, { ...HEADERS, 'Content-Type': file.type }).end(file.bytes)
  }

  const state = async () => ({
    ...(await stage.state()),
    sentences: SENTENCES.map((sentence) => ({ ...sentence, text: typeset(sentence.text) })),
    morning: MORNING,
    places: PLACES,
    menuEnglish: MENU_ENGLISH,
  })

  async function command(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // A form of another site cannot send this type without asking first.
    if (req.headers['content-type'] !== 'application/json') return plain(res, 415, 'only JSON')
    const asked = commandOf(await readText(req))
    if (asked === null) return plain(res, 400, 'not a command')
    await carryOut(stage, asked)
    res.writeHead(204, HEADERS).end()
  }

  function events(res: ServerResponse): void {
    res.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' }).write('retry: 500\n\n')
    const leave = stage.subscribe((event) => res.write(`data: ${JSON.stringify(event)}\n\n`))
    const alive = setInterval(() => res.write(':\n\n'), KEEP_ALIVE)
    res.once('close', () => {
      clearInterval(alive)
      leave()
    })
  }

  return {
    url: `http://127.0.0.1:${taken}/`,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function readPage(): Promise<Map<string, File>> {
  const folder = join(__dirname, 'page')
  const names = await readdir(folder)
  const files = names.map(async (name): Promise<[string, File]> => {
    const type = TYPES[extname(name)] ?? 'application/octet-stream'
    return [`/${name}`, { type, bytes: await readFile(join(folder, name)) }]
  })
  return new Map(await Promise.all(files))
}

async function listen(server: Server, port: number): Promise<void> {
  const attempt = async (at: number) => {
    server.listen(at, '127.0.0.1')
    await once(server, 'listening')
  }
  await attempt(port).catch(async (error: unknown) => {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    await attempt(0)
  })
}

async function readText(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function plain(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
}

function json(res: ServerResponse, value: unknown): void {
  res.writeHead(200, { ...HEADERS, 'Content-Type': TYPES_JSON }).end(JSON.stringify(value))
}

const TYPES_JSON = 'application/json; charset=utf-8'
