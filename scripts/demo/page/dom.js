/** Elements by hand. Everything that comes from people or the bot goes in as text, never as markup. */

const WIDE = {
  ',': '\uff0c',
  ';': '\uff1b',
  ':': '\uff1a',
  '?': '\uff1f',
  '!': '\uff01',
  '(': '\uff08',
  ')': '\uff09',
}
const BESIDE_HAN = /(?<=[\p{Script=Han}\u3001-\u300f])[,;:?!()]|[,;:?!()](?=[\p{Script=Han}\u3008-\u300f])/gu

/** Chinese with the wide marks of Chinese print. */
export const typeset = (text) => text.replace(BESIDE_HAN, (mark) => WIDE[mark])

/** h('button.big', { onclick, 'aria-label': … }, 'text', child, …) */
export function h(selector, attributes = {}, ...children) {
  const [tag, ...classes] = selector.split('.')
  const element = document.createElement(tag)
  if (classes.length > 0) element.className = classes.join(' ')
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined))
  return element
}

/** Our own words: Chinese, with an English caption that can be switched off. */
export const bi = (zh, en) => [
  h('span.zh', {}, typeset(zh)),
  ...(en ? [h('span.en', { lang: 'en' }, en)] : []),
]

const SVG = 'http://www.w3.org/2000/svg'
const ICONS = {
  play: 'M7 5v14l12-7z',
  pause: 'M7 5h4v14H7zM14 5h4v14h-4z',
  next: 'M5 5v14l9-7zM15 5h3v14h-3z',
  voice:
    'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 5 5.9V21h2v-4.1A6 6 0 0 0 18 11h-2a4 4 0 0 1-8 0z',
  picture: 'M4 5h16v14H4zm2 2v8l4-4 3 3 2-2 3 3V7zm9 1.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  place:
    'M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  clock:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm-1 2v6l4.5 2.7 1-1.7-3.5-2.1V7z',
  send: 'M3 20 21 12 3 4v6l11 2-11 2z',
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'icon')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', ICONS[name])
  path.setAttribute('fill-rule', 'evenodd')
  svg.append(path)
  return svg
}

/** 张 in a square whose colour stays the same for the same name. */
export function avatar(name) {
  const hue = [...name].reduce((sum, mark) => sum + mark.codePointAt(0) * 37, 0) % 360
  const element = h('span.avatar', { 'aria-hidden': 'true' }, [...name][0] ?? '')
  element.style.setProperty('--hue', hue)
  return element
}
