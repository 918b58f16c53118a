import { EventEmitter, once } from 'node:events'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type PageServer, servePage } from '../../scripts/demo/server'
import { openStage, type Stage } from '../../scripts/demo/stage'
import { chromiumPath } from '../jest/chromium'

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const AT_ONCE = { minute: 0, before: 0, look: 0 }

jest.setTimeout(180_000)

if (chromiumPath === undefined)
  console.warn('The demo page is NOT clicked through: no Chromium here (CHROMIUM_PATH names one).')
const withChromium = chromiumPath === undefined ? describe.skip : describe

withChromium('the demo page', () => {
  let stage: Stage
  let server: PageServer
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    stage = await openStage(AT_ONCE)
    server = await servePage(stage, 0)
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: FLAGS })
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await stage.stop()
  })

  async function open(width: number, height: number, locale: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, locale })
    const opened = await context.newPage()
    opened.setDefaultTimeout(60_000)
    opened.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) complaints.push(line.text())
    })
    opened.on('pageerror', (error) => complaints.push(error.message))
    opened.on('request', (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(`asked for ${request.url()}`)
    })
    await opened.goto(server.url)
    await opened.waitForSelector('body.ready')
    return opened
  }
  beforeEach(async () => {
    complaints.length = 0
    page = await open(1400, 900, 'en-US')
  })
  afterEach(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })

  const become = (userid: string) => page.click(`#board button[data-userid="${userid}"]`)
  const heard = (part: string) => page.waitForSelector(`.row.theirs:has-text("${part}")`)
  const village = (name: string, state: string) =>
    page.waitForSelector(`.village[data-village="${name}"][data-state="${state}"]`)

  /** Played at once, a scene is on the page too shortly for a look from outside: the page says itself what it shows. */
  async function sceneShown(part: string): Promise<() => Promise<void>> {
    const scenes = new EventEmitter()
    const shown = once(scenes, part)
    await page.exposeFunction('sceneShown', (scene: string) => {
      if (scene.includes(part)) scenes.emit(part)
    })
    await page.evaluate(`
      new MutationObserver(() => sceneShown(document.querySelector('#scene').textContent))
        .observe(document.querySelector('#scene'), { childList: true })
      undefined
    `)
    return async () => {
      await shown
    }
  }

  it('takes a sentence of a member, answers it, and shows the village known', async () => {
    await become('suxiaomei')
    await page.fill('.line input', '我们都在村里')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.row.mine:has-text("我们都在村里")')
    await heard('收到')
    await page.waitForSelector('.chips li:has-text("在村")')
    await village('松坡村', 'known')
  })

  it("says the article's sentence at one click", async () => {
    await page.click('.try >> nth=0')
    await page.waitForSelector('.row.mine:has-text("我留守")')
    await heard('18:00前回')
    await village('松坡村', 'no_signal')
  })

  it('runs the clock to the next event, which arrives at somebody else', async () => {
    await stage.reset()
    await become('zhangmingyuan')
    await page.click('#next')
    await page.waitForSelector('#clock .face:text("08:40")')
    await page.waitForSelector('.row.theirs .unasked')
    await page.waitForSelector('.toast:has-text("王海燕")')
    await page.waitForSelector('#board button[data-userid="wanghaiyan"] .badge:text("1")')
    await page.click('.toast:has-text("王海燕")')
    await page.waitForSelector('.owner:has-text("王海燕")')
  })

  it('goes to a time through all steps of the ladder', async () => {
    await stage.reset()
    await page.click('.set summary')
    await page.fill('.set input', '2026-07-01T10:02')
    await page.click('.set form button')
    await village('老鹰岩村', 'alarmed')
    await become('wumin')
    await heard('人员')
  })

  it('works from the menu, with the keyboard alone', async () => {
    await become('zhangmingyuan')
    await page.focus('[data-menu="去向"]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.under:not([hidden]) [data-key="in_village"]:focus')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.tapped:has-text("在村里")')
    await heard('收到')
  })

  it('sends a voice, a picture and a place', async () => {
    await become('zhangmingyuan')
    await page.click('.tool >> nth=0')
    await page.waitForSelector('.row.mine .voice')
    await page.click('.tool >> nth=1')
    await page.waitForSelector('.row.mine .photo')
    await page.click('.tool >> nth=2')
    await page.click('.sheet button >> nth=1')
    await heard('位置收到')
  })

  it('shows English captions until they are switched off', async () => {
    const caption = page.locator('.row.theirs .bubble > .en').first()
    await caption.waitFor({ state: 'visible' })
    await page.click('#captions')
    await caption.waitFor({ state: 'hidden' })
  })

  it('never takes what people type for markup', async () => {
    await become('suxiaomei')
    await page.fill('.line input', '<img src=x onerror="document.title=1">在村')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.row.mine:has-text("onerror")')
    expect(await page.locator('.words img').count()).toBe(0)
  })

  it("plays the article's morning to its end, where everybody has been heard of", async () => {
    const lastScene = await sceneShown('10:05')
    await page.click('#play')
    await lastScene()
    await page.waitForSelector('#scene', { state: 'hidden' })
    await page.waitForSelector('#tally:has-text("12个有消息")')
    await page.waitForSelector('.owner:has-text("郜远")')
    await heard('张明远')
  })

  it('fits a phone, in Chinese', async () => {
    const phone = await open(390, 844, 'zh-CN')
    await phone.waitForSelector('.row.theirs .bubble')
    expect(await phone.locator('.row.theirs .bubble > .en').first().isVisible()).toBe(false)
    for (const tab of ['board', 'guide', 'chat']) {
      await phone.click(`#tabs button[data-tab="${tab}"]`)
      await phone.locator(`#${tab}`).waitFor({ state: 'visible' })
      expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(390)
    }
    await phone.context().close()
  })
})
