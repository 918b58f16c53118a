import pino from 'pino'
import { Message } from '../entities'
import { logOptions, reasonOf } from '../src/log'
import { openDatabase } from '../src/record/database'

function logged(fields: object): string {
  const lines: string[] = []
  pino(logOptions('info'), { write: (line: string) => void lines.push(line) }).info(fields, 'something')
  return lines.join('')
}

describe('the log', () => {
  it('writes no secret, whether it stands alone or within something', () => {
    const line = logged({
      token: 'hidden-1',
      wecom: { secret: 'hidden-2', access_token: 'hidden-3' },
      port: 3000,
    })
    expect(line).not.toContain('hidden')
    expect(JSON.parse(line)).toMatchObject({ level: 'info', port: 3000, msg: 'something' })
  })

  it('writes of a failed statement what failed, not the values it carried', async () => {
    const database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
    const error: unknown = await database
      .inTransaction((db) => db.insert(Message, { deliveryKey: 'm:1', text: '今天发烧在宿舍' }))
      .catch((reason: unknown) => reason)
    await database.close()
    const line = logged({ err: error })
    expect(line).toContain('NOT NULL constraint failed')
    expect(line).not.toContain('发烧')
  })
})

describe('an error in one line', () => {
  it.each([
    ['cannot start: no such host', new Error('cannot start', { cause: new Error('no such host') })],
    ['ECONNREFUSED', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['just a word', 'just a word'],
  ])('is %s', (line, error) => {
    expect(reasonOf(error)).toBe(line)
  })
})
