import { z } from 'zod'

/** What a simulated district is like. Every key stands, with its meaning, in `scripts/worlds/standard.yaml`. */

const chance = z.number().min(0).max(1)
const amount = z.number().min(0)
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const range = z.tuple([amount, amount])

const schema = z.strictObject({
  firstDay: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  district: z.strictObject({
    villagesPerTownship: z.number().int().min(1),
    teamSizes: z.array(z.number().int().min(1)).min(1),
    cadresPerVillage: z.number().int().min(0),
    secretaryWithAccount: chance,
    cadreWithAccount: chance,
    memberWithoutAccount: chance,
    adminsPerTownship: z.number().int().min(0),
    districtAdmins: z.number().int().min(1),
    rotatesEvery: z.number().int().min(0),
    rotatingShare: chance,
  }),
  mornings: z.strictObject({ speaks: chance, at: clock, spread: amount, forAll: chance }),
  trips: z.strictObject({
    working: chance,
    dayOff: chance,
    alone: chance,
    cadreAlong: chance,
    noSignal: chance,
    declared: chance,
    saysTime: chance,
    saysNoSignal: chance,
    late: chance,
    lateMinutes: range,
    saysLate: chance,
    saysBack: chance,
    writesOnTheHill: chance,
  }),
  away: z.strictObject({
    leaveBegins: chance,
    leaveDays: range,
    leaveSaid: chance,
    business: chance,
    businessSaid: chance,
    meetingDay: chance,
    rest: chance,
    restSaid: chance,
    dayOffAtHome: chance,
    ill: chance,
    illSaid: chance,
  }),
  phones: z.strictObject({
    batteryDies: chance,
    batteryHours: range,
    cadreMute: chance,
    areaOutage: chance,
    areaHours: range,
    wakes: clock,
    sleeps: clock,
    wakesSleeper: chance,
  }),
  people: z.strictObject({
    answers: chance,
    answerMinutes: amount,
    answersSafety: chance,
    answersReminder: chance,
    tellsLater: chance,
    cadreAnswers: chance,
    cadreMinutes: amount,
    answersReport: chance,
    reportsUnasked: chance,
    mateKnows: chance,
    cadreKnows: chance,
    knowsOverdue: chance,
    ringsUp: chance,
    guesses: chance,
  }),
  supervisors: z.strictObject({
    takes: chance,
    minutes: amount,
    nightMinutes: amount,
    searchMinutes: range,
  }),
  emergencies: z.strictObject({
    perThousandTrips: amount,
    silent: chance,
    noticed: chance,
    foundByChanceHours: amount,
    urgentIllPerThousandDays: amount,
  }),
  bot: z.strictObject({ downPerMonth: amount, downMinutes: range, writesAgain: chance }),
  plain: z.strictObject({ at: clock, graceHours: amount }),
  judging: z.strictObject({ minutesToAnswer: amount }),
})

export type WorldRules = z.output<typeof schema>

/** The world file cannot be used; the message names every bad key. */
export class WorldFileError extends Error {}

type Tree = Readonly<Record<string, unknown>>
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function overlaid(base: Tree, change: Tree): Tree {
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(change)) {
    const below = merged[key]
    merged[key] = isTree(below) && isTree(value) ? overlaid(below, value) : value
  }
  return merged
}

/** The standard world with what another world says differently. Throws WorldFileError. */
export function worldFrom(standard: unknown, change: unknown = {}, file = 'world'): WorldRules {
  if (!isTree(standard) || !isTree(change ?? {})) throw new WorldFileError(`${file}: not a list of keys`)
  const result = schema.safeParse(overlaid(standard, (change ?? {}) as Tree))
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new WorldFileError(`${file} cannot be used:\n${lines.join('\n')}`)
}
