import type { Village } from '../../../entities'
import { nameHint, resolveName } from '../../decide/names'
import { leavesOf, rotationsOf } from '../../record/leaves'
import { membersSentBy, villagesById } from '../../record/lookups'
import type { Holder } from '../../record/people'
import { addDays } from '../../time'
import { nobodyOfThatName } from '../../wording/answers'
import { fitSections, type Section } from '../../wording/bytes'
import { leaveText, nobodyOnLeave, rotationLine } from '../../wording/leaves'
import { dayWords } from '../../wording/when'
import type { Answer, Asking } from './asking'
import { askedDay } from './gather'

const ROTATION_AROUND = 31
const AHEAD_DAYS = 366

/** What a sending unit may know of its people: leave, without its reason, and who comes and goes. */
export async function leaveOfUnit(asking: Asking): Promise<Answer> {
  const { db, scope, day, fact } = asking
  const members = await membersSentBy(db, scope.units, day)
  const { about } = fact
  const named = about === undefined || about === 'self' ? members : peopleCalled(about, members)
  if (named.length === 0) return { text: nobodyOfThatName(about ?? '') }
  const asked = askedDay(asking).day
  const from = fact.from ?? asked
  const to = fact.to ?? (named.length < members.length ? addDays(asked, AHEAD_DAYS) : asked)
  const leaves = (
    await leavesOf(
      db,
      named.map(({ person }) => person.id),
      from,
      to,
    )
  ).filter(({ state, endedDay }) => state !== 'refused' && (endedDay === null || endedDay >= from))
  const rotations = await rotationsOf(
    db,
    scope.units,
    addDays(day, -ROTATION_AROUND),
    addDays(day, ROTATION_AROUND),
  )
  const villages = await villagesById(db, [...named, ...rotations])
  const lines = named.flatMap((holder) =>
    leaves
      .filter(({ subjectId }) => subjectId === holder.person.id)
      .map((each) => `${villageOf(holder, villages)}${holder.person.name}${leaveText(each, day, false)}`),
  )
  const word = dayWords(from, to === addDays(asked, AHEAD_DAYS) ? from : to, day)
  const label = named.length < members.length ? named.map(({ person }) => person.name).join('、') : '本单位'
  const sections: Section[] = [
    { lines: lines.length === 0 ? [nobodyOnLeave(label, word)] : [`${label}${word}请假:`, ...lines] },
    {
      head: '近期轮换:',
      lines: rotations.map((holder) => rotationLine(holder, villageOf(holder, villages), day)),
      more: (left) => `另有${left}人。`,
    },
  ]
  return { text: fitSections(sections.filter((section) => section.lines.length > 0)) }
}

function peopleCalled(about: string, members: readonly Holder[]): Holder[] {
  const hint = nameHint(about)
  if (hint === '') return []
  const candidates = members.map(({ person: { id, name }, posting }) => ({
    id,
    name,
    role: posting.role,
    villageId: posting.villageId,
  }))
  const ids = new Set(resolveName(about, candidates))
  return members.filter(({ person }) => ids.has(person.id))
}

const villageOf = ({ posting }: Holder, villages: ReadonlyMap<number, Village>) =>
  posting.villageId === null ? '' : (villages.get(posting.villageId)?.name ?? '')
