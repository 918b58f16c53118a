import { fitText } from './text'

/** What a button template card shows. The lengths are what WeCom shows of it. */
export interface ButtonCard {
  /** 36 characters */
  title: string
  /** 44 characters */
  hint?: string
  /** At most 6: a name of 5 characters, a value of 30. */
  rows?: readonly { name: string; value: string }[]
  /** 160 characters */
  text?: string
  /** 1 to 6: a text of 10 characters; a key of at most 1024 bytes that no other button has. */
  buttons: readonly { text: string; key: string }[]
}

const MOST_ROWS = 6
const MOST_BUTTONS = 6

const cut = (text: string, most: number) => {
  const chars = [...fitText(text)]
  return chars.length <= most ? chars.join('') : `${chars.slice(0, most - 1).join('')}…`
}

/** The same card and task give the same bytes, so that a repeat is recognised. */
export function templateCard({ title, hint, rows = [], text, buttons }: ButtonCard, taskId: string): object {
  return {
    card_type: 'button_interaction',
    main_title: { title: cut(title, 36), ...(hint === undefined ? {} : { desc: cut(hint, 44) }) },
    ...(text === undefined ? {} : { sub_title_text: cut(text, 160) }),
    ...(rows.length === 0
      ? {}
      : {
          horizontal_content_list: rows
            .slice(0, MOST_ROWS)
            .map(({ name, value }) => ({ keyname: cut(name, 5), value: cut(value, 30) })),
        }),
    task_id: taskId,
    button_list: buttons
      .slice(0, MOST_BUTTONS)
      .map((button, i) => ({ text: cut(button.text, 10), style: i === 0 ? 1 : 4, key: button.key })),
  }
}
