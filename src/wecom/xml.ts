/**
 * A strict reader for the small XML that WeCom sends: elements, text, CDATA, comments. No DOCTYPE, no declared entities,
 * no processing instructions; attributes are read over. It is the largest single cost of a callback, hence not a general parser.
 */

export interface XmlElement {
  name: string
  /** its own text and CDATA joined, not trimmed */
  text: string
  children: XmlElement[]
}

const MAX_DEPTH = 32
const OPENING = /<([A-Za-z_][\w.-]*)(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y
const CLOSING = /<\/([A-Za-z_][\w.-]*)\s*>/y
const DECLARATION = /^\uFEFF?\s*(?:<\?xml\s[^<>?]*\?>)?/
const REFERENCE = /&(#x[0-9a-f]+|#[0-9]+|[a-z][a-z0-9]*);/gi
const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const SLASH = 0x2f
const BANG = 0x21

/** The root element, or null when the text is not one well-formed document of this small kind. */
export function readXml(source: string): XmlElement | null {
  const top: XmlElement = { name: '', text: '', children: [] }
  const open: XmlElement[] = [top]
  let here = top
  let at = DECLARATION.exec(source)?.[0].length ?? 0

  while (at < source.length) {
    const tag = source.indexOf('<', at)
    const end = tag === -1 ? source.length : tag
    if (end > at) {
      const text = decodeText(source.slice(at, end))
      if (text === null) return null
      here.text += text
    }
    if (tag === -1) break

    const mark = source.charCodeAt(tag + 1)
    if (mark === SLASH) {
      CLOSING.lastIndex = tag
      if (CLOSING.exec(source)?.[1] !== here.name || here === top) return null
      at = CLOSING.lastIndex
      open.pop()
      here = open[open.length - 1] ?? top
    } else if (mark === BANG) {
      const cdata = source.startsWith('<![CDATA[', tag)
      if (!cdata && !source.startsWith('<!--', tag)) return null
      const close = source.indexOf(cdata ? ']]>' : '-->', tag + (cdata ? 9 : 4))
      if (close === -1 || (cdata && here === top)) return null
      if (cdata) here.text += source.slice(tag + 9, close)
      at = close + 3
    } else {
      OPENING.lastIndex = tag
      const opening = OPENING.exec(source)
      if (opening?.[1] === undefined || open.length > MAX_DEPTH) return null
      at = OPENING.lastIndex
      const element: XmlElement = { name: opening[1], text: '', children: [] }
      here.children.push(element)
      if (opening[2] === '') {
        open.push(element)
        here = element
      }
    }
  }

  const root = top.children[0]
  return open.length === 1 && top.children.length === 1 && root && top.text.trim() === '' ? root : null
}

/** A lone `&` stands for itself; a name that XML does not define by itself makes the text unreadable. */
function decodeText(raw: string): string | null {
  if (!raw.includes('&')) return raw
  for (const [, reference = ''] of raw.matchAll(REFERENCE)) {
    if (characterOf(reference) === undefined) return null
  }
  return raw.replace(REFERENCE, (whole, reference: string) => characterOf(reference) ?? whole)
}

function characterOf(reference: string): string | undefined {
  return reference.startsWith('#') ? fromCodePoint(reference) : NAMED.get(reference)
}

function fromCodePoint(reference: string): string | undefined {
  const hex = /^#x/i.test(reference)
  const code = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10)
  const allowed = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return allowed ? String.fromCodePoint(code) : undefined
}

/** The children of that name, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** The first element of that name anywhere below, in document order. */
export function findBelow(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) {
    const found = child.name === name ? child : findBelow(child, name)
    if (found) return found
  }
  return undefined
}

/** Text as CDATA; `]]>` inside it is split over two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
