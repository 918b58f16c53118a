import { type NameCandidate, resolveName, surnameOf } from '../../src/decide/names'

const PINE = 1
const RIDGE = 2

const people: NameCandidate[] = [
  { id: 1, name: '张建国', role: 'first_secretary', villageId: PINE },
  { id: 2, name: '李明', role: 'team_member', villageId: PINE },
  { id: 3, name: '苏红梅', role: 'team_member', villageId: PINE },
  { id: 4, name: '李国平', role: 'village_cadre', villageId: PINE },
  { id: 5, name: '张德顺', role: 'village_secretary', villageId: PINE },
  { id: 6, name: '王正才', role: 'village_cadre', villageId: PINE },
  { id: 11, name: '段永春', role: 'first_secretary', villageId: RIDGE },
  { id: 12, name: '何秀芳', role: 'team_leader', villageId: RIDGE },
  { id: 13, name: '何建国', role: 'team_member', villageId: RIDGE },
  { id: 14, name: '欧阳倩', role: 'team_member', villageId: RIDGE },
  { id: 15, name: '杨老五', role: 'village_secretary', villageId: RIDGE },
  { id: 16, name: '杨老五', role: 'village_cadre', villageId: PINE },
  { id: 21, name: '赵敏', role: 'township_admin', villageId: null },
  { id: 22, name: '岩温', role: 'team_member', villageId: RIDGE },
]

const cases: [written: string, villageId: number | undefined, ids: number[]][] = [
  ['张书记', PINE, [1]],
  ['张书记', undefined, [1]],
  ['张支书', PINE, [5]],
  ['书记', PINE, [1]],
  ['书记', RIDGE, [11]],
  ['第一书记', RIDGE, [11]],
  ['书记', undefined, [1, 11]],
  ['支书', PINE, [5]],
  ['老支书', RIDGE, [15]],
  ['杨书记', RIDGE, [15]],
  ['队长', RIDGE, [12]],
  ['队长', PINE, [1]],
  ['何队长', undefined, [12]],
  ['何队', undefined, [12]],
  ['段队长', undefined, [11]],
  ['小李', PINE, [2]],
  ['老李', PINE, [2]],
  ['李组长', PINE, [4]],
  ['李老师', PINE, [2]],
  ['苏老师', undefined, [3]],
  ['王主任', PINE, [6]],
  ['小何', undefined, [12, 13]],
  ['老何', RIDGE, [12, 13]],
  ['何姐', RIDGE, [12, 13]],
  ['芳姐', RIDGE, [12]],
  ['小芳', RIDGE, [12]],
  ['何秀芳', undefined, [12]],
  ['秀芳', undefined, [12]],
  ['何秀芳队长', undefined, [12]],
  ['队长何秀芳', undefined, [12]],
  ['第一书记张建国', undefined, [1]],
  ['何建国主任', undefined, [13]],
  ['建国', PINE, [1]],
  ['建国', RIDGE, [13]],
  ['建国', undefined, [1, 13]],
  ['欧阳老师', undefined, [14]],
  ['欧阳', undefined, [14]],
  ['小欧阳', undefined, [14]],
  ['赵镇长', undefined, [21]],
  ['赵敏', undefined, [21]],
  ['岩温', undefined, [22]],
  ['我们书记', PINE, [1]],
  ['村里的张书记', PINE, [1]],
  ['我们队里的小李', PINE, [2]],
  ['张书记他们', PINE, [1]],
  ['张 建 国', undefined, [1]],
  ['杨老五', RIDGE, [15]],
  ['杨老五', undefined, [15, 16]],
  // 村民小组长 by surname is a cadre, never a team member of that surname.
  ['何组长', undefined, []],
  ['李大爷', PINE, []],
  ['李师傅', PINE, []],
  ['陈书记', PINE, []],
  ['张', PINE, [1]],
  ['组长', PINE, []],
  ['主任', PINE, []],
  ['村干部', PINE, []],
  ['', PINE, []],
]

describe('A written name', () => {
  it.each(cases)('「%s」 (village %s) means %j', (written, villageId, ids) => {
    expect(resolveName(written, people, villageId === undefined ? {} : { villageId })).toEqual(ids)
  })

  it('falls back to the village secretary when no first secretary has that surname', () => {
    const without = people.filter(({ id }) => id !== 1)
    expect(resolveName('张书记', without, { villageId: PINE })).toEqual([5])
  })

  it('names somebody with two roles once', () => {
    const twice: NameCandidate[] = [
      { id: 1, name: '张建国', role: 'first_secretary', villageId: PINE },
      { id: 1, name: '张建国', role: 'team_leader', villageId: PINE },
    ]
    expect(resolveName('张建国', twice)).toEqual([1])
  })
})

describe('A surname', () => {
  it.each([
    ['张建国', '张'],
    ['欧阳倩', '欧阳'],
    ['欧阳', '欧'],
  ])('of %s is %s', (name, surname) => {
    expect(surnameOf(name)).toBe(surname)
  })
})
