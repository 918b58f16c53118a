import { ALARMS } from './alarms'
import { ASKS } from './asks'
import { FIXED } from './fixed'
import { REPLIES } from './replies'

/**
 * Whole sentences of the bot in English. `{…}` stands for whatever the bot fills in; it is read word by word. A sentence
 * ends at 。?! or the end of its line; the first that fits is taken.
 */
export const SENTENCES: readonly (readonly [string, string])[] = [...FIXED, ...ALARMS, ...REPLIES, ...ASKS]
