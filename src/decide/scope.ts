import type { Posting, Village } from '../../entities'

/**
 * Whom, and what of them, may a person see? The one answer every question, digest, page and export goes through
 * (design 6): member → own team; village cadre → own village's team; township → township; district → all;
 * sending unit → leave and rotation of its people, nothing else; stranger → nobody.
 */
export interface Scope {
  all: boolean
  townships: readonly string[]
  villageIds: readonly number[]
  /** Sending units whose people's leave and rotation may be seen. */
  units: readonly string[]
  /** Illness, and the reason of a leave, are for township and district. */
  health: boolean
  /** Township or district: may give orders, take and close cases. */
  supervisor: boolean
}

type Role = Pick<Posting, 'role' | 'villageId' | 'township' | 'unit'>

export function scopeOf(postings: readonly Role[]): Scope {
  const townships = postings.flatMap((p) =>
    p.role === 'township_admin' && p.township !== null ? [p.township] : [],
  )
  const all = postings.some((p) => p.role === 'district_admin')
  const units = postings.flatMap((p) => (p.role === 'unit_contact' && p.unit !== null ? [p.unit] : []))
  const villageIds = postings.flatMap((p) => (p.villageId === null ? [] : [p.villageId]))
  const supervisor = all || townships.length > 0
  return { all, townships, villageIds, units, health: supervisor, supervisor }
}

/** May the holder of this scope see the team of this village (names and whereabouts)? */
export const seesVillage = (scope: Scope, village: Pick<Village, 'id' | 'township'>) =>
  scope.all || scope.townships.includes(village.township) || scope.villageIds.includes(village.id)
