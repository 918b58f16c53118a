import Router from 'koa-router'
import { takeWitness, type WitnessAnswer, witnessCase } from '../handle/witness'
import { holders } from '../record/people'
import type { Runtime } from '../runtime'
import { dayOf } from '../time'
import { witnessGone, witnessPage, witnessThanks } from '../wording/witnessPage'
import { readForm } from './form'
import type { WitnessTokens } from './witnessToken'

const ANSWERS: readonly WitnessAnswer[] = ['here', 'know', 'not_seen']
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"

export interface WitnessOptions {
  rt: Runtime
  tokens: WitnessTokens
  /** The machine's clock: nothing else dates a page. */
  machine: () => number
  /** Something may wait in the outbox. */
  kick: (now: number) => void
}

/** `/w/:token`: names only, three buttons, one optional line. GET changes nothing; a link serves one open case. */
export function witnessRoutes({ rt, tokens, machine, kick }: WitnessOptions): Router {
  const momentNow = () => {
    const now = machine()
    return { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
  }
  const router = new Router()
  router.use(async (ctx, next) => {
    ctx.set('Content-Security-Policy', PAGE_POLICY)
    ctx.type = 'text/html; charset=utf-8'
    await next()
  })
  router.get('/w/:token', async (ctx) => {
    const moment = momentNow()
    const claim = tokens.read(ctx.params['token'] ?? '', moment.now)
    const file = claim === null ? null : await witnessCase(rt.database.db, claim.caseId, moment)
    if (file === null) {
      ctx.status = 410
      ctx.body = witnessGone()
      return
    }
    const { township, name } = file.team.village
    const [admin] = await holders(rt.database.db, ['township_admin'], moment.day, { township })
    const mobile = admin?.person.mobile ?? null
    const caller = admin === undefined || mobile === null ? null : { name: admin.person.name, mobile }
    ctx.body = witnessPage({ village: name, names: file.missing.map(({ person }) => person.name), caller })
  })
  router.post('/w/:token', async (ctx) => {
    const moment = momentNow()
    const claim = tokens.read(ctx.params['token'] ?? '', moment.now)
    const form = await readForm(ctx.req)
    const answer = ANSWERS.find((each) => each === form?.get('answer'))
    if (answer === undefined) return ctx.throw(400, 'no such answer')
    const line = (form?.get('line') ?? '').trim().slice(0, 120)
    const taken =
      claim !== null &&
      (await rt.database.inTransaction((db) => takeWitness(rt, db, moment, { ...claim, answer, line })))
    if (taken) kick(moment.now)
    ctx.status = taken ? 200 : 410
    ctx.body = taken ? witnessThanks('村里') : witnessGone()
  })
  return router
}
