import Router from 'koa-router'
import { takeWitness, type WitnessAnswer, witnessCase } from '../handle/witness'
import { holders } from '../record/people'
import { lastWatch } from '../record/watches'
import type { Runtime } from '../runtime'
import { dayOf } from '../time'
import { witnessGone, witnessPage, witnessThanks } from '../wording/witnessPage'
import { readForm } from './form'
import { clockAhead } from './links'
import type { WitnessClaim, WitnessTokens } from './witnessToken'

const ANSWERS: readonly WitnessAnswer[] = ['here', 'know', 'not_seen', 'line']
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
const LONGEST_LINE = 120

export interface WitnessOptions {
  rt: Runtime
  tokens: WitnessTokens
  /** The machine's clock: it ends a link, and dates an answer unless the search is driven by another. */
  machine: () => number
  /** Something may wait in the outbox. */
  kick: (now: number) => void
}

/** Now by the clock that drives the search a link is about. */
async function momentOf({ rt, machine }: WitnessOptions, claim: WitnessClaim) {
  const ahead = clockAhead(claim)
  const watched = ahead === 0 ? null : await lastWatch(rt.database.db)
  const now = Math.max(machine() - ahead, watched ?? 0)
  return { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
}

/** What the link shows; null when it is dead. */
async function pageOf(options: WitnessOptions, claim: WitnessClaim | null): Promise<string | null> {
  if (claim === null) return null
  const { db } = options.rt.database
  const moment = await momentOf(options, claim)
  const file = await witnessCase(db, claim.caseId, moment)
  if (file === null) return null
  const { township, name } = file.team.village
  const [admin] = await holders(db, ['township_admin'], moment.day, { township })
  const mobile = admin?.person.mobile ?? null
  const caller = admin === undefined || mobile === null ? null : { name: admin.person.name, mobile }
  return witnessPage({ village: name, names: file.missing.map(({ person }) => person.name), caller })
}

/** What is shown after an answer; null when the link is dead. */
async function taken(
  options: WitnessOptions,
  claim: WitnessClaim | null,
  { answer, line }: { answer: WitnessAnswer; line: string },
): Promise<string | null> {
  // The keyboard's Enter in an empty line says nothing.
  if (claim === null || (answer === 'line' && line === '')) return pageOf(options, claim)
  const { rt, machine, kick } = options
  const moment = await momentOf(options, claim)
  const said = { ...claim, answer, line, arrivedAt: machine() }
  if (!(await rt.database.inTransaction((db) => takeWitness(rt, db, moment, said)))) return null
  kick(moment.now)
  return witnessThanks()
}

/** `/w/:token`: names only, three buttons, one optional line. GET changes nothing; a link serves one open case. */
export function witnessRoutes(options: WitnessOptions): Router {
  const { tokens, machine } = options
  const router = new Router()
  router.use(async (ctx, next) => {
    ctx.set('Content-Security-Policy', PAGE_POLICY)
    ctx.type = 'text/html; charset=utf-8'
    await next()
  })
  router.get('/w/:token', async (ctx) => {
    const page = await pageOf(options, tokens.read(ctx.params['token'] ?? '', machine()))
    ctx.status = page === null ? 410 : 200
    ctx.body = page ?? witnessGone()
  })
  router.post('/w/:token', async (ctx) => {
    const claim = tokens.read(ctx.params['token'] ?? '', machine())
    const form = await readForm(ctx.req)
    const answer = ANSWERS.find((each) => each === form?.get('answer'))
    if (answer === undefined) return ctx.throw(400, 'no such answer')
    const line = (form?.get('line') ?? '').trim().slice(0, LONGEST_LINE)
    const page = await taken(options, claim, { answer, line })
    ctx.status = page === null ? 410 : 200
    ctx.body = page ?? witnessGone()
  })
  return router
}
