/** What a check found: `!` works today but deserves a look. The words say how to mend it and hold no secret. */
export interface Finding {
  mark: '✓' | '!' | '✗'
  about: string
  words: string
}

export const good = (about: string, words: string): Finding => ({ mark: '✓', about, words })
export const doubtful = (about: string, words: string): Finding => ({ mark: '!', about, words })
export const bad = (about: string, words: string): Finding => ({ mark: '✗', about, words })

export const lineOf = ({ mark, about, words }: Finding) => `${mark} ${about}:${words}`
