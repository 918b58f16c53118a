/** Danger in the words people have for it: whole families, pieced together from their parts. */
import type { Features } from './features'

const words = (list: string): string[] => list.split(' ')

/** Every head with every tail: 掉 + 进 + 沟. */
const product = (...lists: string[]): string[] =>
  lists.map(words).reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)))

const FALLS = '摔 掉 滚 跌 滑 坠 栽 冲 落 翻 溜'
const DEPTHS =
  '沟 崖 坎 路坎 河 江 坡 井 洞 悬崖 山崖 箐 水里 水沟 深沟 山沟 水塘 鱼塘 水库 水池 桥下 路基 坑 粪坑 沼气池 山下 陡坡 深箐 岩子 路边沟 埂子'

export const DANGER: readonly (readonly [Features, readonly string[]])[] = [
  [
    { help: 'trapped' },
    [
      ...product(FALLS, '进 下 到 落', DEPTHS),
      ...product('摔 掉 滚 跌 栽 滑 坠', '下来 落下来'),
      ...product('夹 压 堵 围 锁 埋 卡', '在', '里头 中间 底下 下面 里边 石头下 车下 车底 车里 屋里'),
      ...product('被', '困在 夹在 压在 堵在 围在 锁在 夹住 卡住 压到 围起来 困起'),
      ...product('爬 走 转 绕 游 钻', '不出来'),
      ...product('摸 找', '不着 不到 不见', '路 下山的路 下山路 回去的路 出去的路 回来的路 方向'),
      ...words(
        '迷了路 迷失 迷失方向 辨不清方向 分不清方向 走散 走散了 爬不上去 爬不上来 游不过来 挣不脱 挣不开 跑不脱 不敢动 不敢下来 不敢上来 进退不得 进退两难 踩空 侧翻 翻车 刹车失灵 刹不住车 刹车坏 刹车没 冲出路面 冲出公路 悬在 不让走 不让我们走 不放我们走 扣住 扣在',
      ),
    ],
  ],
  [
    { help: 'hurt' },
    [
      ...product(
        '手 脚 腿 腰杆 肋骨 骨头 胳膊 手杆 脚杆 大腿 小腿 锁骨 手骨 腿骨',
        '断了 摔断 砸断 压断 折了',
      ),
      ...product('断了', '手 脚 腿 肋骨 骨头 胳膊 两根肋骨 一根肋骨'),
      ...product('砸 压 轧 跌 撞 打', '断'),
      ...product('满头 满脸 满身 一身 一脸 浑身 一头 全身 满手', '是血 都是血 的血 血'),
      ...product('顶 轧 压 捅 砍 打 烧 炸 踩 电 刺', '伤'),
      ...words(
        '流血不止 血流不止 血流满面 鲜血直流 血直流 血直淌 血直冒 流好多血 淌好多血 淌了好多血 出了好多血 好多血 血止不住 止不住血 血还没止住 伤得厉害 伤得不轻 伤势重 伤势严重 受重伤 受了重伤 伤到骨头 伤着骨头 没反应了 没了反应 没呼吸 没得呼吸 没气了 没心跳 断气 动弹不了 起不来身 起不了身 坐不起来 站不起 走不成路',
      ),
    ],
  ],
  [
    { symptom: 'grave' },
    words(
      '电着了 被电着 被电打 遭电打 电打着 被电击 电击 触了电 脑梗 突发脑梗 心梗发作 晕倒在地 昏倒在地 昏过去了 不会说话了 喊不醒 摇不醒 掐不醒 没意识 失去意识 没有意识',
    ),
  ],
  [
    { help: 'call' },
    [
      ...product(
        '快 快点 赶紧 赶快 速 立刻 火速 求 求你们 求求你们 抓紧 快些',
        '喊 叫 派 来',
        '人 几个人 个人 两个人 医生 个医生 救护车 村医 大夫 直升机 消防 救援 救援队 担架 警察 民警',
      ),
      ...words(
        '救我们 救救我 救救我们 拉我上去 拉我们上去 来救我们 快报警 帮报警 帮我报警 快来救火 快来灭火 快救火 救火救火 救火 来救火 求救援 请求搜救 组织搜救 接应我们 来接应 需要接应 要担架 来担架',
      ),
    ],
  ],
]
