import { isRight, judge, whoKnew } from '../../src/simulate/judge'
import { createRepeats } from '../../src/simulate/repeats'
import { dayOf } from '../../src/time'
import type { Push } from './pushes'
import type { Stage } from './stage'

/** Counts and judges every push as it reaches a phone. */
export function createWatcher(stage: Stage): (push: Push) => void {
  const { world, truth, counts } = stage
  const repeatOf = createRepeats()
  const raised = new Set<string>()
  const cleared = new Set<number>()

  function count({ to, row }: Push): void {
    if (!stage.isCounting()) return
    if (row.purpose === 'digest') counts.pushes.digest++
    else if (to.role === 'member') counts.pushes.member++
    else if (to.role === 'secretary' || to.role === 'cadre') counts.pushes.cadre++
    else counts.pushes.supervisor++
  }

  /** `<case>:<name>:<round>:<person>` */
  const nameOf = ({ key }: Push['row']) => key.split(':').slice(1, -2).join(':')

  function alarm(push: Push): void {
    const { to, row, case: found, people, village } = push
    if (found === null) return
    const now = stage.now()
    const team = village === null ? [] : world.membersOf(village, dayOf(now, world.zone)).map(({ id }) => id)
    for (const id of found.kind === 'morning' ? team : people) {
      const need = truth.needOf(id, now)
      if (need !== null && !counts.alarmedAt.has(need.no)) counts.alarmedAt.set(need.no, now)
    }
    if (!stage.isCounting()) return
    const name = nameOf(row)
    const subject = people.length > 0 ? people.join() : `village ${String(village)}`
    const why = repeatOf({
      ...{ caseId: found.id, kind: found.kind, subject, to: to.id, at: now, round: row.round, name },
      isClosed: found.state === 'closed',
      isSeen: row.seenAt !== null,
    })
    if (why !== null)
      counts.repeated.push({ at: now, village, why: `${found.key} ${name} to ${to.name}: told ${why}` })
    const isNeed = found.kind === 'help' || found.kind === 'illness'
    const level = isNeed ? 'all' : (found.ladder[row.rung ?? -1]?.to ?? '')
    if (level === '' || level === 'top') return
    const key = `${found.id}:${row.round}:${level}`
    if (raised.has(key)) return
    raised.add(key)
    const about = isNeed ? 'need' : found.kind === 'morning' ? 'team' : 'people'
    const claim = { about, village, people, at: now, asked: push.asked } as const
    const verdict = judge(world, truth, claim)
    const knew = isRight(verdict) ? [] : whoKnew(world, truth, claim)
    const namesOf = (ids: number[]) => ids.map((id) => world.actor(id).name)
    const unasked = knew.filter((id) => !push.asked.includes(id))
    const who = { knew: namesOf(knew), unasked: namesOf(unasked) }
    counts.alarms.push({ at: now, kind: found.kind, level, village, verdict, ...who })
  }

  function allClear({ case: found, people }: Push): void {
    if (found === null || found.kind === 'morning' || cleared.has(found.id)) return
    if (found.state !== 'closed' || found.outcome === 'moved') return
    cleared.add(found.id)
    const now = stage.now()
    const lost = people.filter((id) => truth.where(id, now) === 'lost')
    if (lost.length === 0) return
    const names = lost.map((id) => world.actor(id).name).join('、')
    const why = `${found.key} ended (${found.outcome ?? ''}) while ${names} was still lost`
    counts.falseAllClears.push({ at: now, village: world.actor(lost[0] ?? 0).village, why })
  }

  return (push) => {
    count(push)
    const { role } = push.to
    const isSupervisor = role === 'township' || role === 'district'
    if (push.row.purpose === 'alarm' && isSupervisor) alarm(push)
    if (push.row.purpose === 'all_clear') allClear(push)
  }
}
