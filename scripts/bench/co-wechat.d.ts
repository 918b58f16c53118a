declare module 'co-wechat' {
  import type { Middleware } from 'koa'

  /** Only what the benchmark uses. */
  export default function wechat(config: { token: string; appid: string; encodingAESKey: string }): {
    middleware(handle: (message: Record<string, string>) => Promise<string>): Middleware
  }
}
