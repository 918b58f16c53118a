/** What the bot asks of its own accord, and what it says to the answers. */
export const ASKS: readonly (readonly [string, string])[] = [
  ['{who}早!', 'Good morning, {who}!'],
  ['{village}队里今天怎么安排?', "What is the {village} team's day like?"],
  ['随口说一句就行,像{example}。', 'Any plain sentence will do.'],
  ['谁说都算,说过就不再问。', 'Anybody on the team may say it; then nobody is asked again.'],
  ['您好!', 'Hello!'],
  ['{who}好!', 'Hello {who}!'],
  [
    '第二天了,今天还没听到{village}队里的消息,你们是在村里还是下组了?',
    'The second day: nothing heard from the {village} team yet; are you in the village or out in the hamlets?',
  ],
  [
    '今天还没听到{village}队里的消息,你们是在村里还是下组了?',
    'Nothing heard from the {village} team yet today; are you in the village or out in the hamlets?',
  ],
  [
    '{who},再打扰一下:{village}队里今天在村里还是下组了?',
    '{who}, once more: is the {village} team in the village or out in the hamlets today?',
  ],
  [
    '{village}工作队今天在村里还是下组了?',
    'Is the {village} team in the village or out in the hamlets today?',
  ],
  ['回『在』『下组』或『不清楚』都行(1、2、3也行)。', 'Reply “in”, “out” or “not sure” (or 1, 2, 3).'],
  ['不想再收到就回『别再问我』。', 'Not again? Reply “do not ask me”.'],
  ['{who}辛苦了!', 'A long day, {who}!'],
  [
    '{village}今天做了些什么,方便的话说一句,像{example}。',
    'If it suits you, say in a line what {village} did today.',
  ],
  ['不方便就不用回。', 'No need to answer if it does not.'],
  ['{who},您说的{time}过了,回来了吗?', '{who}, it is past the {time} you named; are you back?'],
  ['回『回来了』就好;还要晚点,说个时间,像{example}。', 'Just say “back”; if it takes longer, name a time.'],
  ['要人帮忙回『求助』。', 'If you need help, reply “help”.'],
  [
    '{who}说好{time}回(去了{place}),还没听到消息。',
    '{who} said they would be back by {time} (went to {place}); nothing heard yet.',
  ],
  ['{who}说好{time}回,还没听到消息。', '{who} said they would be back by {time}; nothing heard yet.'],
  ['您知道{who}到哪儿了吗?', 'Do you know where {who} is?'],
  [
    '回『回来了』『还在山上』或『不清楚』都行(1、2、3也行)。',
    'Reply “back”, “still on the hill” or “not sure” (or 1, 2, 3).',
  ],
  ['{who},{village}这件事您在找,有进展吗?', '{who}, you are looking into {village}; any news?'],
  [
    '说一句就行;{time}前没话,我就接着往下问别人。',
    'One line will do; without a word by {time} I go on asking others.',
  ],
  ['好,那您说个回来的时间,像『下午6点回』。', 'All right, then name a time of return.'],
  ['好,记下了:{time}回。', 'All right, noted: back at {time}.'],
  ['到点没消息我再问您,路上慢点。', 'If I hear nothing by then I will ask; take care on the way.'],
  ['好,都回来就放心了。', 'Good that all are back.'],
  [
    '好,那我帮您盯着;谁还没回、大概几点回,也可以说一句。',
    'All right, I keep an eye on it; you may say who is still out and until when.',
  ],
  ['回来的时间是{time},对吗?', 'You will be back at {time}, right?'],
  [
    '对就回『是』,我到点帮您留意;不对就说个时间。',
    'If so reply “yes” and I watch for it; if not, name a time.',
  ],
  ['说的{time}已经过了,都回来了吗?', '{time} has passed; is everybody back?'],
  ['回『都回来了』或『还没』。', 'Reply “all back” or “not yet”.'],
  ['回数字就行。', 'Just reply with the number.'],
]
