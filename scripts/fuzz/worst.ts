/** Texts of one kind from end to end: what the readers could choke on, as long as wanted. */
import { WORDS } from './texts'

const PLAIN = [
  '1',
  '12,',
  '1、',
  '1.',
  '\n1.',
  '9点',
  '3号',
  '一',
  '三',
  '一百',
  'a1 ',
  '。',
  ',',
  '、',
  ' ',
  '\n',
  '(',
  '([「',
  ')',
  '"',
  '?',
  '😂',
  '\ud83d',
  '\u200d',
  '龘',
  '王',
  '王建国',
  '小李、',
  '和小李',
  '跟老杨,',
  '书记',
  '是',
  '不是',
  '不是三组是五组,',
  '核图斑12块',
  '其中3户',
  '我在五组核图斑12块,6点前回。',
  '谁没报?',
  '通知各村:明天开会。',
  '如果下雨就不去,',
  '请假3天',
  '头疼,',
  '克',
  '圖斑',
  '图班',
]

/** Pieces to repeat: hand-made ones, and for every family of the vocabulary its longest words run together. */
export const REPEATED: readonly string[] = [
  ...PLAIN,
  ...WORDS.map((words) => [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))),
].map((piece) => (typeof piece === 'string' ? piece : piece.slice(0, 5).join('')))

/** The piece again and again, up to a size in bytes. */
export function repeated(piece: string, bytes: number): string {
  const size = Buffer.byteLength(piece)
  return piece.repeat(Math.floor(bytes / size))
}
