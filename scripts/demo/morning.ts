import { ARTICLE_SENTENCE, ARTICLE_SENTENCE_EN } from './sentences'

/** The article's morning, scene by scene: somebody acts, or the bot does, and the phone of `show` is looked at. */

export interface Scene {
  /** local clock of the demo's first day */
  at: string
  show: string
  says?: { text: string; en: string } | 'voice'
  zh: string
  en: string
}

export const MORNING: readonly Scene[] = [
  {
    at: '08:31',
    show: 'suxiaomei',
    says: { text: ARTICLE_SENTENCE, en: ARTICLE_SENTENCE_EN },
    zh: '松坡村只剩小苏留守。她说一句,全队就有了去向。',
    en: 'In Songpo only Su stayed behind. One sentence, and the whole team is accounted for.',
  },
  {
    at: '08:36',
    show: 'heliang',
    says: {
      text: '我们三个上山巡山防火,3点前回,山上没信号',
      en: 'The three of us go up on fire patrol, back before 3, no signal up there',
    },
    zh: '柳树湾村提前说好:山上没信号,3点前回。之前不打扰。',
    en: 'Liushuwan says beforehand: no signal, back before 3. Nobody will disturb them until then.',
  },
  {
    at: '08:40',
    show: 'chenzhiyuan',
    zh: '还有两个村没消息。每个村只提醒一个人、只提醒一次。',
    en: 'Two villages are still silent. One reminder, to one person in each.',
  },
  {
    at: '09:00',
    show: 'yangguang',
    zh: '9点:问队里其他人,一个字就能回。',
    en: '9:00, the other members are asked; one word is an answer.',
  },
  {
    at: '09:15',
    show: 'chenzhiyuan',
    zh: '9点一刻:再问一次领队的。',
    en: 'A quarter past nine: the lead is asked once more.',
  },
  {
    at: '09:30',
    show: 'lizhengshu',
    zh: '9点半:问村支书。',
    en: 'Half past nine: the village secretaries are asked.',
  },
  {
    at: '09:32',
    show: 'lizhengshu',
    says: {
      text: '工作队一早下组入户去了',
      en: 'The team went out to the hamlets early to visit households',
    },
    zh: '半坡村的李支书说了一句:队伍有消息了,被问过的人都收到一声平安。',
    en: 'Secretary Li of Banpo answers: the team is known, and whoever was asked is told so.',
  },
  {
    at: '09:34',
    show: 'pulaowu',
    says: { text: '不清楚', en: 'I do not know' },
    zh: '老鹰岩村的普支书不清楚。这不算谁的错,接着往下问。',
    en: 'Secretary Pu of Laoyingyan does not know. That is nobody’s fault; the question goes on.',
  },
  {
    at: '09:45',
    show: 'zishihua',
    zh: '9点三刻:问其他村干部。',
    en: 'A quarter to ten: the other village cadres are asked.',
  },
  {
    at: '10:00',
    show: 'wumin',
    zh: '10点:告诉乡镇。谁没消息、电话、最后一句话、问过谁,一条说全。',
    en: '10:00, the township is told, in one message: who, their phones, the last word, who was asked.',
  },
  {
    at: '10:01',
    show: 'wumin',
    says: { text: '我来找', en: 'I will look for them' },
    zh: '吴敏接下:「我来找」。',
    en: 'Wu Min takes it: “I will look for them.”',
  },
  {
    at: '10:03',
    show: 'chenzhiyuan',
    says: 'voice',
    zh: '陈书记走到有信号的地方,发来一条语音。',
    en: 'Secretary Chen reaches a spot with signal and sends a voice message.',
  },
  {
    at: '10:04',
    show: 'wumin',
    zh: '问过的、惊动过的人,都收到:有消息了,放心。',
    en: 'Everybody who was asked or alarmed hears: they are found, all is well.',
  },
  {
    at: '10:05',
    show: 'gaoyuan',
    says: { text: '松坡村的工作队去哪了', en: 'Where has the Songpo team gone?' },
    zh: '区里问:松坡村的工作队去哪了?谁说的、几点说的,都在。',
    en: 'The district asks where the Songpo team is: who said it, and when, is all there.',
  },
]
