/** Words of coming and going, waiting and taking charge that are pieced together or said by few. */
import type { Features } from './features'

const words = (list: string): string[] => list.split(' ')

export const WAYS: readonly (readonly [Features, readonly string[]])[] = [
  [{ object: true }, words('从 打从')],
  [{ object: true, verb: true }, words('等 等着')],
  [{ go: true, verb: true }, words('沿 沿着 顺着')],
  [{ go: true, verb: true, cat: 'patrol', weight: 3 }, words('巡 巡了')],
  [{ pron: 'self', place: 'village' }, words('我这里 我这点 我这儿 我这边')],
  [{ pron: 'team', place: 'village' }, words('我们这里 我们这点 我们这儿 我们这边')],
  [{ safe: true }, words('平安无事 平安无恙 一切平安 一切安全 都很好 很好 一切都好 一切正常 都正常')],
  [{ filler: true }, words('那条线 这条线 那片 这片 那一片 那带 那头 那点')],
  [{ verb: true }, words('退下来 退下来了 退休 退休了 退下')],
  [{ status: 'field' }, words('上的山 下的组 进的山 入的户 上了山 下了组 进了山 下的寨 进的寨 爬的山')],
  [{ go: true, verb: true }, words('挪到 挪去 转往 挪往')],
  [{ verb: true }, words('拖到 挨到 忙到 弄到')],
  [{ symptom: 'mild' }, words('没退烧 没退热 烧没退 烧不退 病还没好 病没好')],
  [{ correct: true }, words('重新报 重报一下 重新报一下 重报 重新说 重新发')],
  [{ safe: true, filler: true }, words('一个不少 一个没少 一人不少 一个都不少 一个都没少')],
  [{ verb: true }, words('负责 早班车 末班车 晚班车')],
  [
    { go: true, verb: true },
    ['回', '上', '下', '走', '到']
      .flatMap((way) => ['趟', '一趟'].map((time) => way + time))
      .concat('回了趟', '回了一趟', '回下'),
  ],
  [{ back: true }, ['才来', '才上来', '才来得', '才上得来', '才到村', '才到岗']],
  [
    { status: 'leave' },
    ['请', '休'].flatMap((way) =>
      ['假', '病假', '事假', '年假', '公休假', '产假', '婚假'].flatMap((kind) => [
        `${way}着${kind}`,
        `${way}${kind}着`,
      ]),
    ),
  ],
  [
    { status: 'in_village' },
    ['年假', '病假', '事假', '婚假', '公休假', '探亲假', '产假', '丧假'].flatMap((kind) =>
      ['销了', '已销', '休完了', '休完', '结束了', '满了'].map((end) => kind + end),
    ),
  ],
  [{ done: true }, words('早就 早已 早都')],
  [{ ack: true }, words('马上办 马上落实 立即落实 这就办 照办照办 遵照执行 坚决落实 一定落实')],
  [{ healed: true }, words('消肿 消肿了 肿消了')],
  [{ filler: true }, words('你 你们 上次 上回 上一次 那次 那回')],
]
