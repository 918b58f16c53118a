import type { Posting } from '../../entities'
import { leadsOf } from '../../src/decide/team'

const member = (
  id: number,
  role: Posting['role'],
  fromDay: string | null,
  userid: string | null = `u${id}`,
) => ({
  person: { id, userid },
  posting: { role, fromDay },
})
const order = (members: ReturnType<typeof member>[], away: number[] = []) =>
  leadsOf(members, new Set(away)).map(({ person }) => person.id)

describe('who speaks for a team', () => {
  it.each<[string, ReturnType<typeof member>[], number[], number[]]>([
    [
      'its first secretary before anybody else',
      [
        member(1, 'team_member', '2020-01-01'),
        member(2, 'team_leader', '2020-01-01'),
        member(3, 'first_secretary', '2026-05-30'),
      ],
      [],
      [3, 2, 1],
    ],
    [
      'of several first secretaries the one whose posting began last',
      [member(1, 'first_secretary', '2026-05-30'), member(2, 'first_secretary', '2026-06-15')],
      [],
      [2, 1],
    ],
    [
      'the leader when the first secretary is away',
      [
        member(1, 'first_secretary', '2026-05-30'),
        member(2, 'team_leader', '2026-05-30'),
        member(3, 'team_member', '2024-05-30'),
      ],
      [1],
      [2, 3],
    ],
    [
      'the member longest posted when both are away',
      [
        member(1, 'first_secretary', '2026-05-30'),
        member(2, 'team_member', '2026-05-30'),
        member(3, 'team_member', '2025-03-01'),
      ],
      [1],
      [3, 2],
    ],
    ['nobody when all are away', [member(1, 'first_secretary', '2026-05-30')], [1], []],
    [
      'somebody who has an account',
      [member(1, 'first_secretary', '2026-05-30', null), member(2, 'team_member', '2026-05-30')],
      [],
      [2],
    ],
    [
      'the first of the roster when two began on one day',
      [member(1, 'team_member', '2026-05-30'), member(2, 'team_member', '2026-05-30')],
      [],
      [1, 2],
    ],
  ])('is %s', (_name, members, away, expected) => {
    expect(order(members, away)).toEqual(expected)
  })
})
