import { BoundedLooks1763978400000 } from './boundedLooks'
import { Cards1763960400000 } from './cards'
import { Downtimes1763953200000 } from './downtimes'
import { Duty1763958600000 } from './duty'
import { FirstHouse1763942400000 } from './firstHouse'
import { HeardFrom1763967600000 } from './heardFrom'
import { Lists1763956800000 } from './lists'
import { Orders1763949600000 } from './orders'
import { LongRollCalls1763982000000 } from './longRollCalls'
import { OwnerWords1763974800000 } from './ownerWords'
import { QuickLooks1763971200000 } from './quickLooks'
import { RollCalls1763946000000 } from './rollCalls'
import { RollCallStates1763985600000 } from './rollCallStates'
import { Sms1763964000000 } from './sms'

/** In the order they run; a migration never breaks the version before it. */
export const migrations = [
  FirstHouse1763942400000,
  RollCalls1763946000000,
  Orders1763949600000,
  Downtimes1763953200000,
  Lists1763956800000,
  Duty1763958600000,
  Cards1763960400000,
  Sms1763964000000,
  HeardFrom1763967600000,
  QuickLooks1763971200000,
  OwnerWords1763974800000,
  BoundedLooks1763978400000,
  LongRollCalls1763982000000,
  RollCallStates1763985600000,
]
