import { randomBytes } from 'node:crypto'
import { fail, ok, type Api, type ApiCall, type State } from './state'

const DAYS_KEPT = 3
const KINDS: Record<string, number> = {
  image: 10 * 1024 * 1024,
  voice: 2 * 1024 * 1024,
  video: 10 * 1024 * 1024,
  file: 20 * 1024 * 1024,
}

interface Media {
  kind: string
  filename: string
  contentType: string
  bytes: Buffer
  createdAt: number
}

/** Temporary media (临时素材): valid for three days. */
export interface MediaShelf {
  put(kind: string, filename: string, contentType: string, bytes: Buffer): string
  /** null when unknown or past its three days */
  get(mediaId: string): Media | null
}

export function createMediaShelf(now: () => number): MediaShelf {
  const shelf = new Map<string, Media>()
  return {
    put(kind, filename, contentType, bytes) {
      const mediaId = `3${randomBytes(24).toString('base64url')}`
      shelf.set(mediaId, { kind, filename, contentType, bytes, createdAt: now() })
      return mediaId
    },
    get(mediaId) {
      const media = shelf.get(mediaId)
      return media && now() - media.createdAt < DAYS_KEPT * 86_400_000 ? media : null
    },
  }
}

export function mediaApis({ media, now }: State): Record<string, Api> {
  return {
    'media/upload'(call) {
      const kind = call.query.get('type') ?? ''
      const limit = KINDS[kind]
      if (limit === undefined) return fail(40004, 'invalid media type')
      const part = readUpload(call)
      if (!part) return fail(44001, 'empty media data')
      if (part.bytes.length <= 5) return fail(40006, 'invalid media size')
      if (part.bytes.length > limit) return fail(45001, 'media size exceeds the limit')
      const mediaId = media.put(kind, part.filename, part.contentType, part.bytes)
      return ok({ type: kind, media_id: mediaId, created_at: String(Math.floor(now() / 1000)) })
    },
    'media/get'({ query }) {
      const found = media.get(query.get('media_id') ?? '')
      return found ? { bytes: found.bytes, contentType: found.contentType } : fail(40007, 'invalid media_id')
    },
  }
}

/** The part named `media` of a multipart body. */
function readUpload({
  body,
  contentType,
}: ApiCall): Pick<Media, 'filename' | 'contentType' | 'bytes'> | null {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (!boundary) return null
  // Latin-1 keeps every byte as one character.
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const headEnd = part.indexOf('\r\n\r\n')
    const head = Buffer.from(part.slice(0, Math.max(headEnd, 0)), 'latin1').toString('utf8')
    if (!head.includes('name="media"')) continue
    return {
      filename: /filename="([^"]*)"/.exec(head)?.[1] ?? '',
      contentType: /content-type:\s*(\S+)/i.exec(head)?.[1] ?? 'application/octet-stream',
      bytes: Buffer.from(part.slice(headEnd + 4, -2), 'latin1'),
    }
  }
  return null
}
