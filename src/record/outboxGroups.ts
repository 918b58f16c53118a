import { Like, MoreThan } from 'typeorm'
import { OutboundMessage } from '../../entities'
import type { Db } from './database'

/** Was something queued since `since` in a group whose name begins so? */
export const groupQueuedSince = (db: Db, beginning: string, since: number): Promise<boolean> =>
  db.existsBy(OutboundMessage, { groupKey: Like(`${beginning}%`), queuedAt: MoreThan(since) })
