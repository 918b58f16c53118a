const WIDE: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  ';': '\uff1b',
  ':': '\uff1a',
  '?': '\uff1f',
  '!': '\uff01',
  '(': '\uff08',
  ')': '\uff09',
}
const NARROW = new Map(Object.entries(WIDE).map(([narrow, wide]) => [wide, narrow]))

const BESIDE_HAN = /(?<=[\p{Script=Han}\u3001-\u300f])[,;:?!()]|[,;:?!()](?=[\p{Script=Han}\u3008-\u300f])/gu

/** Chinese with the wide marks a phone's keyboard gives: 「在村,」 with the comma of Chinese print. */
export const typeset = (text: string): string => text.replace(BESIDE_HAN, (mark) => WIDE[mark] ?? mark)

/** The same text with narrow marks, so that it can be looked up however it was set. */
export const narrow = (text: string): string => [...text].map((mark) => NARROW.get(mark) ?? mark).join('')
