import { AccessToken } from '../../entities'
import { openDatabase } from '../../src/record/database'
import { tokenStore } from '../../src/record/tokens'
import { eachDatabase, type TestDatabase } from '../databases'
import { clientFor, NINE, startWecom } from '../jobs/setup'

const ID = 'ww1:1000007'

eachDatabase((_name, open, newPlace) => {
  describe('the access token in the database', () => {
    let database: TestDatabase
    beforeEach(async () => {
      database = await open()
    })
    afterEach(() => database.close())
    const store = (machine = NINE) => tokenStore(database, ID, () => machine)

    it('is written once and read by every process', async () => {
      expect(await store().read()).toBeNull()
      await store().write({ token: 'first', expiresAt: NINE + 7_200_000 })
      expect(await store().read()).toEqual({ token: 'first', expiresAt: NINE + 7_200_000 })
      await store().write({ token: 'second', expiresAt: NINE + 7_300_000 })
      expect(await store().read()).toEqual({ token: 'second', expiresAt: NINE + 7_300_000 })
    })

    it('is dropped only while it is still the one', async () => {
      await store().write({ token: 'second', expiresAt: NINE })
      await store().drop('first')
      expect(await store().read()).toMatchObject({ token: 'second' })
      await store().drop('second')
      expect(await store().read()).toBeNull()
    })

    it('is fetched by one process at a time', async () => {
      const doing: string[] = []
      const fetchToken = (name: string) => () =>
        new Promise<void>((resolve) => {
          doing.push(`${name} begins`)
          setImmediate(() => {
            doing.push(`${name} ends`)
            resolve()
          })
        })
      await Promise.all(['a', 'b', 'c'].map((name) => store().exclusively(fetchToken(name))))
      for (let i = 0; i < 6; i += 2) expect(doing[i + 1]).toBe(doing[i]?.replace('begins', 'ends'))
      expect(doing).toHaveLength(6)
    })

    it('is not waited for longer than the lease of a process that died', async () => {
      await store().write({ token: 'old', expiresAt: NINE })
      await database.inTransaction((db) =>
        db.update(AccessToken, { id: ID }, { lockedUntil: NINE + 15_000, lockedBy: 'dead' }),
      )
      await expect(store(NINE + 15_001).exclusively(() => Promise.resolve('mine'))).resolves.toBe('mine')
      expect(await database.db.findOneBy(AccessToken, { id: ID })).toMatchObject({ lockedBy: null })
    })

    it('gives the lease back when fetching fails', async () => {
      await expect(store().exclusively(() => Promise.reject(new Error('no network')))).rejects.toThrow(
        'no network',
      )
      await expect(store().exclusively(() => Promise.resolve('next'))).resolves.toBe('next')
    })
  })

  it('two processes ask WeCom for one token between them', async () => {
    const place = await newPlace()
    const { standIn } = await startWecom()
    const processes = [await openDatabase(place.target), await openDatabase(place.target)]
    const clients = processes.map((each) =>
      clientFor(
        standIn,
        tokenStore(each, ID, () => NINE),
      ),
    )
    const answers = await Promise.all(clients.flatMap((client) => [client.checkToken(), client.checkToken()]))
    expect(answers.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(standIn.requests).toEqual({ gettoken: 1 })
    await Promise.all(processes.map((each) => each.close()))
    await standIn.stop()
  })
})
