import { In, IsNull, MoreThan, Not } from 'typeorm'
import { Case, CheckIn, OutboundMessage } from '../../entities'
import type { Db } from '../../src/record/database'
import { knownTeams, type Moment } from '../../src/record/known'
import { type Team, teams } from '../../src/record/people'
import { clock, when } from '../../src/wording/when'
import { english } from './english'

/** How a village stands just now, the gravest first. */
export type State = 'help' | 'alarmed' | 'overdue' | 'asked' | 'silent' | 'no_signal' | 'known'

export interface VillageState {
  id: number
  township: string
  townshipEn: string
  name: string
  en: string
  state: State
  /** Somebody spoke for the team today. */
  heard: boolean
  says: string
  saysEn: string
}

interface Words {
  state: State
  says: string
  saysEn: string
}

/** All villages of the day as the rows tell them. Reads only. */
export async function overview(db: Db, moment: Moment): Promise<VillageState[]> {
  const all = await teams(db, moment.day)
  const known = await knownTeams(db, all, moment)
  const open = await db.findBy(Case, { state: In(['open', 'resting']), villageId: Not(IsNull()) })
  const told = await db.findBy(OutboundMessage, {
    caseId: In(open.map(({ id }) => id)),
    state: 'sent',
    purpose: In(['ask', 'alarm']),
  })
  const mute = await db.findBy(CheckIn, {
    noSignal: true,
    untilAt: MoreThan(moment.now),
    supersededAt: IsNull(),
  })
  return all.map((team) => {
    const cases = open.filter(({ villageId }) => villageId === team.village.id)
    const { township, name, id } = team.village
    const words =
      searching(cases, told, moment) ??
      quiet(team, mute, moment) ??
      spoken(known.get(id)?.at ?? null, moment) ??
      NOTHING
    const heard = known.has(id)
    return { id, township, townshipEn: english(township), name, en: english(name), heard, ...words }
  })
}

const NOTHING: Words = { state: 'silent', says: '还没听到消息', saysEn: 'nothing heard yet' }

function searching(cases: readonly Case[], told: readonly OutboundMessage[], moment: Moment): Words | null {
  const [gravest] = [...cases].sort((a, b) => gravity(a) - gravity(b))
  if (gravest === undefined) return null
  const { id, kind, level, ownerId } = gravest
  const rows = told.filter(({ caseId }) => caseId === id)
  const asked = new Set(rows.filter(({ purpose }) => purpose === 'ask').map(({ personId }) => personId)).size
  const taken = ownerId === null ? '' : ',有人在找'
  const takenEn = ownerId === null ? '' : ', somebody is on it'
  if (kind === 'help' || kind === 'illness') {
    const [what, whatEn] = kind === 'help' ? ['求助', 'call for help'] : ['急病', 'urgent illness']
    return {
      state: 'help',
      says: `${what}${taken || ',还没人接'}`,
      saysEn: whatEn + (takenEn || ', not taken yet'),
    }
  }
  const due = when(gravest.dueAt, moment.now, moment.zone)
  const whatFor = kind === 'return' ? `说好${due}回,` : ''
  const whatForEn = kind === 'return' ? `was due back ${clock(gravest.dueAt, moment.zone)}, ` : ''
  if (level !== 'none') {
    const [to, toEn] = level === 'district' ? ['区里', 'the district'] : ['乡镇', 'the township']
    return {
      state: 'alarmed',
      says: `${whatFor}已告诉${to}${taken}`,
      saysEn: `${whatForEn}${toEn} has been told${takenEn}`,
    }
  }
  return {
    state: kind === 'return' ? 'overdue' : 'asked',
    says: `${whatFor}${asked === 0 ? '就要问了' : `问过${asked}个人`}`,
    saysEn: `${whatForEn}${asked === 0 ? 'about to ask' : `asked ${asked} ${asked === 1 ? 'person' : 'people'}`}`,
  }
}

const KINDS = ['help', 'illness', 'roll_call', 'return', 'morning', 'silent_days']
const gravity = ({ kind }: Case) => KINDS.indexOf(kind)

/** Somebody of the team is out of signal, as announced. */
function quiet({ members }: Team, mute: readonly CheckIn[], { now, zone }: Moment): Words | null {
  const ids = new Set<number | null>(members.map(({ person }) => person.id))
  const until = Math.max(
    ...mute.filter(({ subjectId }) => ids.has(subjectId)).map(({ untilAt }) => untilAt ?? 0),
  )
  if (until <= now) return null
  return {
    state: 'no_signal',
    says: `没信号,${when(until, now, zone)}前回`,
    saysEn: `no signal, back before ${clock(until, zone)}`,
  }
}

function spoken(at: number | null, { now, zone }: Moment): Words | null {
  if (at === null) return null
  return {
    state: 'known',
    says: `${when(at, now, zone)}有消息`,
    saysEn: `heard at ${clock(at, zone)}`,
  }
}
