import { isWorkingDay } from '../../decide/calendar'
import { unseenIn } from '../../record/notSeen'
import { silentAmong } from '../../record/silent'
import { instantOf } from '../../time'
import { fitSections, type Section } from '../../wording/bytes'
import { beforeDue, dayOff, notYetThatDay, together } from '../../wording/answers'
import { knownLine } from '../../wording/teams'
import { dayWord } from '../../wording/when'
import { aboutOf } from './about'
import type { Answer, Asking, PlaceTarget } from './asking'
import { askedDay, gather, MOST_SHOWN, placePrefix, seenFor } from './gather'
import { silentLine, unseenLine } from '../../wording/lines'
import { where } from './where'

/** 谁还没消息: teams not known that day, and people somebody has not seen. */
export async function missing(asking: Asking): Promise<Answer> {
  const about = await aboutOf(asking)
  if ('answer' in about) return about.answer
  if (about.targets.some(({ kind }) => kind === 'person')) return where(asking)
  const { day } = askedDay(asking)
  if (day > asking.day) return { text: notYetThatDay(dayWord(day, asking.day)) }
  const places = about.targets.flatMap((target) => (target.kind === 'place' ? [target] : []))
  const texts: string[] = []
  for (const place of places) texts.push(await missingIn(asking, place))
  return { text: together(texts) }
}

async function missingIn(asking: Asking, target: PlaceTarget): Promise<string> {
  const { db, now, zone, rt } = asking
  const { day, at } = askedDay(asking)
  const ids = target.villages.map(({ id }) => id)
  const moment = { day, now: Math.min(now, at), zone }
  const { teams, silent } = await silentAmong(db, target.villages, moment)
  const shown = await gather(asking, silent.slice(0, MOST_SHOWN))
  const seen = await seenFor(asking, { teams: shown })
  const unseen = await unseenIn(db, ids, day, { at, now, zone, policy: rt.policy })
  const seenUnseen = await seenFor(asking, { people: unseen.map(({ at: found }) => found) })
  const prefix = placePrefix(target.villages)
  const named = placePrefix(target.villages, true)
  const phones = asking.scope.supervisor
  const sections: Section[] = [
    { lines: notes(asking) },
    { lines: [knownLine(target.label, teams.length - silent.length, teams.length, seen)] },
    {
      lines: shown.map((team) => prefix(team.team.village.id) + silentLine(team, seen, phones)),
      most: 1500,
      more: (left) => `另有${left + silent.length - shown.length}个村没列下,问乡镇名能看到。`,
    },
    {
      head: '有人说没见到的:',
      lines: unseen.map(
        (each) => named(each.holder.posting.villageId) + unseenLine(each, seenUnseen, phones),
      ),
      more: (left) => `另有${left}人。`,
    },
  ]
  return fitSections(sections.filter(({ lines }) => lines.length > 0))
}

/** A morning before its time, and a day off, are no reason to look for anybody. */
function notes(asking: Asking): string[] {
  const { rt, now, zone } = asking
  const { day } = askedDay(asking)
  if (!isWorkingDay(day, rt.policy.calendar)) return [dayOff(dayWord(day, asking.day))]
  const { due } = rt.policy.mornings
  return day === asking.day && now < instantOf(day, due, zone) ? [beforeDue(due.replace(/^0/, ''))] : []
}
