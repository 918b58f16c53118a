/** What is told when somebody is missing or calls for help, and what taking it leads to. */
export const ALARMS: readonly (readonly [string, string])[] = [
  [
    '【{mark}】{place}工作队今天还没有消息(不等于不在岗)。',
    '[{mark}] {place} team: nothing heard today (which does not mean they are not at their post).',
  ],
  [
    '【{mark}】{who}说好{time}回(山上没信号),还没有消息。',
    '[{mark}] {who} said they would be back by {time} (no signal on the hill); nothing heard yet.',
  ],
  [
    '【{mark}】{who}说好{time}回,还没有消息。',
    '[{mark}] {who} said they would be back by {time}; nothing heard yet.',
  ],
  ['之前没有听到过他们的话。', 'Nothing was ever heard from them.'],
  [
    '回『我来找』您来跟,『知道了』不再重复,『已找到』了结。',
    'Reply “I will look” to take it, “seen” to stop repeats, “found” to end it.',
  ],
  [
    '回『我来找』您来跟;处理好了回『已处理』,弄错了回『误报』。',
    'Reply “I will look” to take it; “handled” when done, “false alarm” when not.',
  ],
  ['{who}有消息了({time}):{news}', 'News of {who} ({time}): {news}'],
  ['劳您费心,这事到此为止。', 'Thank you for your trouble; this is settled.'],
  ['{who}({phone})说的。', 'So said {who} ({phone}).'],
  ['离得近就请过去看看,同时打120/119/110。', 'If you are near, please go and look, and ring 120/119/110.'],
  ['回『我来找』大家就知道您在去。', 'Reply “I will look” and everybody knows you are on your way.'],
  ['好,{what}由您来跟。', 'All right, you look after {what}.'],
  ['电话:{who}。', 'Phones: {who}.'],
  [
    '{time}我问您一声进展,有结果回『已找到』。',
    'At {time} I will ask you how it goes; reply “found” when it is settled.',
  ],
  [
    '另外还有{count}件,要跟哪件就带上村名再说一遍。',
    '{count} more are open; name the village to take another.',
  ],
  [
    '{what}已经由{who}在跟,{time}前有消息会告诉您。',
    '{who} is looking after {what} already; you will hear by {time}.',
  ],
  ['{what}刚刚有人先接手了。', 'Somebody has just taken {what}.'],
  [
    '好,{what}不再重复提醒您,还会接着往下问;有结果告诉您。',
    'All right, no repeats about {what} for you; I go on asking and tell you how it ends.',
  ],
  ['要跟就回『我来找』。', 'To take it, reply “I will look”.'],
  ['谢谢!', 'Thank you!'],
  [
    '{what}要由镇上或区里确认才算完,您的话我转过去了。',
    'Township or district has to close {what}; I have passed on what you said.',
  ],
  ['好,{what}了结,问过的人我都告诉一声。', 'All right, {what} is settled; I tell everybody who was asked.'],
  ['辛苦了!', 'Thank you for your trouble!'],
  ['{what}已经了结了。', '{what} is settled already.'],
  ['已经有人说过话了。', 'somebody has spoken.'],
  ['他们早先说过今天的安排。', "they had told today's plan before."],
  ['本人撤回了那句话。', 'the words were taken back.'],
  ['本人更正了刚才的话。', 'the words were corrected.'],
  ['{who}说在:{place}。', '{who} says where: {place}.'],
  ['您的话已经转给管这件事的人。', 'What you said has gone to whoever is dealing with it.'],
  [
    '回『我来找』您来跟,『已找到』『已处理』或『误报』了结。',
    'Reply “I will look” to take it; “found”, “handled” or “false alarm” ends it.',
  ],
  [
    '离得近就请过去看看,回『我来找』大家就知道您在去。',
    'If you are near, please go and look; reply “I will look” and everybody knows.',
  ],
  ['有人说没见到{who}。', 'Somebody says they have not seen {who}.'],
  ['您知道{who}在哪儿吗?', 'Do you know where {who} is?'],
  [
    '回『在村里』『下组了』或『不清楚』都行(1、2、3也行)。',
    'Reply “in the village”, “out” or “not sure” (or 1, 2, 3).',
  ],
  ['我这就问{who}身边的人,有消息告诉您。', 'I am asking the people around {who} now and will tell you.'],
  ['【意见 {time}】{who}:', '[Feedback {time}] {who}:'],
  ['请您直接回复本人。', 'Please answer them directly.'],
  ['{who}刚才有话了。', '{who} has just spoken.'],
]
