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

/** Lines that belong together, in a text of several such sections. */
export interface Section {
  head?: string
  lines: readonly string[]
  /** Bytes this section may take at most, so that those after it keep their place. */
  most?: number
  /** Says how many lines did not fit; without it they go unsaid. */
  more?: (left: number) => string
}

const cost = (lines: readonly string[]) => lines.reduce((sum, line) => sum + bytes(line) + 1, 0)

/**
 * Sections one after another within `most` bytes, whole lines only; what does not fit is counted in its section's own
 * words. The order is the order of weight: the first sections are the last to suffer.
 */
export function fitSections(sections: readonly Section[], most = TEXT_BYTES): string {
  const out: string[] = []
  // The last line break is not sent.
  let room = most + 1
  for (const section of sections) {
    const fitted = fitSection(section, Math.min(section.most ?? room, room))
    out.push(...fitted)
    room -= cost(fitted)
  }
  return out.join('\n')
}

function fitSection({ head, lines, more }: Section, room: number): string[] {
  const heads = head === undefined ? [] : [head]
  if (cost([...heads, ...lines]) <= room) return [...heads, ...lines]
  const kept: string[] = []
  for (const [index, line] of lines.entries()) {
    const left = lines.length - index - 1
    const rest = more !== undefined && left > 0 ? [more(left)] : []
    if (cost([...heads, ...kept, line, ...rest]) > room) break
    kept.push(line)
  }
  const counted = more === undefined ? [] : [more(lines.length - kept.length)]
  const said = [...(kept.length > 0 || counted.length > 0 ? heads : []), ...kept, ...counted]
  return cost(said) <= room ? said : []
}
