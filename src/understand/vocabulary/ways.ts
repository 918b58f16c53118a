/** Words of coming and going, waiting and taking charge that are pieced together or said by few. */
import type { Features } from './features'

const words = (list: string): string[] => list.split(' ')

export const WAYS: readonly (readonly [Features, readonly string[]])[] = [
  [{ object: true }, words('从 打从')],
  [{ object: true, verb: true }, words('等 等着')],
  [{ verb: true }, words('负责')],
  [
    { go: true, verb: true },
    ['回', '上', '下', '走', '到']
      .flatMap((way) => ['趟', '一趟'].map((time) => way + time))
      .concat('回了趟', '回了一趟', '回下'),
  ],
  [{ back: true }, ['才来', '才上来', '才来得', '才上得来', '才到村', '才到岗']],
  [{ filler: true }, words('上次 上回 上一次 那次 那回')],
]
