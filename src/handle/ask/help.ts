import { ownHolder } from './about'
import type { Answer, Asking } from './asking'
import { helpForCadre, helpForMember, helpForSupervisor, helpForUnit } from '../../wording/help'
import { isCadrePosting } from '../../record/people'

/** 怎么用: six sentences that suit the asker. */
export function help(asking: Asking): Promise<Answer> {
  const { scope, speaker } = asking
  if (scope.supervisor) return Promise.resolve({ text: helpForSupervisor() })
  if (ownHolder(asking) !== null) return Promise.resolve({ text: helpForMember() })
  const isCadre = speaker.postings.some(isCadrePosting)
  return Promise.resolve({ text: isCadre ? helpForCadre() : helpForUnit() })
}
