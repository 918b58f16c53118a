import type { Village } from '../../entities'

/** Where a visitor of the demo may say to be. */
export const PLACES = [
  { id: 'village', zh: '村委会', en: 'Village office' },
  { id: 'hill', zh: '后山,离村约3公里', en: 'On the hill, about 3 km out' },
  { id: 'town', zh: '镇上,离村约12公里', en: 'In town, about 12 km away' },
] as const

export type PlaceId = (typeof PLACES)[number]['id']

const KM_NORTH = 1 / 111.2
const OFFSET: Record<PlaceId, number> = { village: 0.1, hill: 3, town: -12 }
const SOMEWHERE = { latitude: 27.5, longitude: 108.25 }

/** The place as somebody of that village sends it: degrees and an address. */
export function spotOf(id: PlaceId, village: Village | null) {
  const home =
    village?.latitude == null || village.longitude === null
      ? SOMEWHERE
      : { latitude: village.latitude, longitude: village.longitude }
  const place = PLACES.find((each) => each.id === id)
  return {
    latitude: home.latitude + OFFSET[id] * KM_NORTH,
    longitude: home.longitude,
    label: `${village?.name ?? ''}${place?.zh.split(',')[0] ?? ''}`,
  }
}
