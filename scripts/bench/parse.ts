import { understand } from '../../src/understand'
import { villagesFor } from './district'
import { ordinaryDay } from './texts'

/** Texts understood in a second by one core, after it has warmed up. */
export function textsPerSecond(count: number): number {
  const villages = villagesFor(363)
  const start = Date.parse('2026-07-07T08:00:00+08:00')
  const said = ordinaryDay(villages, { count, start, apart: 1000 })
  const read = () => {
    for (const { text, at, from } of said) {
      const village = villages[from.villageId - 1]
      const people = (village?.members ?? []).map(({ name }) => ({ name, title: '工作队员' }))
      understand(text, at, {
        timezone: 'Asia/Shanghai',
        role: 'member',
        people,
        places: [village?.name ?? ''],
      })
    }
  }
  read()
  const began = performance.now()
  read()
  return count / ((performance.now() - began) / 1000)
}
