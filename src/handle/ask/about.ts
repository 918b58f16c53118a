import type { Village } from '../../../entities'
import { type NameCandidate, nameHint, resolveName } from '../../decide/names'
import { possiblePlaces, readPlace } from '../../decide/places'
import { holdersById, membersIn, villagesIn } from '../../record/lookups'
import { type Holder, isTeamPosting } from '../../record/people'
import { notOnTeam, nobodyOfThatName, tooManyOfThatName, which } from '../../wording/answers'
import { ROLE_NAMES } from '../../wording/people'
import type { Answer, Asking, Option, Target } from './asking'

/** Either what the question is about, or what to say instead. */
export type About = { targets: Target[] } | { answer: Answer }

const EVERYONE =
  /^(?:全区|全县|各村|各队|各乡镇|所有(?:人|村|队)?|全部|大家|每个(?:人|村|队)|工作队|队员|都)$/
const OWN_TOWNSHIP = /^(?:全|本|我们?|咱们?)(?:镇|乡|街道)里?$|^[镇乡]里$/
const OWN_VILLAGE =
  /^(?:我们?|咱们?|本|全|俺们?)(?:村|社区)?(?:里|的)?(?:队|工作队|队里|队员)?$|^[村队][里上]$/
const SELF = /^(?:self|我|我自己|本人|自己)$/
const JOINED = /[、,,;;]|(?:和|跟|与|及|以及|还有)/

const MOST_OPTIONS = 6

/** Reads what a question is about within the asker's scope. Nothing outside it is ever told apart from nothing. */
export async function aboutOf(asking: Asking): Promise<About> {
  const { chosen, fact } = asking
  if (chosen !== undefined) return chosenTarget(asking, chosen)
  const about = fact.about?.trim()
  if (about === undefined || about === '' || EVERYONE.test(about))
    return { targets: [await everyone(asking)] }
  if (SELF.test(about)) return self(asking)
  if (OWN_TOWNSHIP.test(about)) return { targets: [await ownTownship(asking)] }
  if (OWN_VILLAGE.test(about)) return { targets: [await ownVillage(asking)] }
  const whole = await read(asking, about)
  if (whole !== null) return whole
  const parts = about.split(JOINED).filter((part) => part !== '')
  if (parts.length < 2) return { answer: { text: nobodyOfThatName(about) } }
  const each = await Promise.all(parts.map((part) => read(asking, part)))
  const targets = each.flatMap((part) => (part !== null && 'targets' in part ? part.targets : []))
  return targets.length > 0 ? { targets } : { answer: { text: nobodyOfThatName(about) } }
}

/** The asker as somebody of a team; null for others. */
export function ownHolder({ speaker }: Asking): Holder | null {
  const posting = speaker.postings.find(isTeamPosting)
  return posting === undefined ? null : { person: speaker.person, posting }
}

function self(asking: Asking): About {
  const holder = ownHolder(asking)
  return holder === null ? { answer: { text: notOnTeam() } } : { targets: [{ kind: 'person', holder }] }
}

const village = (found: Village): Target => ({
  kind: 'place',
  size: 'village',
  label: found.name,
  villages: [found],
})

function joined(villages: Village[], all: boolean): Target {
  const [first] = villages
  if (first !== undefined && villages.length === 1) return village(first)
  if (all) return { kind: 'place', size: 'all', label: '全区', villages }
  const isOne = villages.every(({ township }) => township === first?.township)
  const label = first !== undefined && isOne ? first.township : '您能看到的村'
  return { kind: 'place', size: 'township', label, villages }
}

const everyone = async ({ db, scope }: Asking): Promise<Target> =>
  joined(await villagesIn(db, scope), scope.all)

async function ownTownship(asking: Asking): Promise<Target> {
  const { db, scope, speaker } = asking
  const townships = speaker.postings.flatMap(({ township }) => township ?? [])
  return townships.length === 0
    ? everyone(asking)
    : joined(await villagesIn(db, scope, { townships: [...new Set(townships)] }), false)
}

async function ownVillage(asking: Asking): Promise<Target> {
  const { db, scope } = asking
  if (scope.villageIds.length === 0) return everyone(asking)
  return joined(await villagesIn(db, scope, { ids: scope.villageIds }), false)
}

async function placesNamed({ db, scope }: Asking, about: string): Promise<Village[]> {
  if (!scope.all) return villagesIn(db, scope)
  const { villages, townships } = possiblePlaces(about)
  const found = [
    ...(await villagesIn(db, scope, { townships })),
    ...(await villagesIn(db, scope, { names: villages })),
  ]
  return [...new Map(found.map((each) => [each.id, each])).values()].sort((a, b) => a.id - b.id)
}

async function read(asking: Asking, about: string): Promise<About | null> {
  const all = await placesNamed(asking, about)
  const place = readPlace(about, all)
  if (place !== null && place.rest === '') {
    const ofTownship = (township: string) => all.filter((each) => each.township === township)
    const targets = [
      ...place.villages.map(village),
      ...place.townships.map((t) => joined(ofTownship(t), false)),
    ]
    const [target] = targets
    if (target !== undefined && targets.length === 1) return { targets: [target] }
    const options: Option[] = [
      ...place.villages.map(({ id, township, name }) => ({
        kind: 'village' as const,
        id,
        label: township + name,
      })),
      ...place.townships.map((name) => ({ kind: 'township' as const, name, label: `${name}(全部)` })),
    ]
    return ask(asking, about, options)
  }
  const [only] = place?.villages ?? []
  const inside =
    place !== null && only !== undefined && place.villages.length === 1
      ? await person(asking, place.rest, only.id)
      : null
  return inside ?? person(asking, about)
}

const candidate = ({ person: { id, name }, posting }: Holder): NameCandidate => ({
  id,
  name,
  role: posting.role,
  villageId: posting.villageId,
})

async function person(asking: Asking, written: string, villageId?: number): Promise<About | null> {
  const { db, scope, day, speaker } = asking
  const among = { hint: nameHint(written), ...(villageId === undefined ? {} : { villageId }) }
  const holders = await membersIn(db, scope, day, among)
  const near = villageId ?? speaker.teamId ?? scope.villageIds[0] ?? null
  const ids = resolveName(written, holders.map(candidate), { villageId: near })
  const fitting = ids.flatMap((id) => holders.find((holder) => holder.person.id === id) ?? [])
  const [only] = fitting
  if (only === undefined) return null
  if (fitting.length === 1) return { targets: [{ kind: 'person', holder: only }] }
  const villages = new Map(
    (await villagesIn(db, scope, { ids: villageIdsOf(fitting) })).map((v) => [v.id, v]),
  )
  const options = fitting.map(({ person: { id, name }, posting }) => {
    const at = posting.villageId === null ? undefined : villages.get(posting.villageId)
    return { kind: 'person' as const, id, label: `${at?.name ?? ''}${name}(${ROLE_NAMES[posting.role]})` }
  })
  return ask(asking, written, options)
}

const villageIdsOf = (holders: readonly Holder[]) => holders.flatMap(({ posting }) => posting.villageId ?? [])

function ask({ fact }: Asking, about: string, options: Option[]): About {
  if (options.length > MOST_OPTIONS) return { answer: { text: tooManyOfThatName(about, options.length) } }
  const text = which(
    about,
    options.map(({ label }) => label),
  )
  return { answer: { text, question: { kind: 'which_person', payload: { fact, options } } } }
}

/** The choice is looked up again within the asker's scope: it may have changed, and the payload is only data. */
async function chosenTarget(asking: Asking, chosen: Option): Promise<About> {
  const { db, scope } = asking
  const gone: About = { answer: { text: nobodyOfThatName(chosen.label) } }
  if (chosen.kind === 'person') {
    const holder = await memberWithin(asking, chosen.id)
    return holder === null ? gone : { targets: [{ kind: 'person', holder }] }
  }
  const among = chosen.kind === 'village' ? { ids: [chosen.id] } : { townships: [chosen.name] }
  const villages = await villagesIn(db, scope, among)
  if (villages.length === 0) return gone
  return { targets: [joined(villages, false)] }
}

async function memberWithin({ db, scope, day }: Asking, id: number): Promise<Holder | null> {
  const holder = (await holdersById(db, [id], day)).get(id)
  const villageId = holder?.posting.villageId
  if (holder === undefined || villageId == null || !isTeamPosting(holder.posting)) return null
  return (await villagesIn(db, scope, { ids: [villageId] })).length === 0 ? null : holder
}
