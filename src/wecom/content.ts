import { findBelow, type XmlElement } from './xml'
import type { Content, EventContent, Position } from './types'

/** Reads the text of the one child of that name; '' when there is none. */
export type Field = (name: string) => string

/** Every event WeCom's documents name for an application; names compare without case, `LOCATION` apart. */
const EVENTS = new Set([
  ...['subscribe', 'unsubscribe', 'enter_agent', 'LOCATION', 'click', 'view', 'view_miniprogram'],
  ...['scancode_push', 'scancode_waitmsg', 'pic_sysphoto', 'pic_photo_or_album', 'pic_weixin'],
  ...['location_select', 'batch_job_result', 'taskcard_click', 'template_card_event'],
  ...['template_card_menu_event', 'share_agent_change', 'share_chain_change', 'upload_media_job_finish'],
  ...['inactive_alert', 'close_inactive_agent', 'reopen_inactive_agent', 'low_active_alert', 'low_active'],
  ...['active_restored', 'open_approval_change', 'sys_approval_change', 'change_contact'],
])

/**
 * What a message or event says. `unknown`: a kind or event this program has never heard of;
 * null: a known one whose own elements cannot be read.
 */
export function readContent(root: XmlElement, field: Field): Content | 'unknown' | null {
  switch (field('MsgType')) {
    case 'text':
      return { kind: 'text', text: field('Content') }
    case 'image':
      return { kind: 'image', mediaId: field('MediaId') }
    case 'voice':
      return { kind: 'voice', mediaId: field('MediaId'), format: field('Format') }
    case 'video':
      return { kind: 'video', mediaId: field('MediaId') }
    case 'location': {
      const position = readPosition(root, root)
      return position && { kind: 'location', ...position }
    }
    case 'link':
      return { kind: 'link', title: field('Title'), url: field('Url') }
    case 'event':
      return readEvent(root, field)
    default:
      return 'unknown'
  }
}

function readEvent(root: XmlElement, field: Field): EventContent | 'unknown' | null {
  const written = field('Event')
  const event = written === 'LOCATION' ? written : written.toLowerCase()
  if (!EVENTS.has(event)) return 'unknown'

  const content: EventContent = { kind: 'event', event, eventKey: field('EventKey') }
  const taskId = field('TaskId')
  if (taskId) content.taskId = taskId
  const responseCode = field('ResponseCode')
  if (responseCode) content.responseCode = responseCode
  if (event === 'location_select') {
    const position = readPosition(findBelow(root, 'SendLocationInfo'), root)
    if (!position) return null
    content.location = position
  }
  if (event === 'change_contact') {
    content.changeType = field('ChangeType')
    content.userId = field('UserID')
  }
  return content
}

/** Location_X is the latitude. */
function readPosition(place: XmlElement | undefined, root: XmlElement): Position | null {
  if (!place) return null
  const degrees = (name: string) => {
    const text = findBelow(place, name)?.text.trim()
    return text ? Number(text) : Number.NaN
  }
  const latitude = degrees('Location_X')
  const longitude = degrees('Location_Y')
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null
  const label = findBelow(place, 'Label')?.text ?? ''
  return { latitude, longitude, label, fromWeCom: findBelow(root, 'AppType')?.text.trim() === 'wxwork' }
}
