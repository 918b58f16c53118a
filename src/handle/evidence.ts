import { settleBy } from '../search/settle'
import type { Evidence } from '../search/settle'
import { newsOf } from '../wording/confirm'
import { byLink, byPhone } from '../wording/people'
import type { Taken } from './tell'
import { isFromAfar, type Telling } from './telling'

/** Words that call somebody by surname: 张书记, 苏老师, 李姐. */
const CALLED = ['书记', '队长', '老师', '支书', '主任', '哥', '姐', '工', '总']

/** Ids of team mates a piece of text names, whether or not a reader made sense of it. */
function namedIn(pieces: readonly string[], { team, speaker }: Telling): number[] {
  if (pieces.length === 0) return []
  const mates = (team?.members ?? []).filter(({ person }) => person.id !== speaker.person.id)
  return mates
    .filter(({ person: { name } }) => {
      const surname = name.slice(0, 1)
      const calls = [name, `小${surname}`, `老${surname}`, ...CALLED.map((called) => surname + called)]
      return pieces.some((piece) => calls.some((call) => piece.includes(call)))
    })
    .map(({ person }) => person.id)
}

/**
 * What a message proves about people somebody waits for. `unread`: nobody could read it; `leftOver`: pieces no reader
 * made sense of: who is named there is not taken for being back.
 */
export function evidenceOf(
  telling: Telling,
  taken: Taken | null,
  { unread = false, leftOver = [] }: { unread?: boolean; leftOver?: readonly string[] } = {},
): Evidence {
  const { speaker, team, messageId, heardFrom } = telling
  const name = telling.byLink === true ? byLink(speaker.person.name) : speaker.person.name
  const isMember = speaker.teamId !== null
  const members = new Set(team?.members.map(({ person }) => person.id))
  const aboutTeam = [...(taken?.back ?? []), ...(taken?.named ?? []), ...(taken?.guessed ?? [])].some(
    (id) => members.has(id) && id !== speaker.person.id,
  )
  return {
    messageId,
    speakerId: speaker.person.id,
    knownTeamId: isMember || aboutTeam ? (team?.village.id ?? null) : null,
    back: taken?.back ?? [],
    named: taken?.named ?? [],
    // Whom a supervisor names, from afar, is not placed by it.
    guessed: isFromAfar(telling) ? [] : (taken?.guessed ?? []),
    otherwise: [...(taken?.otherwise ?? []), ...(taken?.guessed ?? []), ...namedIn(leftOver, telling)],
    unread,
    news: () => {
      const by = {
        id: speaker.person.id,
        name: heardFrom === undefined ? name : byPhone(heardFrom.person.name, name),
      }
      const how = (taken?.guessed ?? []).length > 0 ? '估计' : '说'
      return newsOf(by, taken?.told ?? [], telling.moment, how)
    },
  }
}

/** Any word of the speaker is a sign of life, whatever it says. */
export const settleVoice = (telling: Telling): Promise<void> =>
  settleBy(telling.rt, telling.db, telling.moment, evidenceOf(telling, null))
