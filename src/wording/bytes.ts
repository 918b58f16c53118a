/** WeCom counts a text in UTF-8 bytes and cuts what is beyond 2048. */

export const TEXT_BYTES = 2048

/** UTF-8 length of a text. */
export function bytes(text: string): number {
  let total = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    total += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return total
}

/** The longest beginning of a text within `most` bytes, with … where something was left out. */
export function clip(text: string, most: number): string {
  if (bytes(text) <= most) return text
  let used = 3
  let kept = ''
  for (const char of text) {
    used += bytes(char)
    if (used > most) break
    kept += char
  }
  return `${kept}…`
}

/** Lines joined within `most` bytes: the longest middle lines are shortened first, the first and last are kept whole. */
export function fit(lines: readonly string[], most: number): string {
  const kept = [...lines]
  for (;;) {
    const over = bytes(kept.join('\n')) - most
    if (over <= 0) return kept.join('\n')
    const middle = kept.slice(1, -1)
    const longest = middle.reduce((best, line, i) => (bytes(line) > bytes(middle[best] ?? '') ? i : best), 0)
    const line = middle[longest]
    if (line === undefined || bytes(line) <= 12) return clip(kept.join('\n'), most)
    kept[longest + 1] = clip(line, Math.max(9, bytes(line) - over))
  }
}
