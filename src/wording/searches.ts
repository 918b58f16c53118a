import { grouped } from '../decide/grouped'
import type { Search } from '../record/searches'
import { ownersWord } from './alarms'
import { clip } from './bytes'
import { inert } from './inert'
import { list, withPhone } from './people'
import { nthDay, when } from './when'
import { muteBrief } from './silence'
import type { Seen } from './whereabouts'

/** What is being searched, in words: whom, since when, who was asked, who took it. */

/** Bytes of somebody's own words within a line. */
const LONGEST_WORDS = 300

const nameOf = (id: number, seen: Seen) => seen.speakers.get(id)?.person.name ?? ''

/** What a search is about, without its place: 张建国说好18:00回,还没听到消息. */
export function searchLine(search: Search, seen: Seen, mayReadHealth: boolean): string {
  const { case: found, people, witness } = search
  const who = list(people.map((id) => nameOf(id, seen)).filter((name) => name !== ''))
  const words = found.words === null ? '' : `「${clip(inert(found.words), LONGEST_WORDS)}」`
  const place = found.place === null ? '' : `(${inert(found.place)})`
  const at = when(found.dueAt, seen.now, seen.zone)
  switch (found.kind) {
    case 'morning':
      return `今天还没有消息(不等于不在岗)${found.round > 1 ? `,${nthDay(found.round)}了` : ''}`
    case 'return':
      if (witness !== null) return `${witnessLine(witness, seen)}${who}`
      return `${who}说好${at}回${place},还没听到消息${found.noSignal ? `(说过${muteBrief(found.words)})` : ''}`
    case 'help':
      return `${at}求助${place}${words}`
    case 'illness':
      return `${who}急病${place}${mayReadHealth ? words : ''},${at}`
    case 'silent_days':
      return `${who}几天没有消息`
    case 'roll_call':
      return `点名还没回的:${who}`
  }
}

/** 普建10:20说3天没见到 */
function witnessLine({ speakerId, saidAt, days }: NonNullable<Search['witness']>, seen: Seen): string {
  const name = nameOf(speakerId, seen)
  return `${name === '' ? '有人' : name}${when(saidAt, seen.now, seen.zone)}说${days === null ? '' : `${days}天`}没见到`
}

/** 问过:9:00李明、苏红梅;9:30王德顺(没送到). Empty when nobody was asked yet. */
export function triedLine({ asked }: Pick<Search, 'asked'>, seen: Seen): string {
  const rounds = grouped(asked, ({ queuedAt }) => when(queuedAt, seen.now, seen.zone))
  if (rounds.size === 0) return ''
  const names = (rows: Search['asked']) =>
    list(rows.map(({ personId, state }) => nameOf(personId, seen) + (state === 'refused' ? '(没送到)' : '')))
  return `问过:${[...rounds].map(([time, rows]) => time + names(rows)).join(';')}`
}

/** 赵敏在找; 还没有人接手. */
export function ownerLine({ case: found }: Search, seen: Seen): string {
  if (found.ownerId !== null) return `${nameOf(found.ownerId, seen)}在找${ownersWord(found, seen)}`
  return found.level === 'none' ? '' : '还没有人接手'
}

/** 人员:张建国(第一书记 138…)、李明 … */
export const phonesOf = (ids: readonly number[], seen: Seen) =>
  list(
    ids.flatMap((id) => {
      const holder = seen.speakers.get(id)
      return holder === undefined ? [] : [withPhone(holder)]
    }),
  )
