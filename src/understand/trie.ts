/**
 * A map from words to values that finds the longest word beginning at a place of a text.
 * Its edges lie in one open-addressed table: the readers ask it at every character.
 */

export interface Match<V> {
  length: number
  value: V
}

export interface Trie<V> {
  /** The node an edge leaves and its character (`node * 65536 + code`); -1 where the slot is free. */
  edges: Float64Array
  /** The node an edge leads to. */
  targets: Int32Array
  /** The word that ends at each node; the root is node 0. */
  words: (Match<V> | undefined)[]
}

const SMALLEST = 64

export const newTrie = <V>(): Trie<V> => ({
  edges: new Float64Array(SMALLEST).fill(-1),
  targets: new Int32Array(SMALLEST),
  words: [undefined],
})

/** Where the edge stands, or the free slot where it would. */
function slotOf(edges: Float64Array, edge: number): number {
  const mask = edges.length - 1
  let slot = Math.imul(edge, 0x9e3779b1)
  slot = (slot ^ (slot >>> 15)) & mask
  while (edges[slot] !== edge && edges[slot] !== -1) slot = (slot + 1) & mask
  return slot
}

function grow<V>(trie: Trie<V>): void {
  const { edges, targets } = trie
  trie.edges = new Float64Array(edges.length * 2).fill(-1)
  trie.targets = new Int32Array(edges.length * 2)
  edges.forEach((edge, i) => {
    if (edge === -1) return
    const slot = slotOf(trie.edges, edge)
    trie.edges[slot] = edge
    trie.targets[slot] = targets[i] ?? 0
  })
}

export function insert<V>(trie: Trie<V>, word: string, value: V): void {
  let node = 0
  for (let i = 0; i < word.length; i++) {
    const edge = node * 0x10000 + word.charCodeAt(i)
    let slot = slotOf(trie.edges, edge)
    if (trie.edges[slot] === -1) {
      if (trie.words.length * 2 > trie.edges.length) {
        grow(trie)
        slot = slotOf(trie.edges, edge)
      }
      trie.edges[slot] = edge
      trie.targets[slot] = trie.words.length
      trie.words.push(undefined)
    }
    node = trie.targets[slot] ?? 0
  }
  trie.words[node] = { length: word.length, value }
}

/** The value of exactly this word. */
export function lookup<V>(trie: Trie<V>, word: string): V | undefined {
  const found = longest(trie, word, 0)
  return found?.length === word.length ? found.value : undefined
}

/**
 * The longest word of the trie that begins at `start`; `end`: where the text is taken to end,
 * `spelt`: the character each character of the text stands for.
 */
export function longest<V>(
  trie: Trie<V>,
  text: string,
  start: number,
  end = text.length,
  spelt?: Uint16Array,
): Match<V> | undefined {
  const { edges, targets, words } = trie
  let node = 0
  let best: Match<V> | undefined
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    const edge = node * 0x10000 + (spelt === undefined ? code : (spelt[code] ?? code))
    const slot = slotOf(edges, edge)
    if (edges[slot] !== edge) break
    node = targets[slot] ?? 0
    best = words[node] ?? best
  }
  return best
}
