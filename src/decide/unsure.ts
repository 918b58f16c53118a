/** 「不清楚」 and its like: an answer that says nothing about anybody. */
const UNSURE =
  /^(?:我|这个|我也|也|还真|真|暂时|目前)*(?:不(?:太|大|是很)?(?:清楚|知道|晓得|了解|确定)|没(?:太)?(?:注意|留意|在意|问)|说不(?:准|清|好)|搞不清楚?|没听说)(?:[了呢啊哈嘛]|他们?|在哪里?|去哪里?)*[。.!！]?$/

export const isUnsure = (text: string): boolean => UNSURE.test(text.trim())
