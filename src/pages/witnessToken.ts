import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What a witness link stands for: one case, one person who is asked, until an instant of the machine's clock (epoch ms);
 * `at`: when it was made, by the clock of the case.
 */
export interface WitnessClaim {
  caseId: number
  personId: number
  until: number
  at: number
}

/** Makes and reads the tokens of witness links. */
export interface WitnessTokens {
  sign(claim: WitnessClaim): string
  /** Null for a token that is malformed, forged or past its time. */
  read(token: string, now: number): WitnessClaim | null
}

const PATTERN = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([\w-]{22})$/

/** `secret`: something only our processes know; a key of its own is derived from it. */
export function witnessTokens(secret: string): WitnessTokens {
  const key = createHmac('sha256', secret).update('zaicun witness link').digest()
  const seal = (body: string) => createHmac('sha256', key).update(body).digest('base64url').slice(0, 22)
  return {
    sign({ caseId, personId, until, at }) {
      const body = [caseId, personId, until, at].map((n) => n.toString(36)).join('.')
      return `${body}.${seal(body)}`
    },
    read(token, now) {
      const parts = PATTERN.exec(token)
      if (parts === null) return null
      const [, first = '', second = '', third = '', fourth = '', given = ''] = parts
      const expected = Buffer.from(seal(`${first}.${second}.${third}.${fourth}`))
      if (!timingSafeEqual(expected, Buffer.from(given))) return null
      const claim = {
        caseId: parseInt(first, 36),
        personId: parseInt(second, 36),
        until: parseInt(third, 36),
        at: parseInt(fourth, 36),
      }
      return claim.until > now ? claim : null
    },
  }
}
