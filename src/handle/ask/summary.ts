import type { Village } from '../../../entities'
import { difficultiesIn } from '../../record/dayNotes'
import { leavesOf } from '../../record/leaves'
import { teamsAt, villagesIn } from '../../record/lookups'
import { picturesOf } from '../../record/picture'
import { workTotals } from '../../record/totals'
import { instantOf } from '../../time'
import { noTeam, notYetThatDay, together } from '../../wording/answers'
import { clip, fitSections } from '../../wording/bytes'
import { dayText } from '../../wording/digest'
import { inert } from '../../wording/inert'
import { joined, type Summed, summed } from '../../wording/summed'
import { memberLines, teamHead } from '../../wording/teams'
import { totalLines } from '../../wording/totals'
import { dayWord, dayWords } from '../../wording/when'
import { aboutOf } from './about'
import type { Answer, Asking, PlaceTarget, Target } from './asking'
import { askedDay, gather, placePrefix, seenFor } from './gather'
import { whereBroadly } from './whereBroadly'

/** More villages than this are summed up without reading every person's words. */
const MOST_VILLAGES = 300
/** Bytes of somebody's own words within a line. */
const LONGEST_WORDS = 400

/** 汇总: a day or a period of one place or all. */
export async function summary(asking: Asking): Promise<Answer> {
  const about = await aboutOf(asking)
  if ('answer' in about) return about.answer
  const texts: string[] = []
  for (const target of about.targets) texts.push(await summaryOf(asking, await placeOf(asking, target)))
  return { text: together(texts) }
}

async function placeOf({ db, scope }: Asking, target: Target): Promise<PlaceTarget> {
  if (target.kind === 'place') return target
  const { villageId } = target.holder.posting
  const villages = await villagesIn(db, scope, { ids: villageId === null ? [] : [villageId] })
  return { kind: 'place', size: 'village', label: villages[0]?.name ?? '', villages }
}

function summaryOf(asking: Asking, target: PlaceTarget): Promise<string> | string {
  const { fact, day } = asking
  const { from, to } = fact
  if (from !== undefined && to !== undefined && from !== to) return ofPeriod(asking, target, from, to)
  const asked = askedDay(asking).day
  if (asked > day) return notYetThatDay(dayWord(asked, day))
  if (target.size === 'village') return ofVillage(asking, target)
  return target.villages.length > MOST_VILLAGES ? broadly(asking, target) : ofDay(asking, target)
}

async function ofDay(asking: Asking, target: PlaceTarget): Promise<string> {
  const { db, now, zone, rt, scope } = asking
  const { day, at } = askedDay(asking)
  const asked = { at, now, zone, policy: rt.policy }
  const pictures = await picturesOf(db, target.villages, asked, instantOf(day, 0, zone))
  const all = [...pictures].map(([township, picture]): Summed => {
    const shown = scope.supervisor ? picture : { ...picture, lines: [] }
    return summed(pictures.size > 1 ? township : target.label, shown, asking, scope.supervisor)
  })
  const [only] = all
  const telling = { day, now, zone, since: 0 }
  return only !== undefined && all.length === 1
    ? dayText(only, [], telling, true)
    : dayText(joined(target.label, all, day), all, telling, true)
}

async function ofVillage(asking: Asking, target: PlaceTarget): Promise<string> {
  const { db } = asking
  const { day } = askedDay(asking)
  const ids = target.villages.map(({ id }) => id)
  const teams = await gather(asking, target.villages)
  const [now] = teams
  if (now === undefined) return noTeam(target.label)
  const seen = await seenFor(asking, { teams })
  const work = totalLines(await workTotals(db, { from: day, to: day, villageIds: ids }))
  const difficulties = await difficultiesIn(db, ids, day, day)
  return fitSections([
    { lines: [teamHead(now, seen), ...memberLines(now, seen, false)] },
    { lines: [work.length === 0 ? '工作:还没有记下的。' : `工作:${work.join(',')}`] },
    {
      lines: difficulties.map(({ text }) => `要帮一把的:${clip(inert(text), LONGEST_WORDS)}`),
      more: (left) => `另有${left}件。`,
    },
  ])
}

async function broadly(asking: Asking, target: PlaceTarget): Promise<string> {
  const { day } = askedDay(asking)
  const villageIds = target.size === 'all' ? undefined : target.villages.map(({ id }) => id)
  const totals = await workTotals(asking.db, { from: day, to: day, villageIds })
  const lines = (await whereBroadly(asking, target)).split('\n')
  return fitSections([
    { lines, most: 1200, more: (left) => `另有${left}行,问乡镇名能看到。` },
    { lines: totalLines(totals) },
  ])
}

async function ofPeriod(asking: Asking, target: PlaceTarget, from: string, to: string): Promise<string> {
  const { db, day } = asking
  const ids = target.villages.map(({ id }) => id)
  const totals = await workTotals(db, { from, to, villageIds: target.size === 'all' ? undefined : ids })
  const difficulties = await difficultiesIn(db, ids, from, to)
  const named = placePrefix(target.villages, true)
  const work = totalLines(totals)
  return fitSections([
    { lines: [`${target.label}${dayWords(from, to, day)}${work.length === 0 ? '还没有记下的工作。' : ':'}`] },
    { lines: work, most: 1000, more: (left) => `另有${left}项。` },
    ...(difficulties.length === 0
      ? []
      : [
          {
            head: '要帮一把的:',
            lines: difficulties.map(
              ({ villageId, day: told, text }) =>
                `${named(villageId)}${clip(inert(text), LONGEST_WORDS)}(${dayWord(told, day)})`,
            ),
            more: (left: number) => `另有${left}件,问村名能看到。`,
          },
        ]),
    { lines: await onLeave(asking, target.villages, from, to) },
  ])
}

async function onLeave(
  asking: Asking,
  villages: readonly Village[],
  from: string,
  to: string,
): Promise<string[]> {
  const { db, day } = asking
  if (villages.length > MOST_VILLAGES) return []
  const teams = await teamsAt(
    db,
    villages.map(({ id }) => id),
    day,
  )
  const people = teams.flatMap(({ members }) => members.map(({ person }) => person.id))
  const leaves = (await leavesOf(db, people, from, to)).filter(({ state }) => state !== 'refused')
  const count = new Set(leaves.map(({ subjectId }) => subjectId)).size
  return count === 0 ? [] : [`请过假的${count}人。`]
}
