import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { IsNull, LessThan, MoreThan } from 'typeorm'
import { AccessToken } from '../../entities'
import type { TokenStore } from '../wecom/types'
import type { Database } from './database'

/** Longer than asking WeCom for a token may take; a process that dies with the lease holds the others up no longer. */
const LEASE = 15_000
const LOOK_AGAIN = 100

/**
 * The application's access token in the database, shared by all processes; `id` names the application. Whoever fetches
 * a new one holds a lease by the machine's clock meanwhile, not a transaction.
 */
export function tokenStore({ db, inTransaction }: Database, id: string, machine: () => number): TokenStore {
  const me = randomUUID()
  let last: Promise<unknown> = Promise.resolve()

  const ensureRow = () =>
    inTransaction((tx) =>
      tx
        .createQueryBuilder()
        .insert()
        .into(AccessToken)
        .values({ id })
        .orIgnore()
        .updateEntity(false)
        .execute(),
    )

  async function takeLease(): Promise<boolean> {
    const now = machine()
    const free = [IsNull(), LessThan(now), MoreThan(now + 2 * LEASE)]
    const lease = { lockedUntil: now + LEASE, lockedBy: me }
    return inTransaction(async (tx) => {
      for (const lockedUntil of free) {
        const { affected } = await tx.update(AccessToken, { id, lockedUntil }, lease)
        if (affected === 1) return true
      }
      return false
    })
  }

  const giveBack = () =>
    inTransaction((tx) => tx.update(AccessToken, { id, lockedBy: me }, { lockedUntil: null, lockedBy: null }))

  async function leased<T>(work: () => Promise<T>): Promise<T> {
    await ensureRow()
    while (!(await takeLease())) await sleep(LOOK_AGAIN * (1 + Math.random()))
    try {
      return await work()
    } finally {
      await giveBack()
    }
  }

  return {
    async read() {
      const { token = null, expiresAt = null } = (await db.findOneBy(AccessToken, { id })) ?? {}
      return token === null || expiresAt === null ? null : { token, expiresAt }
    },
    async write({ token, expiresAt }) {
      await ensureRow()
      await inTransaction((tx) => tx.update(AccessToken, { id }, { token, expiresAt }))
    },
    async drop(token) {
      await inTransaction((tx) => tx.update(AccessToken, { id, token }, { token: null, expiresAt: null }))
    },
    exclusively(work) {
      const mine = last.then(() => leased(work))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}
