/**
 * Names of places at the border whose syllables are ordinary words elsewhere: 上来坡, 新回村, 回弄寨, 下芒弄.
 * They are read before the words, where a place may stand.
 */
import { charSet, isAt } from './charset'
import { shaped, type Token } from './token'
import type { PlaceKind } from './vocabulary/features'

const SYLLABLES =
  '(?:[上下新老大小前后](?:[来回过](?![的了就])[弄龙凤罕赛幸董别]?|[勐芒曼弄邦帕][一-鿿]{0,2}?)|[来回](?:弄|龙|凤|罕|赛|幸|董|别)|[勐曼邦](?!忙)[一-鿿]{1,2}?|芒(?![果种刺])[一-鿿]{1,2}?|允(?![许诺准])[一-鿿])'
const ENDINGS: readonly (readonly [string, PlaceKind])[] = [
  ['村民小组|自然村|小组|组(?![织长里上员成装])|寨子|寨|坡|坪|坝子|箐|河|桥|丫口', 'hamlet'],
  ['社区|村(?![里上委民公口部支两干监医头])', 'village'],
  ['镇(?![上里政长])|乡(?![上里政长亲镇下])', 'town'],
  ['水库|林场|茶园|大山|梁子|山', 'wild'],
]
const NAMED = ENDINGS.map(([ending, kind]) => [new RegExp(`^${SYLLABLES}(?:${ending})`), kind] as const)
/** 去上芒弄核图斑: no ending, and a doing behind it. */
const UNENDED =
  /^[上下新老大小]?[勐芒曼](?![果种刺])[一-鿿](?=[核走查看调开入宣巡办做帮和跟了呢嘛这那,。;!? ]|$)/

const BEGINS = charSet('上下新老大小前后来回勐芒曼邦允')
const LONGEST = 9

const leads = (before: Token | undefined): boolean => Boolean(before?.f.at ?? before?.f.go)

const mayStand = (before: Token | undefined): boolean =>
  before === undefined ||
  Boolean(
    before.f.punct ??
      before.f.at ??
      before.f.go ??
      before.f.order ??
      before.f.day ??
      before.f.part ??
      before.f.clock ??
      before.f.object ??
      before.f.join ??
      before.f.filler,
  )

/** The place that begins at `start` of `text` behind `before`, if it is one of these. */
export function borderNameAt(text: string, start: number, before: Token | undefined): Token | undefined {
  if (!isAt(BEGINS, text, start) || !mayStand(before)) return undefined
  const rest = text.slice(start, start + LONGEST)
  for (const [pattern, kind] of NAMED) {
    const found = pattern.exec(rest)
    if (found) return placeOf(found[0], start, kind)
  }
  const bare = leads(before) ? UNENDED.exec(rest) : null
  return bare ? placeOf(bare[0], start, 'hamlet') : undefined
}

const placeOf = (text: string, start: number, place: PlaceKind): Token => ({
  start,
  end: start + text.length,
  text,
  f: shaped({ place }),
})
