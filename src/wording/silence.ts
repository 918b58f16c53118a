/** What announced silence is of, as it was said: no signal, an empty battery, a telephone handed in. */

const OF_THE_PHONE: readonly (readonly [RegExp, string])[] = [
  [/没电|没有电|电不多|电量|电池|[%格]的?电|充不|省电/, '手机没电'],
  [/关机|关手机/, '手机关机'],
  [/上交|统一保管|要交/, '手机上交'],
  [/没带|不在身边|[落忘丢放]在/, '手机没带在身边'],
  [/静音|不方便接|不能接|接不了/, '不方便接电话'],
  [/手机[^,,]{0,3}(?:坏|进水|掉)/, '手机坏了'],
]
const OF_THE_SIGNAL = /信号|没.{0,2}网|盲区|打不通|打不进|联系不上/

/** (山上没信号), (手机没电): as it was announced. */
export const muteWord = ({ noSignal, words }: { noSignal: boolean; words: string | null }) =>
  noSignal ? `(${muteOf(words)})` : ''

/** The same, told later of whoever said so: 没信号. */
export const muteBrief = (words: string | null) => muteOf(words).replace(/^山上/, '')

/** 没信号, 山上没信号, 手机没电; 联系不上 where the words at hand do not say why. */
export function muteOf(words: string | null): string {
  const said = words ?? ''
  const phone = OF_THE_PHONE.find(([pattern]) => pattern.test(said))?.[1]
  if (phone === undefined) return said.includes('山') ? '山上没信号' : '没信号'
  return OF_THE_SIGNAL.test(said) ? `没信号,${phone}` : phone
}
