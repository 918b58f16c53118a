/** What goes wrong with a call, instead of its proper course. */
export type Fault =
  | { errcode: number }
  | { http: number }
  /** the connection breaks before an answer */
  | 'reset'
  /** the answer comes late; `accept`: the call takes effect all the same */
  | { delayMs: number; accept: boolean }

export interface Faults {
  /**
   * the next `count` calls of `api` fail like this, after those already scripted; `message/send text` are only those of
   * that kind, whatever is sent beside them
   */
  failNext: (count: number, fault: Fault, api?: string) => void
  take(api: string): Fault | undefined
  clear(): void
}

export function createFaults(): Faults {
  const scripted = new Map<string, Fault[]>()
  return {
    failNext(count, fault, api = 'message/send') {
      scripted.set(api, [...(scripted.get(api) ?? []), ...Array<Fault>(count).fill(fault)])
    },
    take: (api) => scripted.get(api)?.shift(),
    clear: () => scripted.clear(),
  }
}
