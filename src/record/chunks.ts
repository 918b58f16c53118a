/** Engines limit the parameters of one statement; lists of ids are asked for in pieces. */
const MOST = 500

/** The ids a few at a time. */
export const piecesOf = (ids: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(ids.length / MOST) }, (_each, n) => ids.slice(n * MOST, (n + 1) * MOST))

/** Runs `read` for pieces of `ids`, one after another, and joins what it finds. */
export async function inChunks<T>(
  ids: readonly number[],
  read: (piece: number[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = []
  for (const piece of piecesOf(ids)) found.push(...(await read(piece)))
  return found
}
