import type { Search } from '../record/searches'
import type { Unseen } from '../record/notSeen'
import { ROLE_NAMES, withPhone } from './people'
import { ownerLine, phonesOf, searchLine, triedLine } from './searches'
import { silentTeamLine } from './teams'
import { type Seen, whereLine } from './whereabouts'
import type { TeamNow } from '../record/teamNow'

const said = (...parts: string[]) => parts.filter((part) => part !== '').join(';')

/** What is searched, who was asked when, who took it. */
export const searchText = (search: Search, seen: Seen, health: boolean) =>
  said(searchLine(search, seen, health), triedLine(search, seen), ownerLine(search, seen))

/** The same with the phones of whoever is looked for. */
export const searchWithPhones = (search: Search, seen: Seen, health: boolean) =>
  said(searchText(search, seen, health), phonesOf(search.people, seen))

/** A team not known: its people, the last word, what was tried. */
export function silentLine(team: TeamNow, seen: Seen, phones: boolean): string {
  const morning = team.searches.filter(({ case: found }) => found.kind === 'morning')
  const tried = morning.flatMap((search) => [triedLine(search, seen), ownerLine(search, seen)])
  return said(silentTeamLine(team, seen, phones), ...tried)
}

export function unseenLine({ holder, at }: Unseen, seen: Seen, phones: boolean): string {
  const who = phones ? withPhone(holder) : `${holder.person.name}(${ROLE_NAMES[holder.posting.role]})`
  return `${who}:${whereLine(at, seen)}`
}
