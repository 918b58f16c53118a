/** Six sentences to try, each by whoever would say it. */

export interface Sentence {
  id: string
  from: string
  text: string
  en: string
  /** What it shows, in one line. */
  why: string
  whyEn: string
}

export const ARTICLE_SENTENCE = '张书记和组长上山核图斑去了,6点前回,山上没信号,我留守,感冒还没好'
export const ARTICLE_SENTENCE_EN =
  'Secretary Zhang and the group head went up the hill to check land parcels, back before 6, no signal up there; I stay behind, the cold is still there'

export const SENTENCES: readonly Sentence[] = [
  {
    id: 'article',
    from: 'suxiaomei',
    text: ARTICLE_SENTENCE,
    en: ARTICLE_SENTENCE_EN,
    why: '一句话,替全队报了去向、时间和没信号',
    whyEn: 'One sentence answers for the whole team: who, where, until when, no signal',
  },
  {
    id: 'correction',
    from: 'suxiaomei',
    text: '更正,张书记和组长5点前回',
    en: 'Correction: Secretary Zhang and the group head will be back before 5',
    why: '说错了,一句「更正」就改',
    whyEn: 'Said it wrong? One word, and the new time counts',
  },
  {
    id: 'witness',
    from: 'lizhengshu',
    text: '工作队一早下组入户去了',
    en: 'The team went out to the hamlets early to visit households',
    why: '村支书说一句,也算',
    whyEn: "The village secretary's word counts too",
  },
  {
    id: 'question',
    from: 'gaoyuan',
    text: '松坡村的工作队去哪了',
    en: 'Where has the Songpo team gone?',
    why: '区里问一句:谁在哪、谁说的、几点说的',
    whyEn: 'The district asks: who is where, who said so, and when',
  },
  {
    id: 'leave',
    from: 'yinfeng',
    text: '明天请假一天,带孩子看病',
    en: 'One day of leave tomorrow, taking my child to the doctor',
    why: '请假也是一句话;理由只给该看的人看',
    whyEn: 'Leave is one sentence too; the reason is only for those who need it',
  },
  {
    id: 'help',
    from: 'luojing',
    text: '求助!段文在后山摔伤了,走不动',
    en: 'Help! Duan Wen fell and is hurt on the hill behind the village, he cannot walk',
    why: '求助马上到队友、村干部、乡镇和区里',
    whyEn: 'A call for help reaches mates, cadres, township and district at once',
  },
]
