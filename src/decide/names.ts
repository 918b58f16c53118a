import type { Role } from '../../entities'

/**
 * Whom does a written name mean? People are called by surname and title (张书记, 苏老师), by 小 or 老 and surname, by
 * given name, by full name, or by title alone. Pure: the roster comes as candidates.
 */

/** One role of one person; somebody with several roles comes several times. */
export interface NameCandidate {
  id: number
  name: string
  role: Role
  villageId: number | null
}

const TEAM: readonly Role[] = ['first_secretary', 'team_leader', 'team_member']
const CADRES: readonly Role[] = ['village_secretary', 'village_cadre']
const OFFICES: readonly Role[] = ['township_admin', 'district_admin', 'unit_contact', 'feedback_officer']
const ANYBODY = [TEAM, CADRES, OFFICES]

interface Title {
  words: readonly string[]
  /** Whom it fits; the first group with somebody in it wins. */
  fits: readonly (readonly Role[])[]
  /** Whom it means when it stands alone; nobody when left out. */
  alone?: readonly (readonly Role[])[]
}

/** Elders (大爷, 孃) and tradesmen (师傅) are villagers: they fit nobody on the roster. */
const TITLES: readonly Title[] = [
  {
    words: ['驻村第一书记', '第一书记'],
    fits: [['first_secretary']],
    alone: [['first_secretary']],
  },
  {
    words: ['书记'],
    fits: [['first_secretary'], ['village_secretary'], ['team_leader'], ['township_admin']],
    alone: [['first_secretary'], ['village_secretary']],
  },
  {
    words: [
      '村党支部书记',
      '村支部书记',
      '支部书记',
      '党支部书记',
      '村支书',
      '老支书',
      '支书',
      '村书记',
      '支',
    ],
    fits: [['village_secretary']],
    alone: [['village_secretary']],
  },
  {
    words: ['驻村工作队长', '工作队长', '队长', '队'],
    fits: [['team_leader'], ['first_secretary'], ['team_member']],
    alone: [['team_leader'], ['first_secretary']],
  },
  { words: ['副队长', '工作队员', '队员'], fits: [['team_member', 'team_leader'], ['first_secretary']] },
  { words: ['村主任', '副主任', '主任'], fits: [['village_cadre'], ['village_secretary'], TEAM, OFFICES] },
  {
    words: ['副支书', '村民小组长', '小组长', '副组长', '组长', '社长', '文书', '会计', '监督员', '护林员'],
    fits: [['village_cadre']],
  },
  { words: ['副书记'], fits: [['village_cadre'], ['township_admin'], TEAM] },
  {
    words:
      '副镇长 镇长 副乡长 乡长 副区长 区长 副部长 部长 副主席 主席 委员 副局长 局长 副科长 科长 副站长 站长 副所长 所长 干事'.split(
        ' ',
      ),
    fits: [OFFICES, TEAM, CADRES],
  },
  { words: '老师 同志 大哥 大姐 老哥 哥 姐 工 总 医生 警官'.split(' '), fits: ANYBODY },
]

const BY_WORD = new Map(TITLES.flatMap((title) => title.words.map((word) => [word, title] as const)))
const LONGEST_FIRST = [...BY_WORD.keys()].sort((a, b) => b.length - a.length)
/** Too short to begin a name with: 支, 队, 工, 总 and 哥 stand only after it. */
const LEADING = LONGEST_FIRST.filter((word) => word.length > 1)

const DOUBLE_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 南宫 宇文 长孙'.split(' '),
)

/** 张 of 张建国, 欧阳 of 欧阳明. */
export function surnameOf(name: string): string {
  const two = name.slice(0, 2)
  return name.length > 2 && DOUBLE_SURNAMES.has(two) ? two : name.slice(0, 1)
}

interface Written {
  base: string
  title: Title | undefined
}

const BEFORE = /^(?:我们|咱们|咱|我|本|你们|他们)?(?:村里的?|队里的?|村上的?|队上的?|村的?|队的?)?(?=..)/
const AFTER = /(?:他们|她们|一行|那边|本人)$/

function taken(written: string): Written {
  const text = written.replace(/[\s·•]/g, '').replace(AFTER, '')
  for (const word of LONGEST_FIRST) {
    if (text.endsWith(word)) return { base: text.slice(0, -word.length), title: BY_WORD.get(word) }
  }
  const leading = LEADING.find((word) => text.startsWith(word))
  return leading === undefined
    ? { base: text, title: undefined }
    : { base: text.slice(leading.length), title: BY_WORD.get(leading) }
}

type Fits = (name: string) => boolean

/** The readings of a name without its title, the surest first. */
function readings(base: string): Fits[] {
  const fits: Fits[] = [(name) => name === base]
  const familiar = /^[小老阿]/.test(base) && base.length <= 3 ? base.slice(1) : undefined
  const short = familiar ?? base
  if (familiar !== undefined || base.length === 1 || DOUBLE_SURNAMES.has(base)) {
    fits.push((name) => surnameOf(name) === short)
  }
  // 建国 of 张建国; 小芳, 芳姐 of 李秀芳.
  if (base.length >= 2) fits.push((name) => name.slice(surnameOf(name).length) === base)
  if (familiar !== undefined || base.length === 1)
    fits.push((name) => name.length > 2 && name.endsWith(short))
  return fits
}

function chosen(candidates: readonly NameCandidate[], tiers: readonly (readonly Role[])[]): number[] {
  for (const roles of tiers) {
    const fitting = candidates.filter(({ role }) => roles.includes(role))
    if (fitting.length > 0) return [...new Set(fitting.map(({ id }) => id))]
  }
  return []
}

/** 张建国, and not 小张, 张书记 or 队长. */
export const isFullName = (written: string): boolean =>
  /^[\p{Script=Han}·]{2,}$/u.test(written) && !/^[小老阿]/.test(written) && taken(written).title === undefined

/** A piece of every name the written one may mean, for looking them up; empty when only a title was written. */
export const nameHint = (written: string) =>
  taken(written.replace(BEFORE, '')).base.replace(/^[小老阿](?=.{1,2}$)/, '')

/**
 * Ids of the people a written name may mean, in the candidates' order: one when it is clear, several when the writer
 * has to be asked, none when it fits nobody. People of `prefer.villageId` win over everybody else. Leave the
 * speaker out of the candidates where nobody speaks of himself by name.
 */
export function resolveName(
  written: string,
  candidates: readonly NameCandidate[],
  prefer: { villageId?: number | null } = {},
): number[] {
  const near = candidates.filter(({ villageId }) => villageId !== null && villageId === prefer.villageId)
  // As written first: 「队」 and 「我」 may be part of a name.
  for (const text of new Set([written, written.replace(BEFORE, '')])) {
    const { base, title } = taken(text)
    for (const circle of [near, candidates]) {
      const found = base === '' ? chosen(circle, title?.alone ?? []) : within(circle, base, title)
      if (found.length > 0) return found
    }
  }
  return []
}

function within(circle: readonly NameCandidate[], base: string, title: Title | undefined): number[] {
  for (const [sureness, fits] of readings(base).entries()) {
    const named = circle.filter(({ name }) => fits(name.replace(/[\s·•]/g, '')))
    // Who is named in full is meant, whatever title the writer gives.
    const tiers = [...(title?.fits ?? ANYBODY), ...(sureness === 0 ? ANYBODY : [])]
    const found = chosen(named, tiers)
    if (found.length > 0) return found
  }
  return []
}
