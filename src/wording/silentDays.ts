import { withPhone } from './people'

/** A line of the township's digest about somebody of whom nothing was heard for days. */
export function silentDaysLine(
  holder: Parameters<typeof withPhone>[0],
  days: number,
  asked: boolean,
): string {
  const mates = asked ? ',问过队友也还不清楚' : ''
  return `${withPhone(holder)}:${days}个工作日没有消息,也没人说起(不等于不在岗)${mates}。`
}
