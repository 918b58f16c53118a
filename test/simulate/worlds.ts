import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { makeWorld, type World } from '../../src/simulate/world'
import { worldFrom, type WorldRules } from '../../src/simulate/worldFile'

const read = (name: string): unknown =>
  parse(readFileSync(join(__dirname, `../../scripts/worlds/${name}.yaml`), 'utf8'))

/** A world by its file, and with what a test needs differently. */
export function rulesOf(name: string, change: object = {}): WorldRules {
  return worldFrom(worldFrom(read('standard'), read(name)), change)
}

export const smallWorld = (rules: WorldRules, people = 3): World =>
  makeWorld(rules, {
    ...{ seed: 1, days: 5, people, zone: 'Asia/Shanghai' },
    calendar: { workingDays: [], daysOff: [] },
  })
