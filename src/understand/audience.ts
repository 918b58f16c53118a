/** Whom something is said to: 各队, 沿江几个村的第一书记, 新到的队员, 青树乡那几个队长. */

export interface Audience {
  /** How many characters it takes. */
  length: number
  /** Nobody but somebody above the teams speaks to these: 各队, 全体第一书记, 青树乡的队长. */
  strong: boolean
}

const HEAD =
  '(?:驻村|工作)*(?:队员|队长|第一书记|副?书记|村?支书|总支|工作队|支队|队伍|小队|同志|干部|成员|人员|党员|副?主任|联络员|网格员|信息员|负责人|队|村|乡镇|乡|镇|社区|支部|单位|片区?)'
const PLACE = '(?:(?![对给向从把由让叫请的到在])[一-鿿]){1,5}?(?:村|镇|乡|社区|片区)'
/** Which of them: by place, by where they are now, by what they have not done. */
const WHICH = `(?:${PLACE}(?:[、和及跟,]${PLACE})*(?:这|那)?[几两三四五六]?个?村?|全[区县镇乡](?!的?情况)|沿[江河线路湖边海沟]|山区|坝区|半山区?|高山|高寒|偏远|低洼|受灾|震区|有[^,。: ]{1,6}的|在[^,。: ]{1,6}的|(?:今天|昨天|到现在)?[还没未][^,。: ]{1,8}的|(?:\\d{1,2}月|[上这本]月|[上这]批|今年|刚)?新[到来派任进轮]{1,2}[换村]?的?|轮换[来到]?的?|留任的?|离任的?)`
const MANY =
  '(?:各位|各个|各|所有|全体|全部|每个|每支|[这那]?几[个名支位]|[这那]?[两三四五六七八九十\\d]{1,2}[个名支位]|[两三四五六七八九]队)'
const NAMED = new RegExp(
  `^(?:(?:${WHICH}的?){0,2}${MANY}(?:${WHICH})?(?:${HEAD}的?)+|${WHICH}的?(?:${HEAD}的?)+|(?:第一书记|队长|队员|书记)(?=们))们?`,
)
const EVERYBODY =
  /^(?:@所有人|@全体成员|@全体|所有人|各位同志|同志们|各位领导同事|各位(?!领导|老师|专家|群众|村民|乡亲|代表|户长|家长)|(?:全体|全[区县镇乡])(?=注意|都有|[:,]))/
const STRONG = new RegExp(
  `^(?:${WHICH})?的?(?:各|所有|全体第一|全部)|^全[区县镇乡]|^@|^各位|^同志们|^全体(?!队员)|^沿|^${PLACE}|^(?:在|还?没|未|新|轮换).{1,10}(?:队|员|长|书记|队伍)`,
)
/** 这个村, 我们村, 哪些队: nobody is spoken to. */
const NOT =
  /^(?:.{0,3}(?:通知|转告|提醒|点名|抽查|走访)|[我你他咱]们?|本|哪|[这该此]个?|昨(?!天还?没)|今(?!天还?没|年新)|明|上(?![批个]?月?新)|下|去|在[村岗]|有[没几多]|两个?村|各组|各位(?:领导|老师|专家|群众|村民|乡亲|代表|户长|家长))/

/** The audience at the head of a piece of text, if one is named there. */
export function audienceOf(said: string): Audience | undefined {
  const at = said.startsWith('@') && !/^@(?:所有人|全体)/.test(said) ? 1 : 0
  const text = said.slice(at)
  const all = EVERYBODY.exec(text)
  const named = NOT.test(text) ? undefined : NAMED.exec(text)
  const found = (named?.[0].length ?? 0) > (all?.[0].length ?? 0) ? named : all
  if (!found) return undefined
  const words = found[0].replace(/的$/, '')
  return { length: at + words.length, strong: STRONG.test(words) }
}
