/** Ids as text: `1-12,15,20-33`. The villages of a nation take the room of one number, and fit any column. */

export function rangesOf(ids: readonly number[]): string {
  const ranges: string[] = []
  for (let at = 0; at < ids.length; ) {
    const first = ids[at] ?? 0
    let last = first
    for (at++; ids[at] === last + 1; at++) last++
    ranges.push(first === last ? String(first) : `${first}-${last}`)
  }
  return ranges.join(',')
}

/** Reads a JSON list as well: the form before. */
export function idsIn(text: string): number[] {
  if (text === '') return []
  if (text.startsWith('[')) return JSON.parse(text) as number[]
  return text.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, n) => first + n)
  })
}
