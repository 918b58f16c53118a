import { parseArgs } from 'node:util'
import { servePage } from './demo/server'
import { CALM } from './demo/playing'
import { openStage } from './demo/stage'

const USAGE = `用法:npm run demo [-- --port 端口]

在这台机器上演一遍:机器人(用自己的临时 SQLite)、本机的企业微信替身、一个虚构的区,和一个网页。
打印出网址,用浏览器打开就行。不读 .env,不连外网,只在 127.0.0.1 上听;按 Ctrl-C 结束,什么也不留下。
  --port   网页用的端口,默认 4173;被占用时换一个
  --help   这段说明

Shows everything on this machine: open the printed address in a browser; Ctrl-C ends it.`

const PORT = 4173
const STOPS_WITHIN = 15_000

/** The port asked for, or what to say instead. */
function readArguments(args: string[]): number | 'help' | null {
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help === true) return 'help'
    const port = Number(values.port ?? PORT)
    return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : null
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const port = readArguments(process.argv.slice(2))
  if (port === 'help') {
    console.log(USAGE)
    return 0
  }
  if (port === null) {
    console.error(USAGE)
    return 2
  }
  const interrupted = new Promise<void>((resolve) => {
    // One Ctrl-C arrives twice: from the terminal, and once more from whoever started us.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
  const stage = await openStage(CALM)
  const page = await servePage(stage, port)
  console.log(
    `在村 演示已就绪,用浏览器打开:  ${page.url}\n(The demo is ready: open the address above. Ctrl-C ends it.)`,
  )
  await interrupted
  setTimeout(() => process.exit(1), STOPS_WITHIN).unref()
  await page.stop()
  await stage.stop()
  return 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(`演示没有起来:${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  },
)
