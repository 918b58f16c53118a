import type { Person } from '../../entities'
import { settling } from '../decide/returns'
import { hear } from '../record/hearing'
import { isKept, type KeptFact, recordFact, type Subject } from '../record/statements'
import { type Declared, declareReturn } from '../search/declare'
import type { FactOf, ReadFact } from '../understand/facts'
import { inert } from '../wording/inert'
import { resolveWho, sourceOf, type Telling } from './telling'

/** One fact as it was taken in: what the reply repeats. */
export interface Told {
  fact: KeptFact
  subjects: Subject[]
  declared: Declared | null
}

export interface Taken {
  told: Told[]
  unclear: { name: string; people: Person[]; factNo: number }[]
  /** People put in the village, at rest or on leave; people named in person; people said to be out, missing or in need. */
  back: number[]
  named: number[]
  otherwise: number[]
  /** `not_seen` facts with whom they are about. */
  notSeen: { fact: FactOf<'not_seen'>; subjects: Subject[] }[]
}

const idsOf = (subjects: readonly Subject[]) => subjects.flatMap(({ id }) => (id === null ? [] : [id]))

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
  const taken: Taken = { told: [], unclear: [], back: [], named: [], otherwise: [], notSeen: [] }
  const elsewhere = await namedIn(telling, facts)
  for (const [factNo, { fact, span }] of facts.entries()) {
    if (!isKept(fact)) continue
    const { subjects, unclear } = await resolveWho(telling, whoOf(fact), elsewhere)
    taken.unclear.push(...unclear.map((each) => ({ ...each, factNo })))
    const { db, moment, messageId, speaker, team } = telling
    const words = text.slice(span.start, span.end)
    const saying = {
      messageId,
      factNo,
      speakerId: speaker.person.id,
      villageId: team?.village.id ?? null,
      sourceFor: sourceOf(telling),
      saidAt: moment.now,
      day: moment.day,
      zone: moment.zone,
      words,
    }
    await recordFact(db, saying, fact, subjects)
    const declared =
      fact.kind === 'whereabouts' ? await expectReturn(telling, fact, subjects, factNo, words) : null
    taken.told.push({ fact, subjects, declared })
    weigh(telling, taken, fact, subjects)
  }
  await hear(telling.db, [...taken.back, ...taken.named, ...taken.otherwise], telling.moment.now)
  return taken
}

/** What a fact says about the people it names, for the searches that wait for them. */
function weigh(
  { speaker, scope, moment }: Telling,
  taken: Taken,
  fact: KeptFact,
  subjects: readonly Subject[],
): void {
  const ids = idsOf(subjects)
  switch (fact.kind) {
    case 'whereabouts':
      for (const id of ids) {
        if (fact.from !== undefined && Date.parse(fact.from) > moment.now) continue
        const own = id === speaker.person.id
        const bySupervisor = speaker.teamId === null && scope.supervisor
        const said = { status: fact.status ?? null, own, bySupervisor, at: moment.now }
        const weight = settling(said, 0)
        if (weight === 'back') taken.back.push(id)
        else {
          if (weight === 'named') taken.named.push(id)
          if (!own) taken.otherwise.push(id)
        }
      }
      break
    case 'safe':
      taken.named.push(...ids.filter((id) => id !== speaker.person.id))
      break
    case 'not_seen':
      taken.notSeen.push({ fact, subjects: [...subjects] })
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
  const along = await resolveWho(telling, fact.with ?? [], new Set())
  const members = new Set(team.members.map(({ person }) => person.id))
  const people = [...idsOf(subjects), ...idsOf(along.subjects)].filter((id) => members.has(id))
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
  }
  const fromAt = fact.from === undefined ? null : Date.parse(fact.from)
  return declareReturn(rt, db, moment, said, { status: fact.status ?? null, fromAt, saidAt: moment.now })
}
