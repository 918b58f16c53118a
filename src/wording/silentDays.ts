import { withPhone } from './people'

const MATES = { not_asked: '', no_answer: ',问过队友还没回', unsure: ',问过队友也还不清楚' }

/** A line of the township's digest about somebody of whom nothing was heard for days. */
export function silentDaysLine(
  holder: Parameters<typeof withPhone>[0],
  days: number,
  mates: 'not_asked' | 'no_answer' | 'unsure',
): string {
  return `${withPhone(holder)}:${days}个工作日没有消息,也没人说起(不等于不在岗)${MATES[mates]}。`
}
