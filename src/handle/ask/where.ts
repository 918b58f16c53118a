import { clip, fitSections, type Section } from '../../wording/bytes'
import { inert } from '../../wording/inert'
import { ROLE_NAMES } from '../../wording/people'
import { knownLine, memberLines, teamHead, teamLine } from '../../wording/teams'
import { furtherLines, type Seen, whereLine } from '../../wording/whereabouts'
import { noTeam, nothingToSee, together } from '../../wording/answers'
import { plansOn } from '../../record/dayNotes'
import { villagesIn } from '../../record/lookups'
import { aboutOf } from './about'
import type { Answer, Asking, PersonTarget, PlaceTarget } from './asking'
import { askedDay, gather, MOST_SHOWN, placePrefix, readsPrivate, seenFor, type TeamNow } from './gather'
import { searchText, searchWithPhones, silentLine } from '../../wording/lines'
import { whereBroadly } from './whereBroadly'

/** Bytes of what a team means to do. */
const LONGEST_PLAN = 400

/** 在哪: a person, a village, a township, everyone. */
export async function where(asking: Asking): Promise<Answer> {
  const about = await aboutOf(asking)
  if ('answer' in about) return about.answer
  const texts: string[] = []
  for (const target of about.targets) {
    texts.push(await (target.kind === 'person' ? ofPerson(asking, target) : ofPlace(asking, target)))
  }
  return { text: together(texts) }
}

async function ofPerson(asking: Asking, { holder }: PersonTarget): Promise<string> {
  const { person, posting } = holder
  const villages = await villagesIn(asking.db, asking.scope, {
    ids: posting.villageId === null ? [] : [posting.villageId],
  })
  const [now] = await gather(asking, villages)
  const [village] = villages
  const at = now?.where.get(person.id)
  if (now === undefined || village === undefined || at === undefined) return nothingToSee()
  const seen = await seenFor(asking, { teams: [now] })
  const about = now.searches.filter(
    ({ case: found, people }) =>
      people.includes(person.id) || (found.kind === 'morning' && now.known === null),
  )
  const isSelf = person.id === asking.speaker.person.id
  const name = isSelf ? '您' : `${person.name}(${village.name}${ROLE_NAMES[posting.role]})`
  const lines = [
    `${name}:${whereLine(at, seen)}。`,
    ...furtherLines(at, seen),
    ...about.map((search) => `${searchText(search, seen, readsPrivate(asking.scope, village.township))}。`),
  ]
  const isMate = asking.speaker.teamId !== null && asking.speaker.teamId === posting.villageId
  if ((asking.scope.supervisor || (isMate && asking.wantsNumber)) && !isSelf) {
    lines.push(person.mobile === null ? '没留电话。' : `电话:${person.mobile}`)
  }
  return lines.join('\n')
}

async function ofPlace(asking: Asking, target: PlaceTarget): Promise<string> {
  if (target.villages.length > MOST_SHOWN) return whereBroadly(asking, target)
  const teams = await gather(asking, target.villages)
  if (teams.length === 0) return noTeam(target.label)
  const seen = await seenFor(asking, { teams })
  const [only] = teams
  return only !== undefined && target.size === 'village'
    ? ofVillage(asking, only, seen)
    : ofTeams(asking, target, teams, seen)
}

async function ofVillage(asking: Asking, now: TeamNow, seen: Seen): Promise<string> {
  const { village } = now.team
  const plans = await plansOn(asking.db, [village.id], askedDay(asking).day)
  const plan = plans.map(({ text }) => inert(text)).join(';')
  return fitSections([
    { lines: [teamHead(now, seen)] },
    {
      lines: now.searches.map((search) =>
        searchText(search, seen, readsPrivate(asking.scope, village.township)),
      ),
    },
    {
      lines: memberLines(now, seen, asking.scope.supervisor),
      more: (left) => `另有${left}人,问名字能查到。`,
    },
    { lines: plan === '' ? [] : [`打算:${clip(plan, LONGEST_PLAN)}`] },
  ])
}

function ofTeams(asking: Asking, target: PlaceTarget, teams: TeamNow[], seen: Seen): string {
  const { scope } = asking
  const silent = teams.filter(({ known }) => known === null)
  const known = teams.filter((team) => team.known !== null)
  const prefix = placePrefix(target.villages)
  const named = placePrefix(target.villages, true)
  const searched = teams.flatMap(({ team: { village }, searches }) => {
    const text = scope.supervisor ? searchWithPhones : searchText
    return searches
      .filter(({ case: found }) => found.kind !== 'morning')
      .map((search) => named(village.id) + text(search, seen, readsPrivate(scope, village.township)))
  })
  const sections: Section[] = [
    { lines: [knownLine(target.label, known.length, teams.length, seen)] },
    {
      head: '要留意:',
      lines: searched,
      most: 800,
      more: (left) => `另有${left}件,问『联系不上的有哪些』。`,
    },
    {
      head: '还没有消息:',
      lines: silent.map((team) => prefix(team.team.village.id) + silentLine(team, seen, scope.supervisor)),
      most: 1200,
      more: (left) => `另有${left}个村,问『谁还没消息』。`,
    },
    {
      head: silent.length + searched.length === 0 ? '各村:' : '有消息的:',
      lines: known.map((team) => prefix(team.team.village.id) + teamLine(team, seen)),
      more: (left) => `另有${left}个村,问村名能看到。`,
    },
  ]
  return fitSections(sections.filter(({ lines }) => lines.length > 0))
}
