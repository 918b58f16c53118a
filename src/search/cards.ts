import type { OutboundMessage, Person } from '../../entities'
import { changeable, changeCard, spendCode } from '../record/cards'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { Card } from '../../entities/Card'
import { OVER, ownCard, takenCard, titleOf } from '../wording/cards'
import type { Casefile } from './casefile'

/** Changes what the cards about a case show, where a code is left to pay for it. */
async function change(
  db: Db,
  { now }: Moment,
  rows: readonly OutboundMessage[],
  name: string,
  cardFor: (row: OutboundMessage) => Card | string,
): Promise<void> {
  for (const row of changeable(rows, now)) {
    const responseCode = row.responseCode ?? ''
    await spendCode(db, row.id)
    await changeCard(db, now, { key: `${name}:${row.id}`, row, responseCode, card: cardFor(row), turn: name })
  }
}

/** Somebody took the case: the others' cards say who; the own one, unless it was tapped just now, what comes next. */
export function cardsTaken(
  db: Db,
  { told }: Casefile,
  moment: Moment,
  owner: Pick<Person, 'id' | 'name'>,
  { tapped }: { tapped: boolean },
): Promise<void> {
  const rows = told.filter(
    ({ purpose, personId }) => purpose === 'alarm' && !(tapped && personId === owner.id),
  )
  return change(db, moment, rows, 'taken', (row) =>
    row.personId === owner.id ? ownCard(titleOf(row), moment) : takenCard(titleOf(row), owner.name, moment),
  )
}

/** The case is over: no button does anything any more. */
export const cardsOver = (db: Db, { told }: Casefile, moment: Moment): Promise<void> =>
  change(db, moment, told, 'over', () => OVER)
