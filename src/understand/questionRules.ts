/** Which question a clause asks. */
import type { Asks } from './facts'
import type { Frame } from './frames'
import { some } from './scene'
import type { Token } from './token'

interface Rule {
  asks: Asks
  when: (frame: Frame, text: string, asked: boolean) => boolean
}

/** Does a clause speak of this topic of questions? */
export const topic = (frame: Frame, name: NonNullable<Token['f']['topic']>): boolean =>
  some(frame, (t) => t.f.topic === name)

/** 怎么才能撤回, 如何补报, 能不能改昨天的日报: how the bot is used. */
const HOW =
  /(?:怎么|如何|怎样|咋个?)(?!还|都?没|不|又|会)(?:才)?(?:能|可以|去|来|样)?[^没不]{0,3}(?:请.{0,2}假|休.{0,2}假|看(?!待)|报|用|填|发|改|更正|销假|写|撤|删|操作|弄|续假|说|导出|下载|查看|查询|补|登记|取消|设置|通知你|使用)|(?:能不能|可不可以|可以).{0,2}(?:改|撤回|补报|导出|删掉|修改).{0,6}(?:日报|上一条|消息|记录|报的|吗|昨天的)/

/** 今天咋样, 石门乡什么情况, 昨日动态, 给个简报. */
const SUMMARY =
  /^(?:今天|昨天|今日|昨日|本周|上周|这周|这个月|上个月|本月|[一-鿿]{1,4}[村镇乡区]){1,4}(?:的?工作|都?总体|整体|大家|各队|那边)*(?:怎么样|什么情况|怎么回事|动态|情况怎么样)[了啊]?$|^(?:给|来|发|出)(?:我)?(?:一?[个份])?[^,。]{0,6}(?:简报|日报汇总|周报|月报|小结|汇总|快报)(?:给我|看看|吧)?$/

/** 没报的列一下, 联系不上的人先发我: a list is asked for. */
const LIST = /的(?:人|队|村|名单)?(?:都|先|再|也|给我|帮我)*(?:列|发|报|给|统计|弄|整理|说|数|理)/

/** 发语音行不行, 节假日算不算在村, 我发的谁看得见: what the bot takes and does with it. */
const MAY =
  /(?:可以|能|能不能|可不可以)(?:直接|只)?(?:发|用|说|讲)(?:语音|图片|照片|位置|方言|文字|视频)[^,。]{0,3}(?:吗|不|么)?$|(?:发|用|说)(?:语音|图片|照片|位置|方言)[^,。]{0,3}(?:行不行|行吗|可以吗|能用吗|算不算|认不认)|算不算(?:在村|驻村|出勤|在岗)?(?:天数)?$|(?:我|我们)?(?:发|报|说|写)的[^,。]{0,4}(?:谁|哪些人|哪个)(?:能|会|可以)?(?:看得?[见到]|看)/

/** 谁没写日志, 没交日报的有谁, 怎么没见青岗村报, 麦地村怎么还没报. */
const MISSING_REPORT =
  /(?:谁|哪些|哪几个|哪个|哪家|几个|多少)[^,。]{0,6}(?:没|未)(?:有)?(?:写|交|发|填|提交|上传|记|签到?|打卡)(?:日志|日报|小结|去向|卡)?|(?:没|未)(?:写|交|发|填|提交|签到?|打卡)[^,。]{0,3}(?:日志|日报)?的?(?:有|是)?(?:谁|哪)|(?:怎么|为什么)(?:还|都|又|今天|老)*(?:没|不)(?:见|看到|看见)?[^,。]{0,6}(?:报|动静|消息|吭声|回)(?!平安)|(?:谁|哪[^,。]{0,4})(?:还)?没影/

const NUMBER =
  /^的?(?:电话|手机号?|号码|联系方式)(?:号码?)?(?:是)?(?:多少|好多|几号|是什么|什么|呢|有没有|有吗|给我|告诉我|发我|发给我|发一?下|发过来|说一?下|报一?下|要一?下)*$/
const REACH = /^(?:请问|那)?(?:怎么|咋个?|如何|怎样)(?:才)?(?:能)?(?:联系|找)(?:到|得?上)?$/

/** A name of nobody on the roster at hand, as a supervisor may ask of the whole township. */
const UNKNOWN =
  /^(?:请问|把|那)?([\u4e00-\u9fff]{2,4}?)的?(?:电话|手机号?|号码|联系方式)(?:号码?)?(?:是)?(?:多少|好多|几号|是什么|给我|发我|发给我|发一?下|说一?下)+$|^(?:请问|那)?(?:怎么|咋个?|如何|怎样)(?:才)?(?:能)?联系(?:到|得?上)?([\u4e00-\u9fff]{2,3})$/

export function unknownOf({ text, tokens }: Frame): string | undefined {
  if (tokens.some((t) => t.f.person === true || t.f.pron !== undefined)) return undefined
  const found = UNKNOWN.exec(text)
  return found?.[1] ?? found?.[2]
}

/** What may stand before whose number is asked for: 请把松坡村. */
const isLead = ({ f, text }: Token): boolean =>
  ((f.filler ?? f.place ?? f.ask) !== undefined && !/[打拨]|事/.test(text)) ||
  /^(?:把|那|要|我要|查|查一下|给我|怎么|联系|联系上|如何|咋|找|才|能)$/.test(text)

/** 张伟的电话, 怎么联系段丽, 松坡村书记的号码发我: how to reach somebody. */
export function asksNumber({ tokens }: Frame): boolean {
  const i = tokens.findLastIndex((t) => t.f.person === true)
  const token = tokens[i]
  const lead = tokens.slice(0, Math.max(0, i))
  if (!token || !lead.every(isLead)) return false
  const textOf = (some: readonly Token[]) => some.map((t) => t.text).join('')
  const called = /的$/.test(token.text) ? '的' : ''
  return (
    NUMBER.test(called + textOf(tokens.slice(i + 1))) || (i === tokens.length - 1 && REACH.test(textOf(lead)))
  )
}

/** The first rule that fits names the question. */
export const QUESTION_RULES: readonly Rule[] = [
  {
    asks: 'help',
    when: (frame, text) =>
      topic(frame, 'help') &&
      !/帮助.*(?:户|人)/.test(text) &&
      (/怎么|什么|如何|功能|说明|用法|教程|干啥|谁/.test(text) || text === '帮助'),
  },
  {
    asks: 'help',
    when: (_frame, text) =>
      /^(?:请问)?(?:你|这个|机器人|系统).{0,4}(?:会|能|可以).{0,3}(?:什么|哪些)/.test(text) ||
      HOW.test(text) ||
      MAY.test(text) ||
      /^(?:菜单|使用方法|使用教程|操作说明|操作指南|使用指南|使用帮助|帮助菜单)$/.test(text) ||
      /^(?:都)?(?:能|会|可以)(?:干|做)[^,。]{0,3}什么/.test(text) ||
      /(?:怎么|如何|咋个?)(?:给|对|向|跟)[^,。]{1,6}(?:发|说|点名|下)|怎么把.{0,8}(?:导|改|删|撤|报|发|填|传|下载|查)|(?:模板|表格|入口|按钮|格式).{0,3}(?:在)?(?:哪|怎么)|在哪里?(?:点|儿)?(?:下载|填|申请|补报|点开|设置)|怎么(?!还|都?没|不|又)[^没不]{0,2}(?:请假|报|用|填|发|改|销假|写|撤|操作|弄|续假|说|导出|查|补|登记|取消)/.test(
        text,
      ) ||
      /(?:教|告诉).{0,2}我.{0,4}用|^(?:你|这)是(?:干|做)(?:什么|啥)/.test(text),
  },
  {
    // 年假怎么算, 销假需要什么手续, 请假要找谁批: the rules, not who is away
    asks: 'help',
    when: (_frame, text) =>
      /^(?:请问)?(?:我们?)?(?:请|销|续|补|年|病|事|产|公休|探亲|调休)[^,。]{0,2}假[^,。]{0,3}(?:怎么|如何|怎样|需要|需不需要|用不用|要不要|得不得|要(?:找|给|跟|交|提前)|流程|手续|规定|提前几天|什么(?:流程|手续|规定|条件))/.test(
        text,
      ) && !/批了|批没|到哪|到几|名单|情况/.test(text),
  },
  {
    asks: 'days',
    when: (frame, text) =>
      topic(frame, 'days') ||
      /(?:在村|驻村|在岗)(?:时间|时长)/.test(text) ||
      /(?:不满|够不够|够|满|不足|超过)[^,。]{0,2}(?:\d|[一二三四五六七八九十])+天/.test(text) ||
      (/(?:几天|多少天|天数|多久|几晚|多少晚)/.test(text) && /在村|驻|在岗|村里|住(?!院)/.test(text)),
  },
  {
    asks: 'leave',
    when: (_frame, text, asked) =>
      /假/.test(text) &&
      !/假如|假使|放假|假装/.test(text) &&
      (asked ||
        /请假的?(?:情况|人员|名单)|假的(?:人|都|也|再|给我|帮我)*(?:列|发|报|统计|弄|整理|说|数|要|看)|批了没|批没|批了吗|到哪天|哪些人|谁|批下来没|名单|有哪些|几个|几天|多少天|到几|到什么时候|还剩|还有几/.test(
          text,
        )) &&
      !/怎么/.test(text),
  },
  {
    asks: 'unreachable',
    when: (frame, text, asked) =>
      (topic(frame, 'unreachable') || /联系不上|失联|打不通/.test(text)) &&
      (asked || /的(?:有|是|人|队|同志|队员)?$|名单|有没有/.test(text) || LIST.test(text)),
  },
  {
    asks: 'missing',
    when: (_frame, text) =>
      MISSING_REPORT.test(text) ||
      (/(?:报|交|到|来|回)(?:齐|全|完)?了?(?:没有?|吗|了没)$/.test(text) && /齐|全|完|都|谁/.test(text)) ||
      (/报了?(?:没有?|吗|了没)$/.test(text) && /村|镇|队/.test(text)) ||
      /^(?:现在|今天|昨天|目前|还)*(?:缺|差|少)(?:谁|哪|几个?[人队村])/.test(text) ||
      /谁(?:还)?没(?:到|来)(?!过|得)/.test(text),
  },
  {
    asks: 'missing',
    when: (frame, text, asked) =>
      (topic(frame, 'missing') ||
        /没报|未报|没消息|没动静|没来消息|没来信|没回|没说话|没出声|没吭声|没冒泡|没答应|没应|没吱声/.test(
          text,
        )) &&
      (asked ||
        /(?:还没报|没报的|未报的|没有报的|没报|名单)(?:有)?$|(?:没报|没动静|没消息|没回).{0,4}的$/.test(
          text,
        ) ||
        LIST.test(text)),
  },
  {
    asks: 'where',
    when: (frame) => asksNumber(frame) || unknownOf(frame) !== undefined,
  },
  {
    // 现在谁在石门村, 15日谁在岗
    asks: 'where',
    when: (_frame, text) =>
      /(?:在村|在岗|在位|在队|在山上|下组|上山|入户|值班|留守|守村|驻守)的?(?:有|是)?(?:多少|几个?|哪些|哪几个|谁|哪位)(?:人|个|位|队|同志)?$|(?:有|是)?(?:多少|几个?|哪些|哪几个|哪个)(?:人|队|个人|村|同志)[^,。没未不]{0,5}(?:在村|在岗|在位|下组|上山|入户|值班|留守|在山上)/.test(
        text,
      ) ||
      /(?:谁|哪些人|哪个|哪几个|多少人|几个人).{0,2}(?:在(?!请|休|忙|干|做|看|管|用|问|催|负责|弄|发)|值班|留守|守村)/.test(
        text,
      ) ||
      /[没有]人在[一-鿿]{2,5}村(?:吗|没有)$/.test(text) ||
      /(?:村|工作队|队里).{0,4}有(?:没有)?人(?:在)?(?:吗|没|没有|不)?$/.test(text),
  },
  {
    asks: 'where',
    when: (frame, text) =>
      (/(?:走|跑|去|到|上|下)(?:到)?(?:哪|什么地方)/.test(text) ||
        (some(frame, (t) => t.f.person === true) &&
          /(?:什么时候|几点|哪天|几时|何时|几号|周几|多久).{0,3}(?:回|到|返)/.test(text) &&
          !/假/.test(text))) &&
      !/哪(?:天|一步|年|个?月)/.test(text),
  },
  {
    asks: 'where',
    when: (frame, text, asked) =>
      topic(frame, 'where') &&
      !(some(frame, (t) => t.f.cat !== undefined) && /哪一?步/.test(text)) &&
      !/到哪[一几]?(?:天|日|号)/.test(text) &&
      (asked || /哪|呢|去向|位置|在不在|什么地方|干嘛|行踪|下落|回来没|在岗情况/.test(text)),
  },
  {
    asks: 'where',
    when: (frame, text) =>
      /(?:呢|人呢|人)$/.test(text) &&
      frame.tokens.every((t) => t.f.person ?? t.f.pron ?? t.f.filler ?? t.f.place ?? t.text === '人') &&
      text.endsWith('呢') &&
      !frame.tokens.some((t, i) => t.f.at === true && frame.tokens[i + 1]?.f.place !== undefined),
  },
  {
    asks: 'where',
    when: (frame, text, asked) =>
      asked &&
      some(frame, (t) => t.f.person === true || t.f.pron !== undefined || t.f.place === 'village') &&
      /(?:在村|在岗|回来|回村|到村|到家|到了|在村里|上山|下组|出门|去).{0,3}(?:吗|没|没有|没得|了没|不)$/.test(
        text,
      ),
  },
  {
    asks: 'work',
    when: (frame, text, asked) =>
      some(frame, (t) => t.f.cat !== undefined && ((t.f.weight ?? 0) >= 2 || /多少|好多|几/.test(text))) &&
      (/多少|好多|数量?$|[场户人趟]次$|次数|户数|人数|数(?:[拉列发给汇报调统]|也)|率$|几[户块个次场件起份人趟亩]|进度|进展|完成得|情况|怎么样|到哪一?步?|什么程度|如何/.test(
        text,
      )
        ? asked ||
          /进度|进展|情况|多少|几|数量?$|率$|[场户人趟]次$|次数|户数|人数|数(?:[拉列发给汇报调统]|也)/.test(
            text,
          )
        : asked &&
          some(frame, (t) => t.f.person === true || t.f.place !== undefined) &&
          /有没有|是不是|(.)没\1|(?:了|过|完)(?:没有?|吗)$/.test(text)),
  },
  {
    // 双河乡谁出差了, 周末哪些人值守
    asks: 'where',
    when: (frame, text) =>
      /谁|哪些(?:人|队|同志|队员|村)|哪个(?:队|村|人)?|哪几[个位]/.test(text) &&
      !/负责|通知|主持|组织|安排|说的|算|该/.test(text) &&
      some(
        frame,
        (t) =>
          t.f.meeting === true ||
          (t.f.status !== undefined &&
            t.f.status !== 'leave' &&
            (t.f.leave === undefined || t.f.status === 'rest')),
      ),
  },
  {
    // 今天哪些村上了党课
    asks: 'work',
    when: (frame, text, asked) =>
      asked &&
      /谁|哪些(?:人|队|村)|哪个(?:队|村)|哪几个/.test(text) &&
      frame.tokens.some((t) => t.f.cat !== undefined && (t.f.weight ?? 0) >= 3),
  },
  {
    asks: 'work',
    when: (_, text) =>
      /(?:报|干|完成)[了过](?:多少|几[户块个次场件])|(?:干|做|忙|搞)(?:了|些|的|着)*(?:什么|哪些|嘛(?!去)|哪样)|(?:干|做|忙)些?什么|什么工作|哪些工作|工作进度|工作进展|在忙什么/.test(
        text,
      ),
  },
  {
    asks: 'summary',
    when: (frame, text) =>
      SUMMARY.test(text) ||
      /有(?:什么|没有)(?:新)?(?:动静|情况|动态)[吗没了]?$/.test(text) ||
      (topic(frame, 'summary') && /汇总|情况|怎么样|总|概况|一览|如何|通报|整体|小结/.test(text)),
  },
]

/** Words with 几 and 多少 also tell: 走了几户. They ask with a question mark, a place or person, or a stretch of time. */
