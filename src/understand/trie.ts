/** A map from words to values that finds the longest word beginning at a place of a text. */

export interface Trie<V> {
  next: Map<number, Trie<V>>
  value?: V
}

export interface Match<V> {
  length: number
  value: V
}

export function newTrie<V>(): Trie<V> {
  return { next: new Map() }
}

export function insert<V>(trie: Trie<V>, word: string, value: V): void {
  let node = trie
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    let child = node.next.get(code)
    if (!child) {
      child = newTrie<V>()
      node.next.set(code, child)
    }
    node = child
  }
  node.value = value
}

/** The value of exactly this word. */
export function lookup<V>(trie: Trie<V>, word: string): V | undefined {
  const found = longest(trie, word, 0)
  return found?.length === word.length ? found.value : undefined
}

/** The longest word of the trie that begins at `start`. */
export function longest<V>(trie: Trie<V>, text: string, start: number): Match<V> | undefined {
  let node: Trie<V> | undefined = trie
  let best: Match<V> | undefined
  for (let i = start; i < text.length; i++) {
    node = node.next.get(text.charCodeAt(i))
    if (!node) break
    if (node.value !== undefined) best = { length: i + 1 - start, value: node.value }
  }
  return best
}
