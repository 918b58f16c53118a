import { In } from 'typeorm'
import { Posting } from '../../entities'
import type { Db } from './database'
import type { Speaker } from './people'

/** Marks the person's postings as welcomed; true when one of them had not been. */
export async function welcomeOnce(db: Db, { postings }: Speaker, at: number): Promise<boolean> {
  const fresh = postings.filter((posting) => posting.welcomedAt === null).map((posting) => posting.id)
  if (fresh.length === 0) return false
  await db.update(Posting, { id: In(fresh) }, { welcomedAt: at })
  for (const posting of postings) posting.welcomedAt ??= at
  return true
}
