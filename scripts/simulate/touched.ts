import type { AfterQueryEvent } from 'typeorm'
import type { Database } from '../../src/record/database'

const WRITES = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b.*?\b(?:outbound_message|search_case|downtime)\b/is

/**
 * Tells whether anything was written since it was last asked from which a job may have something to do: a minute in
 * which nothing was need not be looked at.
 */
export function createTouched({ source }: Database): () => boolean {
  let isTouched = true
  source.subscribers.push({
    afterQuery({ query }: AfterQueryEvent) {
      if (!isTouched && WRITES.test(query)) isTouched = true
    },
  })
  return () => {
    const was = isTouched
    isTouched = false
    return was
  }
}
