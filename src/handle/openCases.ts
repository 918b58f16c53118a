import type { CaseKind } from '../../entities'
import { seesVillage } from '../decide/scope'
import { type OpenCase, openCases } from '../record/openCases'
import { inert } from '../wording/inert'
import type { Telling } from './telling'

const GRAVITY: readonly CaseKind[] = ['help', 'illness', 'roll_call', 'return', 'silent_days', 'morning']

/**
 * Searches this person was asked or alarmed about, or may see as a supervisor: gravest first, then what this person was
 * told of last.
 */
export async function openCasesFor({ db, speaker, scope, tapped }: Telling): Promise<OpenCase[]> {
  const all = await openCases(
    db,
    speaker.person.id,
    (village) => scope.supervisor && (village === null ? scope.all : seesVillage(scope, village)),
  )
  const grave = ({ case: { kind } }: OpenCase) => GRAVITY.indexOf(kind)
  const newest = ({ case: c }: OpenCase) => c.openedAt ?? c.createdAt
  const meant = tapped === undefined ? all : all.filter(({ case: c }) => c.id === tapped.case.id)
  return meant.sort((a, b) => grave(a) - grave(b) || b.lastTold - a.lastTold || newest(b) - newest(a))
}

const TITLES: Record<CaseKind, string> = {
  help: '求助',
  illness: '急病',
  roll_call: '点名',
  return: '还没回来的人',
  silent_days: '几天没消息的人',
  morning: '今天的去向',
}

/** 丛岗村工作队(今天的去向); 丛岗村李敏(还没回来的人) */
export function nameOfCase({ case: { kind }, village, people }: OpenCase): string {
  const names = people.map(({ name }) => name).join('、')
  const whom = kind === 'morning' || names === '' ? '工作队' : names
  return `${village?.name ?? ''}${inert(whom)}(${TITLES[kind]})`
}

/** Does the text name the village or one of the people? */
export function isNamedIn({ village, people }: OpenCase, text: string): boolean {
  const place = village?.name.replace(/(?:村|社区)$/, '') ?? ''
  return (place !== '' && text.includes(place)) || people.some(({ name }) => text.includes(name))
}
