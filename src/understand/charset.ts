/** Sets of single characters, asked by their UTF-16 unit: what the tokenizer looks up at every character. */

export type CharSet = Uint8Array

export function charSet(chars: Iterable<string>): CharSet {
  const set = new Uint8Array(0x10000)
  for (const char of chars) set[char.charCodeAt(0)] = 1
  return set
}

/** Is the character at `at` one of the set? Not behind the end of the text. */
export const isAt = (set: CharSet, text: string, at: number): boolean => set[text.charCodeAt(at)] === 1
