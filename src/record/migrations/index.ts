import { FirstHouse1763942400000 } from './firstHouse'

/** In the order they run; a migration never breaks the version before it. */
export const migrations = [FirstHouse1763942400000]
