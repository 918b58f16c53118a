/** What may be known around a text: any speaker, roster, last message, open question. */
import type { Dice } from '../../src/simulate/random'
import { type ReadingContext, factsOf, understand } from '../../src/understand'

const PEOPLE = [
  { name: '何时', title: '第一书记' },
  { name: '段家平', title: '工作队长' },
  { name: '和平安', title: '队员' },
  { name: '苏文', title: '老师' },
  { name: '艾力·买买提' },
  { name: '普', title: '村党支部书记' },
  { name: '' },
]
const PLACES = ['石门村', '平安村', '木瓜镇', '五组', '']
const WORDS = [
  {
    categories: { industry: ['魔芋', '重楼'], other: ['去', '我'] },
    places: ['大石头', '在'],
    units: ['箩', '点'],
  },
  {},
]
const ASKED = ['self', 'team', ['何时', '和平安'], []] as const
const KINDS = ['where', 'return', 'safe', 'confirm', 'choose'] as const
const ROLES = ['member', 'secretary', 'villager', 'supervisor'] as const
const ZONES = ['Asia/Shanghai', 'Asia/Yangon', 'America/New_York', 'Pacific/Apia']

/** A context; a third of the texts are read alone. */
export function fuzzedContext(dice: Dice, at: number, before: string): ReadingContext {
  if (dice.chance(0.33)) return {}
  return {
    ...(dice.chance(0.7) ? { role: dice.pick(ROLES) } : {}),
    ...(dice.chance(0.2) ? { timezone: dice.pick(ZONES) } : {}),
    ...(dice.chance(0.5) ? { people: PEOPLE.filter(() => dice.chance(0.6)) } : {}),
    ...(dice.chance(0.4) ? { places: PLACES.filter(() => dice.chance(0.5)) } : {}),
    ...(dice.chance(0.3) ? { lastFacts: factsOf(understand(before, at - 60_000)) } : {}),
    ...(dice.chance(0.3) ? { asked: { about: dice.pick(ASKED), kind: dice.pick(KINDS) } } : {}),
    ...(dice.chance(0.2) ? { emergency: dice.chance(0.5) } : {}),
    ...(dice.chance(0.2) ? { words: dice.pick(WORDS) } : {}),
  }
}
