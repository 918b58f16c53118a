import { randomBytes, randomInt } from 'node:crypto'
import { encrypt, getSignature } from '@wecom/crypto'
import { reasonOf } from '../../src/log'
import type { WecomClient } from '../../src/wecom/client'
import type { Failure } from '../../src/wecom/outcome'
import type { Credentials } from '../../src/wecom/types'
import { bad, doubtful, type Finding, good } from './finding'

const PATIENCE = 5_000
const MINUTE = 60_000
const MOST_APART = 2 * MINUTE

/** Reaches WeCom's host and compares the clocks. */
export async function checkClock(apiBaseUrl: string, machine: () => number): Promise<Finding> {
  const about = '网络和时钟'
  const begun = machine()
  try {
    const response = await fetch(`${apiBaseUrl}/cgi-bin/gettoken`, { signal: AbortSignal.timeout(PATIENCE) })
    const theirs = Date.parse(response.headers.get('date') ?? '')
    const apart = (begun + machine()) / 2 - theirs
    if (Number.isNaN(apart)) return doubtful(about, `${apiBaseUrl} 连得上,但没有说现在几点`)
    const seconds = Math.round(Math.abs(apart) / 1000)
    const words = `${apiBaseUrl} 连得上,本机的钟${apart < 0 ? '慢' : '快'} ${seconds} 秒`
    return Math.abs(apart) > MOST_APART ? bad(about, `${words} → 打开自动对时(NTP)`) : good(about, words)
  } catch (error) {
    return bad(about, `连不上 ${apiBaseUrl}(${reasonOf(error)})→ 看本机能否上网、防火墙、WECOM_API_BASE_URL`)
  }
}

const whyFailed = (failure: Failure) =>
  failure.kind === 'refused'
    ? `${failure.reason}(错误码 ${failure.code})`
    : `企业微信暂时没有答复(${failure.code})→ 过一会儿再试`

/** The secret, then the application and this machine's address. */
export async function checkApplication(client: WecomClient): Promise<Finding[]> {
  const token = await client.checkToken()
  if (token.kind !== 'ok') return [bad('企业和 Secret', whyFailed(token))]
  const access = await client.checkAccess()
  return [
    good('企业和 Secret', '能取到 access_token'),
    access.kind === 'ok' ? good('应用和可信 IP', '能调用接口') : bad('应用和可信 IP', whyFailed(access)),
  ]
}

/** Knocks at our own door as WeCom's URL check does. */
export async function checkCallback(
  publicUrl: string | undefined,
  credentials: Credentials,
): Promise<Finding> {
  const about = '回调地址'
  if (publicUrl === undefined) {
    return doubtful(about, '没有设 PUBLIC_URL,查不了 → 设成手机能访问到的地址,如 https://zaicun.example.cn')
  }
  const url = `${publicUrl}/wecom/callback`
  const echo = String(randomInt(1e12))
  try {
    const response = await fetch(`${url}?${signedQuery(echo, credentials).toString()}`, {
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'manual',
    })
    const body = await response.text()
    if (response.status === 200 && body === echo) return good(about, `${url} 应答正确`)
    const mend =
      response.status === 403
        ? '运行中的服务用的 Token 或 EncodingAESKey 与这里不同,重启它'
        : '看反向代理是否把 /wecom/callback 原样转给本服务,没有改动应答'
    return bad(about, `${url} 应答 ${response.status},不对 → ${mend}`)
  } catch (error) {
    return bad(
      about,
      `连不上 ${url}(${reasonOf(error)})→ 看服务是否在运行(npm start)、域名解析、反向代理和防火墙`,
    )
  }
}

function signedQuery(echo: string, { callbackToken, callbackAesKey, corpId }: Credentials): URLSearchParams {
  const echostr = encrypt(callbackAesKey, echo, corpId)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(6).toString('hex')
  const signature = getSignature(callbackToken, timestamp, nonce, echostr)
  return new URLSearchParams({ msg_signature: signature, timestamp, nonce, echostr })
}
