import { NAMES, surname } from '../english'

const TITLES: Readonly<Record<string, string>> = {
  书记: 'Secretary',
  支书: 'Secretary',
  队长: 'Team leader',
  组长: 'Group head',
  主任: 'Director',
  老师: 'Teacher',
}
const ALONE: Readonly<Record<string, string>> = {
  组长: 'the group head',
  书记: 'the secretary',
  支书: 'the village secretary',
  工作队: 'the team',
}

const TITLED = /(\p{Script=Han})(书记|支书|队长|组长|主任|老师)/gu

/** Names of the demo's people and places, and people called by surname and title, in English; the rest stays. */
export function withNames(text: string): string {
  const named = NAMES.reduce((done, [name, spelling]) => done.replaceAll(name, ` ${spelling} `), text)
  return named.replaceAll(TITLED, (whole: string, first: string, title: string) => {
    const spelling = surname(first)
    return spelling === null ? whole : ` ${TITLES[title] ?? ''} ${spelling} `
  })
}

/** One name as somebody said it. */
export const nameInEnglish = (name: string): string =>
  ALONE[name] ?? withNames(name).replace(/\s+/g, ' ').trim()
