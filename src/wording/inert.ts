/**
 * What somebody typed, made safe to show to others: one line, no links a phone would open, no tags.
 */
export const inert = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[a-z][a-z0-9+.-]*:\/\//gi, '')
    .replace(/(?<=[a-z0-9_-])\.(?=[a-z])/gi, '。')
    .replace(/</g, '〈')
    .replace(/>/g, '〉')
    .trim()
