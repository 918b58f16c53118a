/** Names and numbers taken out of a text, so that words can be looked at without the people they were about. */

const SURNAME = '[一-鿿]'
const TITLE =
  '书记|队长|组长|社长|老师|支书|主任|会计|文书|委员|医生|站长|镇长|乡长|所长|科长|局长|领导|大爷|大妈|大姐|大哥|大叔|大娘|嬢嬢|哥|姐|叔|婶|工|总'
/** 张书记, 小李, 老王; the words that look like them stay readable often enough. */
const CALLED = new RegExp(
  `(?:${SURNAME}(?=(?:${TITLE})(?![一-鿿]{0,1}作))|(?<=[小老阿])(?!家|乡|人|年|样|是|师|组|学|时|路|寨|板|百|干)${SURNAME})`,
  'g',
)
const DIGITS = /[0-9０-９]+(?:[.．,][0-9０-９]+)?/g
const NUMERAL = '[零〇一二两三四五六七八九十百千万半]'
/** Any run of them; one alone before what it counts. */
const NUMERALS = new RegExp(
  `${NUMERAL}{2,}|${NUMERAL}(?=[一-鿿]?(?:户|家|人|块|亩|次|场|份|个|点|天|月|日|号|公里|起|件|本|条|组))`,
  'g',
)
const ACCOUNTS = /[A-Za-z][A-Za-z0-9_.-]{3,}/g

const LONGEST_NAME = 4

/** The length of the known name that begins at `start`, the longest first; 0 for none. */
function nameAt(text: string, start: number, names: ReadonlySet<string>): number {
  for (let length = LONGEST_NAME; length > 1; length--) {
    if (names.has(text.slice(start, start + length))) return length
  }
  return 0
}

function withoutNames(text: string, names: ReadonlySet<string>): string {
  let out = ''
  for (let i = 0; i < text.length; ) {
    const length = nameAt(text, i, names)
    out += length > 0 ? '某某' : text.charAt(i)
    i += Math.max(length, 1)
  }
  return out
}

/** Full names and given names of two characters and more: what `masked` takes out. */
export const namesOf = (people: readonly string[]): Set<string> =>
  new Set(people.flatMap((name) => [name, name.slice(1)]).filter((name) => name.length > 1))

/** A text with known names, names with titles, numbers and accounts masked. */
export const masked = (text: string, names: ReadonlySet<string>): string =>
  withoutNames(text, names)
    .replace(CALLED, '某')
    .replace(ACCOUNTS, '某某')
    .replace(DIGITS, '#')
    .replace(NUMERALS, '#')
