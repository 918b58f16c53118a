/** One bubble of somebody's chat with the application. */
export interface Bubble {
  id: number
  /** Whose chat it stands in: a UserID in lower case. */
  userid: string
  from: 'me' | 'bot'
  kind: 'text' | 'voice' | 'image' | 'location' | 'menu'
  text: string
  /** English caption, null when there is none. */
  en: string | null
  /** epoch ms of the demo's clock */
  at: number
  /** The bot spoke of its own accord. */
  unasked: boolean
}

export interface Chats {
  all(): readonly Bubble[]
  add(bubble: Omit<Bubble, 'id'>): Bubble
}

/** All chats of the district, in the order in which things were said. */
export function createChats(onBubble: (bubble: Bubble) => void): Chats {
  const bubbles: Bubble[] = []
  return {
    all: () => bubbles,
    add(bubble) {
      const added = { ...bubble, id: bubbles.length + 1 }
      bubbles.push(added)
      onBubble(added)
      return added
    },
  }
}
