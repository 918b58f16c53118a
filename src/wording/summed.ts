import type { DigestLine } from '../../entities'
import { around, dayNumber, MOST_HUMAN } from '../decide/digest'
import { isBusinessReturn } from '../decide/returns'
import { isWithoutSignal, standingOf } from '../decide/standing'
import { joinTotals, type Totals } from '../decide/totals'
import type { Picture, Told } from '../record/picture'
import { addDays, dayOf, instantOf } from '../time'
import { clip } from './bytes'
import { workName } from './categories'
import { inert } from './inert'
import { searchWithPhones, silentLine, unseenLine } from './lines'
import { greeting } from './people'
import { foundLine } from './teams'
import { partsOf } from './totals'
import type { Seen } from './whereabouts'

/** A day of one township (or of all the villages somebody sees), boiled down to lines. */
export interface Summed {
  label: string
  teams: number
  known: number
  silent: string[]
  /** Teams with somebody out of reach as announced: all, on a hill, without a time of return, back on a later day. */
  mute: { teams: number; hill: number; open: number; later: number }
  /** Searches, silent teams with what was tried, people not seen. */
  attention: string[]
  searches: number
  /** Cases open, whatever their kind. */
  open: number
  /** Lines noted for digests, with the instant of noting: each is said once to everybody. */
  lines: { at: number; text: string; kind: DigestLine['kind'] }[]
  difficulties: string[]
  totals: Totals
  away: { leave: number; rest: number; business: number; ill: number }
  human: string[]
}

/** Bytes of one line: nobody's story takes the room of all others. */
const LONGEST_LINE = 240

/** Boils a picture down; phones and illness are for supervisors. */
export function summed(
  label: string,
  picture: Picture,
  { now, zone }: Pick<Seen, 'now' | 'zone'>,
  supervisor: boolean,
): Summed {
  const { shown, day, speakers } = picture
  const seen: Seen = { now, zone, day, speakers }
  const start = instantOf(day, 0, zone)
  const standings = picture.away.flat().map((at) => standingOf(at, start))
  const count = (standing: string) => standings.filter((each) => each === standing).length
  const tonight = instantOf(addDays(dayOf(now, zone), 1), 0, zone)
  const mute = picture.away.map((some) => some.filter((at) => isWithoutSignal(at, now)))
  const silent = shown.filter(({ known }) => known === null)
  const searches = shown.flatMap(({ team, searches: open }) =>
    open
      .filter(({ case: found }) => found.kind !== 'morning' && !isBusinessReturn(found))
      .map((search) => `${team.village.name}:${searchWithPhones(search, seen, supervisor)}`),
  )
  const villageName = (id: number | null) => picture.villages.find((village) => village.id === id)?.name ?? ''
  return {
    label,
    teams: picture.teams,
    known: picture.teams - silent.length,
    silent: silent.map(({ team }) => team.village.name),
    mute: {
      teams: mute.filter((some) => some.length > 0).length,
      hill: mute.filter((some) => some.some(({ position }) => position?.words.includes('山'))).length,
      open: mute.filter((some) => some.some(({ position }) => position?.untilAt == null)).length,
      later: mute.filter((some) => some.some(({ position }) => (position?.untilAt ?? 0) > tonight)).length,
    },
    attention: [
      ...searches,
      ...silent.map((team) => silentLine(team, seen, supervisor)),
      ...shown.flatMap(({ team, known }) =>
        known?.by === 'found' ? [`${team.village.name}:${foundLine(known, seen)}`] : [],
      ),
      ...picture.unseen.map(
        (each) => `${villageName(each.holder.posting.villageId)}:${unseenLine(each, seen, supervisor)}`,
      ),
    ],
    searches: searches.length,
    open: shown.reduce((total, { searches: own }) => total + own.length, 0),
    lines: picture.lines.map(({ villageId, text, at, kind }) => ({
      at,
      kind,
      text: `${villageName(villageId)}:${clip(text, LONGEST_LINE)}`,
    })),
    difficulties: picture.difficulties.map(
      ({ villageId, text }) => `${villageName(villageId)}:${clip(inert(text), LONGEST_LINE)}`,
    ),
    totals: picture.totals,
    away: {
      leave: count('leave'),
      rest: count('rest'),
      business: count('business'),
      ill: supervisor ? picture.ill : 0,
    },
    human: picture.told.map((told) => humanLine(told, villageName(told.item.villageId), seen)),
  }
}

/** 松坡村张书记他们走访监测户4户。 */
function humanLine({ item, parts }: Told, village: string, { speakers }: Seen): string {
  const speaker = speakers.get(item.speakerId)
  const detail = partsOf(parts)
  const who = speaker === undefined ? '工作队' : `${greeting(speaker)}他们`
  const what = `${workName(item.category)}${item.count ?? ''}${inert(item.unit ?? '')}`
  return `${village}${who}${what}${detail === '' ? '' : `(${detail})`}。`
}

/** Several townships as one: every line with its township before it, in the roster's order. */
export function joined(label: string, all: readonly Summed[], day: string): Summed {
  const named = (pick: (one: Summed) => readonly string[]) =>
    all.flatMap((one) => pick(one).map((line) => one.label + line))
  const sum = (pick: (one: Summed) => number) => all.reduce((total, one) => total + pick(one), 0)
  return {
    label,
    teams: sum(({ teams }) => teams),
    known: sum(({ known }) => known),
    silent: named(({ silent }) => silent),
    mute: {
      teams: sum(({ mute }) => mute.teams),
      hill: sum(({ mute }) => mute.hill),
      open: sum(({ mute }) => mute.open),
      later: sum(({ mute }) => mute.later),
    },
    attention: named(({ attention }) => attention),
    searches: sum(({ searches }) => searches),
    open: sum(({ open }) => open),
    lines: all.flatMap((one) => one.lines.map((line) => ({ ...line, text: one.label + line.text }))),
    difficulties: named(({ difficulties }) => difficulties),
    totals: joinTotals(all.map(({ totals }) => totals)),
    away: {
      leave: sum(({ away }) => away.leave),
      rest: sum(({ away }) => away.rest),
      business: sum(({ away }) => away.business),
      ill: sum(({ away }) => away.ill),
    },
    human: around(
      all.filter(({ human }) => human.length > 0),
      dayNumber(day),
    )
      .flatMap(({ label: township, human }) => human.slice(0, 1).map((line) => township + line))
      .slice(0, MOST_HUMAN),
  }
}
