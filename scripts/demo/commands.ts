import { z } from 'zod'
import { PLACES, type PlaceId } from './places'
import type { Stage } from './stage'

const userid = z.string().min(1).max(64)
const place = z.enum(PLACES.map(({ id }) => id) as [PlaceId, ...PlaceId[]])

/** What a page may ask for. */
const schema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), userid, text: z.string().trim().min(1).max(600) }),
  z.object({ do: z.enum(['voice', 'picture', 'enter']), userid }),
  z.object({ do: z.enum(['locate', 'select']), userid, place }),
  z.object({ do: z.literal('click'), userid, key: z.string().min(1).max(128) }),
  z.object({ do: z.literal('run'), speed: z.number().min(1).max(3600) }),
  z.object({ do: z.literal('goTo'), at: z.number().int() }),
  z.object({ do: z.enum(['pause', 'next', 'reset', 'play']) }),
])
export type Command = z.output<typeof schema>

/** The command a body asks for; null when it is none. */
export function commandOf(body: string): Command | null {
  try {
    return schema.parse(JSON.parse(body))
  } catch {
    return null
  }
}

/** Resolves when it is done; a journey through time goes on by itself. */
export async function carryOut(stage: Stage, command: Command): Promise<void> {
  switch (command.do) {
    case 'say':
      return stage.act(command.userid, { kind: 'say', text: command.text })
    case 'voice':
    case 'picture':
    case 'enter':
      return stage.act(command.userid, { kind: command.do })
    case 'locate':
    case 'select':
      return stage.act(command.userid, { kind: command.do, place: command.place })
    case 'click':
      return stage.act(command.userid, { kind: 'click', key: command.key })
    case 'run':
      return stage.run(command.speed)
    case 'goTo':
      return stage.goTo(command.at)
    case 'pause':
      return stage.pause()
    case 'next':
      return stage.next()
    case 'reset':
      return stage.reset()
    case 'play':
      return stage.play()
  }
}
