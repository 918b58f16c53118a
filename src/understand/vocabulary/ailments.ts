/** Aches in the words people have for them: 头还有点晕, 腰杆一直酸, 膝盖又肿. */
import type { Features } from './features'

const product = (...lists: string[]): string[] =>
  lists
    .map((list) => list.split(' '))
    .reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)))

const HOW =
  '还 还有点 有点 有些 还有些 又 一直 老 总 总是 还是 仍 还在 也 特别 非常 很 好 太 突然 隐隐 阵阵 直 开始 又开始 一阵阵 感觉 觉得有点'

export const AILMENTS: readonly (readonly [Features, readonly string[]])[] = [
  [{ symptom: 'mild' }, product('头 脑壳 头有点', HOW, '晕 昏 疼 痛 胀 沉 重')],
  [
    { symptom: 'mild' },
    product(
      '肚子 胃 腰 腰杆 脚 腿 膝盖 嗓子 喉咙 牙 牙齿 眼睛 背 手 脖子 肩膀 关节 脚踝 腿杆 手杆 耳朵',
      HOW,
      '疼 痛 酸 胀 肿 难受 不舒服 发炎 麻',
    ),
  ],
  [{ symptom: 'grave' }, product('喘气 出气 呼吸', '都费劲 费劲 都困难 都喘不上 都难')],
  [{ symptom: 'grave' }, product('胸口 心口 心脏', HOW, '疼 痛 闷 绞痛')],
]
