import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import iconv from 'iconv-lite'
import { Message, Person } from '../../entities'
import { type Finished, rosterCommand } from '../../src/roster/command'
import { eachDatabase } from '../databases'
import { csvOf } from './files'

const ROWS = [
  { 账号: 'dm', 姓名: '杜明', 手机: '13900000003', 职务: '区级管理员', 备注: '' },
  { 账号: 'qa', 姓名: '钱安', 手机: '13900000002', 职务: '意见受理人', 备注: '兼' },
]
const SCRIPT = join(__dirname, '../../scripts/roster.ts')

const AT = Date.parse('2026-06-01T08:00:00+08:00')

jest.setTimeout(60_000)

describe('npm run roster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zaicun-roster-'))
  const good = join(folder, '名册.csv')
  const bad = join(folder, 'bad.csv')
  writeFileSync(good, iconv.encode(csvOf(ROWS), 'gbk'))
  writeFileSync(bad, csvOf([...ROWS, { 姓名: '孙\u001B[31m平', 职务: '书记' }]))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const none = `sqlite:${join(folder, 'none.sqlite')}`
  const run = (args: string[], url = none) => rosterCommand(args, { DATABASE_URL: url }, AT)
  const runApart = (args: string[], url: string) =>
    new Promise<Finished>((resolve) => {
      const env = { DATABASE_URL: url, TIMEZONE: '', POLICY_FILE: '' }
      execFile(process.execPath, ['--import', 'tsx', SCRIPT, ...args], { env }, (error, out, err) => {
        resolve({ code: error === null ? 0 : error.code === 2 ? 2 : 1, out: out.trimEnd(), err })
      })
    })

  test('explains itself', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    expect(out.split('\n')[0]).toBe('用法:npm run -s roster -- import 文件 [--dry-run]')
  })

  test.each([
    [[]],
    [['import']],
    [['export', 'a.csv']],
    [['import', 'a.csv', 'b.csv']],
    [['import', 'a.csv', '--force']],
  ])('shows its usage when it is called with %j', async (args) => {
    const { code, err } = await run(args)
    expect(code).toBe(2)
    expect(err).toContain('用法:')
  })

  test('says in one line what is wrong with the file', async () => {
    const { code, err } = await run(['import', join(folder, 'nowhere.csv')])
    expect([code, err]).toEqual([1, `读不到 ${join(folder, 'nowhere.csv')}:没有这个文件。`])
    expect((await run(['import', folder])).err).toContain('这是一个文件夹')
  })

  test('says in one message what is wrong with the configuration', async () => {
    const { code, err } = await run(['import', good], 'postgres://somewhere')
    expect(code).toBe(1)
    expect(err).toMatch(/^Configuration errors .*\n {2}DATABASE_URL is malformed: .*$/)
  })

  test('leaves no file behind after a dry run', async () => {
    const { code, out } = await run(['import', good, '--dry-run'])
    expect(code).toBe(0)
    expect(out.split('\n').at(-1)).toBe('新增 2、更改 0、不变 0、拒绝 0。这是试运行,什么也没有写入。')
    expect(existsSync(join(folder, 'none.sqlite'))).toBe(false)
  })

  eachDatabase((_, open) => {
    test('imports beside a process that is writing, and the second time leaves all rows as they are', async () => {
      const database = await open()
      let written = 0
      let importing = true
      async function keepWriting() {
        // A message every 5 ms, as a busy server takes them.
        for await (const at of setInterval(5, 0)) {
          if (!importing) return
          const row = { deliveryKey: `k${String(written)}`, day: '2026-06-01', at, kind: 'text' }
          await database.inTransaction((db) => db.insert(Message, row))
          written++
        }
      }
      const writing = keepWriting()
      const first = await runApart(['import', good], database.url)
      importing = false
      await writing
      expect(first).toEqual({
        code: 0,
        err: '',
        out: [
          '没有用到的列:备注',
          '新增:',
          '  第 2 行 杜明,区级管理员',
          '  第 3 行 钱安,意见受理人',
          '新增 2、更改 0、不变 0、拒绝 0。已写入。',
        ].join('\n'),
      })
      expect(await database.db.count(Message)).toBe(written)
      expect(await database.db.count(Person)).toBe(2)
      const second = await run(['import', good], database.url)
      expect(second.out.split('\n').slice(1)).toEqual([
        '不变:',
        '  第 2 行 杜明,区级管理员',
        '  第 3 行 钱安,意见受理人',
        '新增 0、更改 0、不变 2、拒绝 0。和已有的一样,没有要写的。',
      ])
    })

    test('exits with 1 and writes nothing when a row is rejected', async () => {
      const database = await open()
      const { code, out } = await run(['import', bad], database.url)
      expect(code).toBe(1)
      expect(out.split('\n').slice(-3)).toEqual([
        '拒绝:',
        expect.stringMatching(/^ {2}第 4 行 不认识职务「书记」,只能是:第一书记、.*、意见受理人$/),
        '新增 2、更改 0、不变 0、拒绝 1。有拒绝的行,所以一行也没有写入;改好后整份再导入一次。',
      ])
      expect(out).not.toContain('\u001B')
      expect(await database.db.count(Person)).toBe(0)
    })
  })
})
