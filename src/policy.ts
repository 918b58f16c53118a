import { readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { WORK_CATEGORIES } from './understand/facts'

/**
 * The rules of the district (contract section 6). Every key has the contract's default; an unknown key or a bad value
 * stops the start. Clock times are `HH:MM` in TIMEZONE, the rest as the name says.
 */

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a clock time such as 09:00')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-10-01')
const minutes = z
  .number()
  .int()
  .min(0)
  .max(24 * 60)
const days = z.number().int().min(1).max(3650)

const section = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape).prefault({} as never)

const schema = z.strictObject({
  mornings: section({
    due: clock.default('09:00'),
    /** Due instead when someone of the team spoke after `lateEvening` the evening before. */
    dueAfterLateEvening: clock.default('12:00'),
    lateEvening: clock.default('17:00'),
    reminderBefore: minutes.default(20),
    /** Minutes after due. */
    mates: minutes.default(0),
    leadAgain: minutes.default(15),
    secretary: minutes.default(30),
    cadres: minutes.default(45),
    township: minutes.default(60),
    district: minutes.default(120),
    tellAgain: minutes.default(240),
    restsAt: clock.default('20:00'),
  }),
  silentDays: section({
    after: z.number().int().min(1).max(30).default(2),
    askAt: clock.default('09:30'),
    digestAt: clock.default('10:30'),
  }),
  dailyReport: section({
    ask: z.enum(['when-needed', 'never']).default('when-needed'),
    at: clock.default('17:40'),
    until: clock.default('20:00'),
  }),
  returns: section({
    person: minutes.default(30),
    mates: minutes.default(45),
    cadres: minutes.default(60),
    township: minutes.default(75),
    district: minutes.default(105),
    noSignalExtra: minutes.default(15),
    repeatEvery: minutes.default(30),
    /** A message counts as the return from this many minutes before the time on. */
    countsFrom: minutes.default(60),
    guessHolds: minutes.default(60),
    nightFrom: clock.default('22:00'),
    nightUntil: clock.default('06:30'),
    doubtfulHours: z.number().min(1).max(48).default(10),
  }),
  help: section({
    repeatEvery: minutes.default(10),
    repeatWhenTaken: minutes.default(60),
    dutyPhone: z.string().max(60).default(''),
  }),
  illness: section({
    differentDays: z.number().int().min(1).max(30).default(3),
    within: days.default(10),
    lasting: z.number().min(1).max(60).default(3),
    againAfter: days.default(7),
    /** Urgent illness is told again so often until somebody took it. */
    repeatEvery: minutes.min(1).default(30),
  }),
  rollCall: section({
    /** Minutes in which the order must be confirmed; words said this long before it count as answers. */
    confirmWithin: minutes.default(10),
    countsBefore: minutes.default(30),
    /** Minutes after the opening. */
    again: minutes.default(10),
    others: minutes.default(20),
    list: minutes.default(30),
    reAsk: z.array(minutes).default([60, 120]),
    /** Minutes between later questions. */
    every: minutes.min(10).default(60),
    endsAfterHours: z.number().int().min(1).max(240).default(24),
    drillFrom: clock.default('08:00'),
    drillUntil: clock.default('20:00'),
    /** So many people of one township writing of a disaster within so many minutes: the township is asked whether to call. */
    reports: z.number().int().min(2).max(100).default(3),
    reportsWithin: minutes.default(10),
  }),
  /** More alarms than this for one supervisor within so many minutes become one list. */
  storm: section({
    moreThan: z.number().int().min(1).max(1000).default(10),
    within: minutes.min(1).default(10),
  }),
  /** So many teams, and this share of a township of at least `ofTeams`, silent together: one area incident. */
  area: section({
    teams: z.number().int().min(2).max(1000).default(3),
    share: z.number().min(0).max(1).default(0.3),
    ofTeams: z.number().int().min(1).max(1000).default(5),
    within: minutes.default(10),
  }),
  /** With SMS_WEBHOOK_URL: what WeCom has not delivered after so many minutes goes by short message. */
  sms: section({ after: minutes.default(5) }),
  /** Our own downtime moves the mornings by its length, by so many minutes at most. */
  blind: section({ movesAtMost: minutes.default(60) }),
  taking: section({
    lease: minutes.default(60),
    ownerAskedAt: minutes.default(45),
  }),
  duty: section({
    /** Minutes for which an alarm is told to whoever is on duty alone; the others of that level hear it then if nobody took it. */
    aloneFor: minutes.default(15),
  }),
  quiet: section({ from: clock.default('21:30'), until: clock.default('07:00') }),
  burden: section({
    teamPerDay: z.number().int().min(0).max(20).default(2),
    cadreMorningsPerDay: z.number().int().min(0).max(20).default(1),
    /** Alarms outside safety to a supervisor one by one; the next become one list, then the digest has them. */
    supervisorPerDay: z.number().int().min(1).max(1000).default(6),
  }),
  digests: section({
    evening: clock.default('20:20'),
    morning: clock.default('10:10'),
    dueFor: minutes.default(120),
  }),
  flood: section({ perMinute: z.number().int().min(1).default(30) }),
  correction: section({ withinHours: z.number().min(1).max(240).default(24) }),
  catchUp: section({ alarmAfterAsk: minutes.default(5) }),
  keeping: section({
    locationRoundedAfter: days.default(7),
    locationDeletedAfter: days.default(90),
    health: days.default(180),
    afterPosting: days.default(365),
  }),
  calendar: section({
    /** Days that are worked against the calendar (调休), and days off beyond it. */
    workingDays: z.array(day).default([]),
    daysOff: z.array(day).default([]),
  }),
  words: section({
    categories: z.partialRecord(z.enum(WORK_CATEGORIES), z.array(z.string().min(1))).default({}),
    places: z.array(z.string().min(1)).default([]),
    units: z.array(z.string().min(1)).default([]),
  }),
})

export type Policy = z.output<typeof schema>

/** The policy file cannot be used; the message names every bad key. */
export class PolicyError extends Error {}

/** A policy from a plain object, defaults filled in. Throws PolicyError. */
export function policyFrom(value: unknown, file = 'policy'): Policy {
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => {
    const where = issue.path.join('.') || '(top level)'
    return issue.code === 'unrecognized_keys'
      ? `  ${where}: unknown key ${issue.keys.join(', ')}`
      : `  ${where}: ${issue.message}`
  })
  throw new PolicyError(`${file} cannot be used (see policy.example.yaml):\n${lines.join('\n')}`)
}

/** The policy of a YAML file; the built-in defaults without one. Throws PolicyError. */
export function readPolicy(file: string | undefined): Policy {
  if (file === undefined) return policyFrom({})
  try {
    return policyFrom(parseYaml(readFileSync(file, 'utf8')), file)
  } catch (error) {
    if (error instanceof PolicyError) throw error
    throw new PolicyError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
