/** Short fixed sentences of the conversation. */

const PURPOSE = '我只做一件事:让人随时知道工作队在哪、平安不平安。'
const KEPT = '任期结束一年后删除;回『隐私』看记了什么、谁看得到,回『意见』可以直说。'

/** What it is for, who sees it, how long it is kept: to each in the words of the part they have in it. */
const SEEN = '看得到的:本队、村干部、镇上和区里。'
const WELCOMES = {
  member: [
    '每天队里有一个人、用一句平常话说说去向就够了,像『上山核图斑,6点前回,没信号』;不用填表,不评比。',
    `${SEEN}${KEPT}`,
  ],
  village: ['偶尔早上问您一句工作队在村里还是下组了,回一个字就行;不想收就回『别再问我』。', `${SEEN}${KEPT}`],
  supervisor: [
    '随时可以问『丛岗村工作队在哪』『今天谁还没消息』;没消息的队我会先问一圈,再告诉您。',
    `${SEEN}${KEPT}`,
  ],
  unit: ['可以问本单位驻村的人谁请假、谁轮换,像『今天谁请假』『本周谁请假』;去向由当地乡镇掌握。', KEPT],
  officer: ['大家的意见和投诉会转给您,看到后直接联系当事人就行。', KEPT],
} as const

export const welcome = (name: string, part: keyof typeof WELCOMES) =>
  [`${name}您好,我是『在村』。${PURPOSE}`, ...WELCOMES[part]].join('\n')

/** What a first answer still has to say once the welcome has said the rest; '' for nothing. */
export function afterWelcome(reply: string): string {
  if (reply === UNREAD_HINT) return UNREAD_AT_FIRST
  if (reply === GREETING) return ''
  return REPEATED.reduce((text, sentence) => text.replace(sentence, ''), reply).trim()
}

const UNREAD_AT_FIRST = '收到,知道您在了。刚才那句我没全看懂,不要紧,换个说法再说一句就行。'
const REPEATED = [
  '大家的意见和投诉会转给您,看到后直接联系当事人就行。',
  '您这边可以问本单位驻村人员的请假和轮换,像『今天谁请假』『小李的假到哪天』。',
  '想知道记了什么,回『隐私』;有意见,回『意见』。',
]

/** At most ten lines: what is stored, for what, who sees it, how long, what you can do. */
export const PRIVACY = [
  '【隐私】记什么:您发来的话和从中读出的去向、工作、请假、身体情况;您主动发的位置。不跟踪,不读进入时的定位。',
  '做什么用:找得到人、出事能帮、日报不用再写一遍。不用来比较谁。',
  '谁看得到:去向——本队、村干部、镇、区;身体情况——您本人、镇、区;请假事由——本人和批假的人;意见——只有意见受理人。',
  '求助和急病会告诉能去帮忙的人:谁、在哪、什么事。',
  '留多久:位置7天后只留到约1公里,90天删除;身体情况180天;其余到任期结束后一年。',
  '您可以:回『我的日志』看记了什么,回『更正』改,回『撤回』收回上一条,回『意见』投诉或建议。',
  '不回消息不会被扣什么;不方便就不回,有人替您说一句也算。',
].join('\n')

export const FEEDBACK_INVITATION =
  '有话直说:回『意见』加上您要说的,像『意见:早上提醒太早了』。会直接转给意见受理人,不进任何汇总。'

export const STRANGER =
  '您好!您还不在驻村名册里,所以我没法回答,也没有留下您的话。请找乡镇或区里的管理员核对名册;有危险请打110、119、120。'

export const HEARD_VOICE =
  '听到您有话,知道您在了,谢谢。语音我还听不懂;有急事请直接打电话,或点菜单里的『求助』。'

export const HEARD = (what: string) => `${what}收到,知道您在了,谢谢。`

export const PASSED_ON = '您发来的我已经转给正在找您的人。'

export const PASSED_TO_HELPERS = '您的话已经转给管这件事的人。'

export const STILL_OPEN = '求助的事要由镇上或区里确认了才算完,您的话已经转过去。'

/** Somebody guesses where a missing person may be: what is said next ends the search, not this. */
export const GUESSED = (names: string) => `先记着,还没人见到${names},我接着问;联系上了再说一声。`
export const GUESS_HOLDS = (names: string, time: string) =>
  `先按您估计的,不再问别人;到${time}还没听到${names}的消息,我再问。联系上了说一声。`
export const LOOKING_FOR = (names: string) => `我这就问${names}身边的人,有消息告诉您。`

export const CARE = (names: string) => `${names}的身体我会在汇总里跟镇上和区里说一声,请他们关心一下。`

export const OWNER_NOTED = (search: string) =>
  `好,谢谢!${search}的进展记下了,别人问起就照您的话说。有结果回『已找到』。`

export const OWNER_PASSED = (search: string) =>
  `好,谢谢!${search}的进展我转给镇上和区里了;人没事了由他们来了结。`

export const CORRECT_HOW = '好,对的是怎样?接着说就行,像『更正,走访8户』『更正,7点前回』。'

export const NOT_YET = (clock: string) =>
  `好,那我${clock}再问一声;知道几点回就说个时间,像『8点回』。要人帮忙回『求助』。`

export const KEPT_UNREAD =
  '收到,知道您在了,话也存下了。我这边出了点故障没读出来,不用重发;有急事请直接打电话。'

/** The database is away: the words wait in a file. */
export const KEPT_FOR_LATER =
  '收到,您的话先替您存好了,不用重发。我这边正在检修,过一会儿就记上;想问的事请晚点再问一声。人有危险请直接打120、119、110。'

/** The same for a call for help: nobody has been told yet, and it says so. */
export const keptCall = (dutyPhone: string) =>
  `马上打120(伤病)、119(被困)、110。${dutyPhone === '' ? '' : `值班电话 ${dutyPhone}。`}我这边正在检修,您的话已经存好,一恢复就先告诉能去帮忙的人;现在还没有通知到人,请一定先打电话。`

export const UNREAD_HINT =
  '收到,知道您在了。我没全看懂,不要紧;想说去向可以像『在村里』『下组走访,5点回』,想问可以回『帮助』。'

/** A quake or flood, told by somebody in it. */
export const IN_DISASTER =
  '您先注意安全,到空旷稳当的地方!人没事回『平安』,要人帮忙回『求助』加上在哪儿。镇上和区里可以说『点名』,我马上一个个问。'

export const ORDER_EXPIRED = '刚才那件事过了确认的时间,没有发出去。还要办就把原话再说一遍。'

export const WELCOME_THANKS = '不客气,有事随时说。'

export const GREETING = '您好!收到,知道您在了。'

export const NOTHING_BEFORE =
  '收到,知道您在了。昨天没有记下您在哪,所以不知道老样子是哪样;回一个字就行:『在村』『下组』或『外出』。'

export const NOT_SURE = '好,谢谢您,我再问问别人。'

export const ASK_NO_MORE_TEAM =
  '好。队里每天有一个人说一句,我就不问别人了;谁说都算。有意见回『意见』加上您的话。'

export const ASK_NO_MORE = '好,早上不再问您了。要是有人没回来或者求助,还是会告诉您一声。'

export const WITHDRAWN = (text: string | null) => `好,上一条${text === null ? '' : `「${text}」`}不算了。`
export const CALLED_OFF = '好,不发了,谁也没有打扰。'
export const CONFIRM_FIRST = '回『确认』我才发,不发就回『取消』。'
export const NOTICE_ANSWERED = '收到,通知这就算回过了。'
export const NOT_MISSING = (names: string) => `现在没有在找${names},谢谢您记挂。`
export const NOBODY_MISSING = '现在没有正在找的人,谢谢您记挂。'

export const NOTHING_TO_WITHDRAW = '最近一天里没有可以撤回的话。'

export const TOO_MANY = '消息有点多,我都记着,先不一条条回了;有急事回『求助』。'

export const CORRECTED = '改好了'

export const SUPERVISORS_ONLY = '这件事要乡镇或区里的管理员来办;我把今天的去向照常记着。'
