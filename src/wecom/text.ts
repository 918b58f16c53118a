/** What WeCom shows of one text message, in UTF-8 bytes; it cuts off the rest. */
export const TEXT_LIMIT = 2048

/** Control characters but line feed and tab, lone surrogates, non-characters: neither XML nor JSON may carry them. */
const UNSENDABLE = /[^\P{Cc}\n\t]|\p{Cs}|[\ufffe\uffff]/gu

/** The text as it may go out: nothing unsendable, at most `limit` bytes, cut between characters. */
export function fitText(text: string, limit = TEXT_LIMIT): string {
  const clean = text.replace(UNSENDABLE, '')
  // No UTF-16 unit takes more than 3 bytes.
  if (clean.length * 3 <= limit) return clean
  const bytes = Buffer.from(clean)
  if (bytes.length <= limit) return clean
  let end = limit
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end)
}
