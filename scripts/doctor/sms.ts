import { bad, type Finding, good } from './finding'

const TIMEOUT = 5_000

/** Does the gateway for short messages answer? Nothing is sent; its address may hold a secret and is not printed. */
export async function checkSms(url: string): Promise<Finding> {
  const about = '短信网关'
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    await response.body?.cancel()
    return response.status >= 500
      ? bad(about, `回 ${response.status} → 看网关是否在运行,核对 SMS_WEBHOOK_URL`)
      : good(about, '连得上(没有真发短信)')
  } catch {
    return bad(about, '连不上 → 看网关是否在运行、本机能不能访问,核对 SMS_WEBHOOK_URL')
  }
}
