/** What WeCom shows of one text message, in UTF-8 bytes; it cuts off the rest. */
export const TEXT_LIMIT = 2048

// Line feed and tab are the only control characters that XML and WeCom's clients can show.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g

/** The text as it may go out: no control characters, at most `limit` bytes, cut between characters. */
export function fitText(text: string, limit = TEXT_LIMIT): string {
  const clean = text.replace(CONTROL, '')
  // No UTF-16 unit takes more than 3 bytes.
  if (clean.length * 3 <= limit) return clean
  const bytes = Buffer.from(clean)
  if (bytes.length <= limit) return clean
  let end = limit
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end)
}
