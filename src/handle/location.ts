import { LocationNote, Village } from '../../entities'
import { settleBy } from '../search/settle'
import { passOn } from './forward'
import { type Handled, spoken } from './handled'
import { inert } from '../wording/inert'
import { PASSED_TO_HELPERS } from '../wording/plain'
import type { Telling } from './telling'

const EARTH_KM = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in kilometres. */
export function distanceKm(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const dLat = radians(b.latitude - a.latitude)
  const dLng = radians(b.longitude - a.longitude)
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLng / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h))
}

/** A place somebody chose to send: it helps finding and counts for nothing. */
export async function keepLocation(
  telling: Telling,
  at: { latitude: number; longitude: number; label: string },
): Promise<Handled> {
  const { rt, db, moment, messageId, speaker, team } = telling
  const village = team === null ? null : await db.findOneBy(Village, { id: team.village.id })
  const home =
    village?.latitude == null || village.longitude === null
      ? null
      : { latitude: village.latitude, longitude: village.longitude }
  const km = home === null ? null : Math.round(distanceKm(home, at))
  await db.insert(LocationNote, {
    messageId,
    factNo: 0,
    speakerId: speaker.person.id,
    source: 'own' as const,
    villageId: team?.village.id ?? null,
    day: moment.day,
    saidAt: moment.now,
    words: '',
    subjectId: speaker.person.id,
    latitude: at.latitude,
    longitude: at.longitude,
    label: at.label === '' ? null : [...at.label].slice(0, 190).join(''),
    distanceKm: km,
    rounded: false,
  })
  await settleBy(rt, db, moment, {
    messageId,
    speakerId: speaker.person.id,
    knownTeamId: speaker.teamId,
    back: [],
    named: [],
    guessed: [],
    otherwise: [],
    unread: false,
    news: () => `${speaker.person.name}发来了位置${at.label === '' ? '' : `(${inert(at.label)})`}。`,
  })
  const point = `${at.latitude.toFixed(4)},${at.longitude.toFixed(4)}`
  const near = km === null || team === null ? '' : `,离${team.village.name}约${km}公里`
  const place = `${at.label === '' ? '' : `${inert(at.label)},`}纬度经度${point}${near}`
  const passed = await passOn(telling, { text: `发来位置:${place}`, taken: null, place })
  const where =
    km === null || team === null
      ? ''
      : km === 0
        ? `,就在${team.village.name}附近`
        : `,离${team.village.name}约${km}公里`
  const reply = `位置收到${where}。只在找人时用,7天后只留到大概位置。`
  return passed ? { ...spoken(`${reply}\n${PASSED_TO_HELPERS}`), urgent: true } : spoken(reply)
}
