/** A message with buttons, as it is kept: a button is a word of ours, by its key. The wire cuts what is too long. */
export interface Card {
  title: string
  hint?: string
  rows?: readonly { name: string; value: string }[]
  text?: string
  buttons: readonly CardButton[]
}

export interface CardButton {
  text: string
  key: string
}
