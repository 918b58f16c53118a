import type { Case, CaseKind } from '../../entities'

/** What skips every wait and is ended by a supervisor alone. */
export const EMERGENCIES: readonly CaseKind[] = ['help', 'illness']

export const isEmergency = ({ kind }: Pick<Case, 'kind'>): boolean => EMERGENCIES.includes(kind)
