import type { Case, OutboundMessage } from '../../entities'
import { isEmergency } from '../decide/emergencies'
import { readsCards } from '../record/cards'
import type { Db } from '../record/database'
import { type Outgoing, queue } from '../record/outbox'
import type { Holder } from '../record/people'
import type { Moment } from '../record/known'
import type { Card } from '../../entities/Card'
import { withLine } from '../wording/cards'
import { prefixed } from '../wording/duty'
import { LATER, type Later, toldLater } from './dutyFirst'

export const isSafety = ({ kind }: Pick<Case, 'kind'>) => kind !== 'morning' && kind !== 'silent_days'

interface About {
  found: Case
  purpose: OutboundMessage['purpose']
  /** Names this telling within the case; with the person it makes the key. */
  name: string
  rung?: number
  /** What is shown instead of the text to those known to see cards. */
  cardFor?: (holder: Holder, text: string) => Card | null
  /** Not first to whoever is on duty: it is for these people. */
  direct?: boolean
}

/** Queues one text each to people about a case: one message per case, telling and person, however often it is decided. */
export async function tellAbout(
  db: Db,
  moment: Moment,
  { found, purpose, name, rung, cardFor, direct = false }: About,
  people: readonly Holder[],
  textFor: (holder: Holder) => string,
): Promise<number> {
  // Help and grave illness go to everybody at once.
  const isForDuty = purpose === 'alarm' && !direct && !isEmergency(found)
  const later = isForDuty ? await toldLater(db, found, people, moment) : new Map<number, Later>()
  const outgoing = people.flatMap(({ person, posting }): Outgoing[] => {
    if (person.userid === null) return []
    const waits = later.get(person.id)
    const said = textFor({ person, posting })
    const key = `${found.id}:${name}:${found.round}${waits === undefined ? '' : LATER}`
    const shown = readsCards(person, moment.now) ? (cardFor?.({ person, posting }, said) ?? null) : null
    const card = shown === null || waits === undefined ? shown : withLine(shown, waits.line)
    return [
      {
        key: `${key}:${person.id}`,
        // A card is changed for one person alone.
        groupKey: card === null ? key : `${key}:${person.id}${waits === undefined ? '' : LATER}`,
        ...(card === null ? {} : { card }),
        personId: person.id,
        userid: person.userid,
        purpose,
        safety: isSafety(found),
        caseId: found.id,
        ...(rung === undefined ? {} : { rung }),
        round: found.round,
        text: waits === undefined ? said : prefixed(waits.line, said),
        ...(waits === undefined ? {} : { notBefore: waits.at }),
      },
    ]
  })
  return queue(db, moment, outgoing)
}
