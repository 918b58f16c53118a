import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Village } from '../../entities'
import { openDatabase } from '../../src/record/database'

describe('a SQLite file that another process is writing', () => {
  it('is waited for, while everything else is answered', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zaicun-busy-'))
    const path = join(folder, 'z.sqlite')
    const database = await openDatabase({ kind: 'sqlite', path })
    const other = new BetterSqlite3(path)
    other.exec('BEGIN IMMEDIATE')
    const written = database.inTransaction((db) =>
      db.insert(Village, { township: '云岭镇', name: '一村' }).then(() => 'written'),
    )
    // Five more turns with time between them: the wait does not sit in one.
    const turns = (async () => {
      for (let turn = 0; turn < 5; turn++) await database.db.count(Village)
      return 'answered'
    })()
    expect(await Promise.race([written, turns])).toBe('answered')
    other.exec('COMMIT')
    expect(await written).toBe('written')
    other.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
