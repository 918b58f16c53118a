import { PRIVACY, FEEDBACK_INVITATION } from '../wording/plain'
import { answer } from './ask'
import { myLog } from './myLog'
import type { Telling } from './telling'

/** Menu keys and the words they stand for: a tap works as the typed word does. */
export const MENU_WORDS: Readonly<Record<string, string>> = {
  in_village: '在村',
  field: '下组入户',
  no_signal: '现在上山,山上没信号',
  back: '回来了,在村',
  safe: '平安',
  help: '求助',
  my_log: '我的日志',
  privacy: '隐私',
  feedback: '意见',
}

/** Words with one fixed answer; null for every other text. */
export async function fixedAnswer(telling: Telling, text: string): Promise<string | null> {
  switch (text.trim().replace(/[。.!！?？]+$/, '')) {
    case '隐私':
      return PRIVACY
    case '意见':
    case '投诉':
    case '建议':
      return FEEDBACK_INVITATION
    case '我的日志':
      return myLog(telling)
    case '帮助':
      return (
        await answer(
          telling.rt,
          telling.db,
          telling.speaker,
          { kind: 'question', asks: 'help' },
          telling.moment.now,
        )
      ).text
    default:
      return null
  }
}
