import { XMLParser } from 'fast-xml-parser'
import { readXml, type XmlElement } from '../../src/wecom/xml'

const oracle = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  preserveOrder: true,
})

/** A small generator with a seed, so that a failure can be seen again. */
function seeded(seed: number) {
  let state = seed
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  const below = (n: number) => Math.floor(next() * n)
  return { below, pick: <T>(list: readonly T[]) => list[below(list.length)] as T }
}
type Random = ReturnType<typeof seeded>

const NAMES = ['xml', 'Content', 'MsgId', 'item', 'Location_X', 'a.b', '_x-1']
const PIECES = [
  '在村',
  ' ',
  '\n',
  '🌾',
  'x',
  '0071',
  '&lt;',
  '&amp;',
  '&gt;',
  '&quot;',
  '&apos;',
  '>',
  '"',
  "'",
]
const CDATA = [...PIECES, '<b>', '</Content>', '&nobody;', ']]', ']', '<!--', '<![CDATA[']

function many(random: Random, most: number, make: () => string): string {
  return Array.from({ length: random.below(most + 1) }, make).join('')
}

function element(random: Random, depth: number): string {
  const name = random.pick(NAMES)
  if (random.below(8) === 0) return `<${name}/>`
  const inside = many(random, 4, () => {
    const kind = random.below(depth > 3 ? 3 : 5)
    if (kind === 0) return many(random, 3, () => random.pick(PIECES))
    if (kind === 1) return `<![CDATA[${many(random, 4, () => random.pick(CDATA)).replaceAll(']]>', '')}]]>`
    if (kind === 2) return `<!-- ${many(random, 2, () => random.pick(NAMES))} -->`
    return element(random, depth + 1)
  })
  return `<${name}${random.below(6) === 0 ? ' k="v>"' : ''}>${inside}</${name}>`
}

/** Both trees in one shape: name, joined text, children. */
function fromOracle(nodes: Record<string, unknown>[]): XmlElement[] {
  return nodes.flatMap((node) =>
    Object.entries(node)
      .filter(([name]) => name !== '#text' && name !== ':@')
      .map(([name, inside]) => {
        const list = inside as Record<string, unknown>[]
        const text = list.map((child) => (child['#text'] as string | undefined) ?? '').join('')
        return { name, text, children: fromOracle(list) }
      }),
  )
}

describe('readXml', () => {
  it('reads 3000 made-up documents as a general parser does', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const source = element(seeded(seed * 7919), 0)
      const expected = fromOracle(oracle.parse(source) as Record<string, unknown>[])
      expect({ source, read: readXml(source) }).toEqual({ source, read: expected[0] })
    }
  })

  it('never throws on a document that was cut or changed', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const random = seeded(seed * 104_729)
      const source = element(random, 0)
      const at = random.below(source.length)
      const spoilt =
        source.slice(0, at) + random.pick(['', '<', '>', '&#0;', ']]>', '</', '<!']) + source.slice(at + 1)
      expect(() => readXml(spoilt)).not.toThrow()
    }
  })

  it.each([
    ['nothing', ''],
    ['text only', 'hello'],
    ['text before the root', 'x<xml/>'],
    ['text after the root', '<xml/>x'],
    ['CDATA outside the root', '<xml/><![CDATA[ ]]>'],
    ['two roots', '<xml/><xml/>'],
    ['an element not closed', '<xml><a></xml>'],
    ['an element closed twice', '<xml></a></xml>'],
    ['elements that overlap', '<xml><a><b></a></b></xml>'],
    ['a tag not finished', '<xml><a'],
    ['a CDATA section not finished', '<xml><![CDATA[x</xml>'],
    ['a comment not finished', '<xml><!-- x</xml>'],
    ['a DOCTYPE', '<!DOCTYPE xml><xml/>'],
    ['a DOCTYPE inside', '<xml><!DOCTYPE xml></xml>'],
    ['an entity declaration', '<xml><!ENTITY a "b"></xml>'],
    ['an undefined entity', '<xml>&a;</xml>'],
    ['a name that objects carry', '<xml>&constructor;</xml>'],
    ['a forbidden character by number', '<xml>&#0;</xml>'],
    ['half a surrogate pair by number', '<xml>&#xD800;</xml>'],
    ['a number beyond Unicode', '<xml>&#x110000;</xml>'],
    ['a processing instruction', '<xml><?php ?></xml>'],
    ['an attribute without quotes', '<xml a=b></xml>'],
    ['a name that starts with a digit', '<1/>'],
    ['very deep nesting', '<a>'.repeat(20_000) + '</a>'.repeat(20_000)],
  ])('refuses %s', (_, source) => {
    expect(readXml(source)).toBeNull()
  })

  it.each([
    [
      'a byte order mark and a declaration',
      '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xml>1</xml>',
      '1',
    ],
    ['numbers for characters', '<xml>&#26449;&#x6751;&#x1F33E;</xml>', '村村🌾'],
    ['an ampersand that stands for itself', '<xml>a & b &c</xml>', 'a & b &c'],
    ['a split CDATA section', '<xml><![CDATA[a]]]]><![CDATA[>b]]></xml>', 'a]]>b'],
    ['what looks like markup in CDATA', '<xml><![CDATA[<a>&lt;</xml>]]></xml>', '<a>&lt;</xml>'],
  ])('reads %s', (_, source, text) => {
    expect(readXml(source)).toEqual({ name: 'xml', text, children: [] })
  })

  it('reads 64 KiB of the worst within a blink', () => {
    const sources = [
      '<a '.repeat(21_000),
      '<',
      '&'.repeat(65_000),
      `<xml ${'a="" '.repeat(13_000)}`,
      '<!--'.repeat(16_000),
    ]
    const started = performance.now()
    for (const source of sources) expect(readXml(source)).toBeNull()
    expect(performance.now() - started).toBeLessThan(500)
  })
})
