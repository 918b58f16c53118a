/** Engines limit the parameters of one statement; lists of ids are asked for in pieces. */
const MOST = 500

/** Runs `read` for pieces of `ids`, one after another, and joins what it finds. */
export async function inChunks<T>(
  ids: readonly number[],
  read: (piece: number[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = []
  for (let from = 0; from < ids.length; from += MOST) {
    found.push(...(await read(ids.slice(from, from + MOST))))
  }
  return found
}
