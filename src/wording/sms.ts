import { clip } from './bytes'

/** About three short messages of seventy characters. */
const LONGEST = 600

/** What goes by short message: the beginning, where an alarm says what matters. */
export const smsText = (text: string) => clip(text, LONGEST)
