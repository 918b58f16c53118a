import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Faults } from './faults'
import { fail, isRecord, type Api, type ApiAnswer, type ApiCall, type State } from './state'
import type { Tokens } from './tokens'

const WITHOUT_TOKEN = 'gettoken'

export interface ServerParts {
  state: State
  apis: Record<string, Api>
  tokens: Tokens
  faults: Faults
}

/** The HTTP side: `/cgi-bin/<api>` below any prefix; errors travel as errcode in a 200, as WeCom sends them. */
export function createApiServer({ state, apis, tokens, faults }: ServerParts): Server {
  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://localhost')
    const name = /\/cgi-bin\/(.+)$/.exec(url.pathname)?.[1] ?? ''
    const api = Object.hasOwn(apis, name) ? apis[name] : undefined
    const body = await readAll(req)
    if (!api) {
      res.writeHead(404).end()
      return
    }
    state.requests[name] = (state.requests[name] ?? 0) + 1

    const call = parseCall(req, url, body)
    const run = (): ApiAnswer => {
      const refused = name === WITHOUT_TOKEN ? null : tokens.check(url.searchParams.get('access_token'))
      return refused ?? api(call)
    }
    const fault = faults.take(`${name} ${String(call.json['msgtype'])}`) ?? faults.take(name)
    if (fault === undefined) return answer(res, run())
    if (fault === 'reset') req.socket.destroy()
    else if ('errcode' in fault) answer(res, fail(fault.errcode, 'scripted'))
    else if ('http' in fault) res.writeHead(fault.http).end('<html>scripted</html>')
    else {
      const late = fault.accept ? run() : fail(-1, 'system busy')
      const timer = setTimeout(() => answer(res, late), fault.delayMs)
      res.once('close', () => clearTimeout(timer))
    }
  }

  return createServer((req, res) => {
    handle(req, res).catch(() => req.socket.destroy())
  })
}

async function readAll(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parseCall(req: IncomingMessage, url: URL, body: Buffer): ApiCall {
  const contentType = req.headers['content-type'] ?? ''
  let json: unknown = {}
  if (!contentType.startsWith('multipart/') && body.length > 0) {
    try {
      json = JSON.parse(body.toString())
    } catch {
      json = {}
    }
  }
  return { query: url.searchParams, json: isRecord(json) ? json : {}, body, contentType }
}

function answer(res: ServerResponse, result: ApiAnswer): void {
  if ('bytes' in result && Buffer.isBuffer(result.bytes)) {
    res.writeHead(200, { 'content-type': String(result.contentType) }).end(result.bytes)
    return
  }
  res.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(result))
}
