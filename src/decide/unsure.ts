/** 「不清楚」 and its like: an answer that says nothing about anybody. */
const UNSURE =
  /^(?:我|这个|也|还真|真|暂时|目前)*(?:不(?:太|大|是很)?(?:清楚|知道|晓得|了解|确定)|没(?:太)?(?:注意|留意|在意|问)|说不(?:准|清|好)|搞不清楚?|没听说)(?:[了呢啊哈嘛]|他们?|在哪里?|去哪里?)*[。.!！]?$/

export const isUnsure = (text: string): boolean => UNSURE.test(text.trim())

const HEDGE = '(?:应该|应当|估计|可能|好像|也许|或许|说不定|没准|多半|八成|怕是|恐怕|大概|我猜|猜是|想必)'
const BETWEEN = '(?:就|也|都|是|已经|又|跟|和|往|今天|现在|这会儿|他|她|他们|人){0,3}'
/** What a guess is about: how somebody is, where or moving where, but not the hour of a clock. */
const STATE = '(?:在|去|回|到|还|下[组村乡地山]|上[山坡去]|没事|平安|安全|好着)'
const GUESSES = [
  new RegExp(`${HEDGE}${BETWEEN}${STATE}`),
  /(?:在|去|回|上山|下组|没事|平安)[^,，。]{0,8}吧[。.!！~]*$/,
]

/** 「应该在后山」, 「下组了吧」: says where somebody may be, not where somebody is. 「大概6点回」 is none. */
export const isGuess = (words: string): boolean => GUESSES.some((guess) => guess.test(words))

/** 「2」, 「是」, 「收到」: an answer that nobody understands without its question. */
export const isBare = (text: string): boolean =>
  /^(?:[1-9]|是的?|对的?|嗯+|好的?|收到|知道了|确认|没有?|还没有?|不是)[了啊呢的]*[。.!！]?$/.test(
    text.trim(),
  )
