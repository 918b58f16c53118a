import { ownHolder } from './about'
import type { Answer, Asking } from './asking'
import {
  helpForCadre,
  helpForMember,
  helpForOthers,
  helpForSupervisor,
  helpForUnit,
} from '../../wording/help'
import { isCadrePosting } from '../../record/people'

/** 怎么用: six sentences that suit the asker. */
export function help(asking: Asking): Promise<Answer> {
  const { scope, speaker } = asking
  if (scope.supervisor) return Promise.resolve({ text: helpForSupervisor() })
  if (ownHolder(asking) !== null) return Promise.resolve({ text: helpForMember() })
  if (speaker.postings.some(isCadrePosting)) return Promise.resolve({ text: helpForCadre() })
  return Promise.resolve({ text: scope.units.length > 0 ? helpForUnit() : helpForOthers() })
}
