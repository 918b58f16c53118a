/** What a message leads to. */
export interface Handled {
  reply: string | null
  carriedFacts: boolean
  /** It calls for help, tells of grave illness, or is written in the middle of it: the reply is never left out. */
  urgent: boolean
}

export const spoken = (reply: string | null): Handled => ({ reply, carriedFacts: false, urgent: false })
