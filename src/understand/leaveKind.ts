/** What kind of leave a request is for: by the word of the leave, else by its reason. */
import type { LeaveKind } from './facts'

/** The leave's own name. */
const NAMED: readonly (readonly [LeaveKind, RegExp])[] = [
  ['annual', /年假|年休|公休/],
  ['sick', /病假/],
  ['personal', /事假/],
  ['family', /婚假|产假|丧假|探亲|陪护假|护理假|育儿假|看护假/],
]

/** Weddings, births, deaths: events of a family. */
const EVENT =
  /丧|结婚|婚礼|喜事|办酒|生了|生孩子|生娃|生二胎|陪护|陪床|白事|葬|去世|过世|逝世|病逝|不在了|走了(?!几|\d)|满月|周岁|大寿|寿宴|寿辰|奔丧|订婚|出嫁|嫁|娶|接亲|临产|预产|待产|产检|坐月子|家长会|头七|立碑/
/** A wedding of these is no family event. */
const FRIEND = /朋友|同学|同事|战友|兄弟伙|老乡/
const SICK =
  /看病|住院|手术|医院|复查|复诊|检查身体|体检|输液|打针|看腰|看牙|看眼|拔牙|补牙|病了|生病|不舒服|拍片|做ct|化疗|透析|换药|拆线|针灸|理疗|医生|养伤|养病|休养/i
/** The unit's own business is nobody's errand. */
const OFFICIAL = /单位|组织部|局里|党校|工会|疗养|培训|民主生活|述职|开会|原单位|派出单位/
/** Kept away by what nobody chose. */
const FORCED = /回不来|堵|断|停运|封路|封控|隔离|取消了车/
export interface Ground {
  /** The words of the request itself. */
  request: string
  /** The words of its reason, and of what stands around it. */
  reason: string
  /** A relative is named. */
  relative: boolean
  /** The speaker's own symptom is named. */
  ill: boolean
}

/** The kind: named outright, a family event, a relative, an illness, the unit's business, what nobody chose, an errand; else `other`. */
export function kindOf({ request, reason, relative, ill }: Ground): LeaveKind {
  for (const [kind, words] of NAMED) if (words.test(request)) return kind
  const text = `${request} ${reason}`
  for (const [kind, words] of NAMED) if (words.test(text)) return kind
  if (EVENT.test(text)) return FRIEND.test(text) ? 'personal' : 'family'
  if (relative || /照顾|陪护/.test(text)) return 'family'
  if (ill) return 'sick'
  if (OFFICIAL.test(text)) return 'other'
  if (SICK.test(text)) return 'sick'
  if (FORCED.test(reason)) return 'other'
  return reason !== '' || /有事|办事|办点事|私事/.test(request) ? 'personal' : 'other'
}
