import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { startPrivateServer } from '../../test/mariadb'
import { fsyncTime } from './disk'
import { type Growth, measureGrowth } from './growth'
import { forged, measure } from './intake'
import type { Load } from './load'
import { textsPerSecond } from './parse'
import type { Plan } from './plan'
import { type Soak, soak } from './soak'

export interface Figures {
  /** ms of one fsync. */
  fsync: number
  /** By server; `null`: no MariaDB or MySQL at hand. */
  intake?: Record<string, Load | null>
  /** A flood of callbacks whose signature is wrong, all of them refused. */
  flood?: Record<string, Load>
  textsPerSecond?: number
  growth?: Growth[]
  soak?: Soak
}

export const BARE = 'bare Koa route'
export const MIDDLEWARE = 'co-wechat, nothing stored'
export const READING = 'Koa route that reads the body'
export const REFUSING = 'zaicun, refusing'
export const ON_SQLITE = 'zaicun on SQLite'
export const ON_MARIADB = 'zaicun on MariaDB'

/** Measures the parts, one after another: nothing else of ours runs meanwhile. */
export async function run(
  plan: Plan,
  parts: ReadonlySet<string>,
  folder: string,
  tell: (line: string) => void,
): Promise<Figures> {
  const figures: Figures = { fsync: fsyncTime(folder) }
  if (parts.has('intake')) figures.intake = await intakeOf(plan, folder, tell)
  if (parts.has('flood')) figures.flood = await floodOf(plan, folder, tell)
  if (parts.has('parse')) {
    tell('parse')
    figures.textsPerSecond = textsPerSecond(plan.texts)
  }
  if (parts.has('growth')) {
    figures.growth = await measureGrowth(folder, plan.sizes, plan.rounds, tell)
  }
  if (parts.has('soak')) {
    tell('soak')
    figures.soak = await soak(`sqlite:${join(folder, 'soak.sqlite')}`, plan.soak)
  }
  return figures
}

async function intakeOf(
  { intake, bare }: Plan,
  folder: string,
  tell: (line: string) => void,
): Promise<Record<string, Load | null>> {
  const many = { ...intake, messages: intake.messages * bare }
  tell(BARE)
  const koa = await measure('koa', undefined, many)
  tell(MIDDLEWARE)
  const middleware = await measure('co-wechat', undefined, many)
  tell(ON_SQLITE)
  const onSqlite = await measure('zaicun', `sqlite:${join(folder, 'intake.sqlite')}`, intake)
  tell(ON_MARIADB)
  const server = await startPrivateServer({ durable: true })
  if (server === undefined) tell('no MariaDB or MySQL server is installed: left out')
  const onMariadb = server === undefined ? null : await onServer(server.url, intake)
  await server?.stop()
  return { [BARE]: koa, [MIDDLEWARE]: middleware, [ON_SQLITE]: onSqlite, [ON_MARIADB]: onMariadb }
}

async function floodOf(
  { intake, bare }: Plan,
  folder: string,
  tell: (line: string) => void,
): Promise<Record<string, Load>> {
  const many = { ...intake, messages: intake.messages * bare }
  tell(READING)
  const reading = await measure('koa-body', undefined, many, forged)
  tell(REFUSING)
  const refusing = await measure('zaicun', `sqlite:${join(folder, 'flood.sqlite')}`, many, forged)
  return { [READING]: reading, [REFUSING]: { ...refusing, failed: many.messages - refusing.failed } }
}

async function onServer(url: string, intake: Plan['intake']): Promise<Load> {
  const connection = await createConnection({ uri: url })
  await connection.query('CREATE DATABASE bench CHARACTER SET utf8mb4 COLLATE utf8mb4_bin')
  await connection.end()
  return measure('zaicun', `${url}/bench`, intake)
}
