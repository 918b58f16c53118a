/** Words half or wholly left in pinyin: xun山, 走fang, 村wei会, huilai. */
import { HEARD_WORDS } from './spelling'

/** How the characters of the words below sound. */
const SYLLABLES = new Map(
  (
    '图tu 斑ban 核he 走zou 访fang 户hu 监jian 测ce 入ru 院yuan 坝ba 会hui 长zhang 临lin 时shi 救jiu 助zhu 矛mao 盾dun ' +
    '纠jiu 纷fen 调tiao 解jie 宣xuan 讲jiang 政zheng 策ce 台tai 账zhang 材cai 料liao 居ju 环huan 境jing 防fang 汛xun 巡xun ' +
    '查cha 山shan 危wei 房fang 屋wu 排pai 转zhuan 移yi 安an 置zhi 灾zai 后hou 重chong 建jian 轮lun 休xiu 请qing 假jia ' +
    '病bing 事shi 年nian 续xu 销xiao 值zhi 班ban 留liu 守shou 在zai 岗gang 下xia 组zu 感gan 冒mao 发fa 烧shao 中zhong ' +
    '暑shu 没mei 信xin 号hao 培pei 训xun 平ping 更geng 正zheng 撤che 回hui 驻zhu 村cun 委wei 代dai 办ban 党dang 课ke ' +
    '题ti 群qun 众zhong 返fan 贫pin 耕geng 地di 务wu 工gong 整zheng 治zhi 象xiang 疏shu 通tong 来lai 上shang 到dao ' +
    '宿su 舍she 护hu 周zhou 躺tang 着zhe 明ming 天tian 今jin 昨zuo 晚wan 早zao 书shu 记ji 火huo 点dian 半ban 前qian 医yi ' +
    '生sheng 里li 镇zhen 区qu 学xue 习xi 县xian 开kai 理li 写xie'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)] as const),
)

const ORDINARY =
  '在 回来 回村 下周 下山 上山 到村 村里 宿舍 躺着 巡护 防火 今天 明天 昨天 今晚 书记 点回 点半 点前 医生 医院 镇上 区里 县里 上午 下午 学习 开会 整理 写材料 整台账'

/** Each word with one of its characters, or all of them, as it sounds. */
export const IN_PINYIN: readonly (readonly [string, string])[] = [
  ...HEARD_WORDS,
  ...ORDINARY.split(' '),
].flatMap((word) => {
  const sounds = [...word].map((char) => SYLLABLES.get(char))
  const one = sounds.flatMap((sound, k) => (sound ? [word.slice(0, k) + sound + word.slice(k + 1)] : []))
  const all = sounds.every((sound) => sound !== undefined) ? [sounds.join('')] : []
  return [...one, ...all].map((written) => [written, word] as const)
})
