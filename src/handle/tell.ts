import type { Person } from '../../entities'
import { settling } from '../decide/returns'
import { isGuess } from '../decide/unsure'
import { casesOf, unsettled } from '../record/cases'
import { endLeaves } from '../record/endLeaves'
import { hear } from '../record/hearing'
import { isKept, type KeptFact, recordFact, type Subject } from '../record/statements'
import { type Declared, declareReturn } from '../search/declare'
import type { FactOf, ReadFact } from '../understand/facts'
import { inert } from '../wording/inert'
import { type Along, alongWith, isAlongOnly } from './along'
import { isFromAfar, type Resolved, resolveWho, sourceOf, type Telling } from './telling'

/** One fact as it was taken in: what the reply repeats. */
export interface Told {
  fact: KeptFact
  subjects: Subject[]
  declared: Declared | null
  words: string
  /** The speaker's own words for where somebody is and what for. */
  said?: string
  /** Whose whereabouts it leans on. */
  leaning?: Along
}

/** A name that fits two: once the speaker says which, the fact is told again. */
export interface Unclear {
  name: string
  people: Person[]
  fact: KeptFact
  factNo: number
  words: string
  said?: string
}

export interface Taken {
  told: Told[]
  unclear: Unclear[]
  /** People put in the village, at rest or on leave; people named in person; people said to be out, missing or in need. */
  back: number[]
  named: number[]
  otherwise: number[]
  /** People others only guess about (「应该在后山」): a search that ends by it begins again later. */
  guessed: number[]
  /** `not_seen` facts with whom they are about. */
  notSeen: { fact: FactOf<'not_seen'>; subjects: Subject[]; words: string }[]
}

const idsOf = (subjects: readonly Subject[]) => subjects.flatMap(({ id }) => (id === null ? [] : [id]))

/** In the village now: a leave that still runs is over. A later day's plan ends nothing. */
const isBackToday = (fact: KeptFact) =>
  fact.kind === 'whereabouts' && fact.status === 'in_village' && fact.from === undefined

const CAME_BACK = /销假|[回返]来|[回返到]村|[回返]到|到岗|归队|到了/

/** 我家, once others read it, is the home of whoever said so. */
function atWhoseHome({ speaker, heardFrom }: Telling, fact: KeptFact): KeptFact {
  if (fact.kind !== 'whereabouts' || fact.place === undefined) return fact
  const { name } = heardFrom?.person ?? speaker.person
  return { ...fact, place: fact.place.replace(/^(?:我们?|咱们?|俺)家/, `${name}家`) }
}

const whoOf = (fact: KeptFact): readonly string[] => ('who' in fact ? fact.who : ['self'])

/** People the message names one by one, so that 其余 can mean the others. */
async function namedIn(telling: Telling, facts: readonly ReadFact[]): Promise<Set<number>> {
  const names = facts.flatMap(({ fact }) => ('who' in fact ? fact.who : []))
  const plain = names.filter((name) => name !== 'team' && name !== 'rest')
  const { subjects } = await resolveWho(telling, [...new Set(plain)], new Set())
  return new Set(idsOf(subjects))
}

/** Keeps everything a message tells and notes what it says about people somebody may be waiting for. */
export async function tell(telling: Telling, facts: readonly ReadFact[], text: string): Promise<Taken> {
  const taken: Taken = { told: [], unclear: [], back: [], named: [], otherwise: [], guessed: [], notSeen: [] }
  const elsewhere = await namedIn(telling, facts)
  for (const [factNo, { fact: read, span, said: own }] of facts.entries()) {
    if (!isKept(read)) continue
    const home = atWhoseHome(telling, read)
    const { subjects: said, unclear } = await resolveWho(telling, whoOf(home), elsewhere)
    const leaning = await leaningOn(telling, home)
    const fact = leaning?.fact ?? home
    const subjects = [...said, ...(await partyOf(telling, fact, said))]
    const along = leaning === null ? await companionsOf(telling, fact, subjects) : ALONE
    const { db, moment, messageId, speaker, team } = telling
    const words = text.slice(span.start, span.end)
    const mine = { fact, factNo, words, ...(own === undefined ? {} : { said: own }) }
    taken.unclear.push(...[...unclear, ...along.unclear].map((each) => ({ ...each, ...mine })))
    const saying = {
      messageId,
      factNo,
      speakerId: speaker.person.id,
      speakerName: speaker.person.name,
      villageId: team?.village.id ?? null,
      sourceFor: sourceOf(telling),
      saidAt: moment.now,
      day: moment.day,
      zone: moment.zone,
      words,
      heardFromId: telling.heardFrom?.person.id ?? null,
    }
    const everyone = [...subjects, ...along.subjects]
    await recordFact(db, saying, fact, everyone)
    if (isBackToday(fact)) {
      const cameBack = CAME_BACK.test(words) ? [speaker.person.id] : []
      await endLeaves(db, idsOf(everyone), moment, cameBack)
    }
    const declared =
      fact.kind === 'whereabouts' ? await expectReturn(telling, fact, everyone, factNo, words) : null
    taken.told.push({ ...mine, subjects, declared, ...(leaning === null ? {} : { leaning }) })
    weigh(telling, taken, fact, everyone, words)
  }
  // Not having been seen is no word about anybody.
  const unseen = new Set(taken.notSeen.flatMap(({ subjects }) => idsOf(subjects)))
  const placed = [...taken.back, ...taken.named, ...taken.otherwise.filter((id) => !unseen.has(id))]
  await hear(telling.db, placed, telling.moment.now)
  return taken
}

/** 「7点才能回」, said by one of a party that is out, is about the party. */
async function partyOf({ db, speaker, team }: Telling, fact: KeptFact, said: readonly Subject[]) {
  const isAmendment = fact.kind === 'whereabouts' && fact.status === undefined && fact.until !== undefined
  if (!isAmendment || said.length !== 1 || said[0]?.id !== speaker.person.id) return []
  const [running] = (await casesOf(db, [speaker.person.id], ['return'])).slice(-1)
  if (running === undefined) return []
  const party = new Set(await unsettled(db, running.id))
  return (team?.members ?? [])
    .filter(({ person }) => party.has(person.id) && person.id !== speaker.person.id)
    .map(({ person }): Subject => ({ id: person.id, name: person.name }))
}

/** People of the roster named after 和: they are where the others are, and each has a row of their own. */
async function companionsOf(telling: Telling, fact: KeptFact, subjects: readonly Subject[]) {
  if (fact.kind !== 'whereabouts' || fact.with === undefined) return { subjects: [], unclear: [] }
  const along = await resolveWho(telling, fact.with, new Set())
  const named = new Set(idsOf(subjects))
  return { ...along, subjects: along.subjects.filter(({ id }) => id !== null && !named.has(id)) }
}

const ALONE: Pick<Resolved, 'subjects' | 'unclear'> = { subjects: [], unclear: [] }

/** 「我跟张书记一起」: the companion's whereabouts, which are nothing new about himself. */
async function leaningOn(telling: Telling, fact: KeptFact): Promise<Along | null> {
  if (fact.kind !== 'whereabouts' || fact.with === undefined || !isAlongOnly(fact)) return null
  const { subjects } = await resolveWho(telling, fact.with, new Set())
  return alongWith(telling, fact, subjects)
}

/** What a fact says about the people it names, for the searches that wait for them. */
function weigh(
  telling: Telling,
  taken: Taken,
  fact: KeptFact,
  subjects: readonly Subject[],
  words: string,
): void {
  const { speaker, moment } = telling
  const ids = idsOf(subjects)
  switch (fact.kind) {
    case 'whereabouts':
      for (const id of ids) {
        if (fact.from !== undefined && Date.parse(fact.from) > moment.now) continue
        const own = id === speaker.person.id
        if (!own && fact.until === undefined && isGuess(words)) {
          taken.guessed.push(id)
          continue
        }
        const said = {
          ...{ status: fact.status ?? null, own, at: moment.now },
          bySupervisor: isFromAfar(telling),
        }
        const weight = settling(said, 0)
        if (weight === 'back') taken.back.push(id)
        else {
          if (weight === 'named') taken.named.push(id)
          if (!own) taken.otherwise.push(id)
        }
      }
      break
    case 'leave':
      // Who is on leave today is not expected back in the village.
      if (fact.from <= moment.day && moment.day <= fact.to) taken.back.push(speaker.person.id)
      break
    case 'safe':
      for (const id of ids)
        if (id !== speaker.person.id) (isGuess(words) ? taken.guessed : taken.named).push(id)
      break
    case 'not_seen':
      taken.notSeen.push({ fact, subjects: [...subjects], words })
      taken.otherwise.push(...ids)
      break
    case 'help':
      taken.otherwise.push(...ids)
      break
    default:
  }
}

/** A whereabouts with a time of return becomes an expectation about the team members it names. */
async function expectReturn(
  telling: Telling,
  fact: FactOf<'whereabouts'>,
  subjects: readonly Subject[],
  factNo: number,
  words: string,
): Promise<Declared | null> {
  const { rt, db, moment, messageId, speaker, team } = telling
  if (fact.until === undefined || team === null) return null
  const members = new Set(team.members.map(({ person }) => person.id))
  const people = idsOf(subjects).filter((id) => members.has(id))
  if (people.length === 0) return null
  const said = {
    messageId,
    speakerId: speaker.person.id,
    factNo,
    villageId: team.village.id,
    people: [...new Set(people)],
    untilAt: Date.parse(fact.until),
    noSignal: fact.noSignal === true,
    place: fact.place === undefined ? null : inert(fact.place),
    words,
    status: fact.status ?? null,
    fromAt: fact.from === undefined ? null : Date.parse(fact.from),
  }
  return declareReturn(rt, db, moment, said)
}
