/** Words that somebody is safe. */
import type { Who } from './facts'
import { isNamed } from './actors'
import { defaultWho, type Frame } from './frames'
import { add, denied, everyone, isWitness, type Scene, some } from './scene'
import { isPlain } from './token'

const WEAK =
  /^(?:没事|没得事|好好的|都好|没大碍|无大碍|好着|好着呢|好着的|安好|没什么事|没啥事|都没事|没事了|一[个人]都?[不没]少|很好|都很好|一切正常|都正常|一切都好)$/
const DISASTER =
  /水退|冰雹|大风|打雷|着火|起火|险情|发洪|地震|余震|泥石流|滑坡|洪水|暴雨|涨水|塌方|山洪|震|大雨/
const EMPTY_WISH =
  /一路平安|(?<![老小])祝|注意安全|安全第一|平安就好|保平安|平平安安回|安全意识|安全教育|安全检查|安全生产|安全隐患|出入平安|安全到|路上安全|安全宣传|食品安全|安全饮水|安全用|(?:平安|安全|没事).{0,2}(?:就行|就好|就成|最要紧|第一|最重要)/

/** 我很好,一切正常: nothing else is said, so that one is well is the news. */
const isAll = (scene: Scene): boolean =>
  scene.frames.every(
    (f) => f.taken || some(f, (t) => t.f.safe === true) || f.tokens.every((t) => t.f.filler ?? t.f.ack),
  ) && scene.frames.some((f) => f.explicit || some(f, (t) => /^(?:人|一切)/.test(t.text)))

/** 小罗和我在院子,安全: all of whom the clause before spoke. */
function heldOver(frame: Frame, scene: Scene): Who[] {
  // 我刚刚喊应了,人没事: whom the speaker reached
  const others = frame.text.startsWith('人')
    ? scene.frames.findLast(
        (f) => f.explicit && f.start < frame.start && f.line === frame.line && f.who.some(isNamed),
      )
    : undefined
  const before = others ?? scene.frames.findLast((f) => f.explicit && f.start < frame.start)
  if (before?.who.join() === frame.who.join()) return everyone(before)
  // 小周到了!人没事: the one named last
  if (before?.line === frame.line && frame.text.startsWith('人')) return everyone(before).filter(isOurs)
  return frame.who.length > 0 ? [...frame.who] : [defaultWho(scene.context.role)]
}

/** 乡上的人, 住建的专家 only came along. */
const isOurs = (who: Who): boolean => !/的|人$|专家|组长|主任|村/.test(who)

/** 我和小龚…,两个人都平安: as many as were named. */
function counted(frame: Frame, scene: Scene): Who[] | undefined {
  const count = frame.tokens.find((t) => t.f.qty !== undefined && /^[个人名位]/.test(t.f.qty.unit))?.f.qty
    ?.count
  const before = scene.frames.findLast((f) => f.explicit && f.start < frame.start && f.line === frame.line)
  const all = before ? everyone(before) : []
  return count !== undefined && all.length === count ? all : undefined
}

/** 老祝和小段都救出来了 人都平安: all who were named just before. */
function named(frame: Frame, scene: Scene, all: boolean): Who[] | undefined {
  const before = scene.frames[frame.index - 1]
  if (!all || before?.line !== frame.line || !before.explicit) return undefined
  const who = everyone(before)
  return who.length > 1 && who.every((w) => isNamed(w) || w === 'self') ? who : undefined
}

/** 医生说没事: whom one has it from. */
const isQuoted = (frame: Frame): boolean =>
  frame.tokens.some((t, k) => t.f.person === true && /^[说讲]/.test(frame.tokens[k + 1]?.text ?? ''))

/** Somebody is safe. */
export function readSafe(frame: Frame, scene: Scene): boolean {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.safe === true)
  const token = tokens[i]
  if (
    !token ||
    denied(tokens, i) ||
    EMPTY_WISH.test(frame.text) ||
    some(frame, (t) => t.f.order !== undefined || t.f.ask === true)
  )
    return false
  if (
    /^(?:平安|安全)$/.test(token.text) &&
    tokens[i + 1] &&
    !tokens[i + 1]?.f.punct &&
    !tokens[i + 1]?.f.safe &&
    !/^(?:的|了|呢|着|啊|无恙|哈|嘛|吧|到)/.test(tokens[i + 1]?.text ?? '')
  )
    return false
  // 工作队那几个娃娃好好的 is said of the team
  const ours = tokens[0]?.f.pron === 'team'
  if (!ours && some(frame, (t) => t.f.relative === true || (t.f.outsider === true && t.text !== '党员')))
    return false
  const all = some(frame, (t) => t.f.all === true) || /人员|所有人|全部|人都|人数|^都/.test(frame.text)
  const who =
    frame.explicit || frame.named.length > 0
      ? everyone(frame)
      : (counted(frame, scene) ?? named(frame, scene, all) ?? (all ? ['team'] : heldOver(frame, scene)))
  if (WEAK.test(token.text)) {
    const [subject] = tokens
    if (
      subject &&
      subject !== token &&
      !frame.explicit &&
      (isPlain(subject) || subject.f.noun === true || subject.f.place !== undefined) &&
      !/人/.test(subject.text)
    )
      return false
    const sick = scene.drafts.some((d) => d.fact.kind === 'health' && d.fact.who.some((w) => who.includes(w)))
    const danger =
      scene.context.emergency === true ||
      scene.context.asked?.kind === 'safe' ||
      scene.drafts.some((d) => d.fact.kind === 'help' || d.fact.kind === 'safe') ||
      scene.frames.some((f) => f !== frame && f.line === frame.line && some(f, (t) => t.f.unseen === true)) ||
      DISASTER.test(scene.source.text)
    if (
      sick ||
      (!danger && token.text.endsWith('少')) ||
      !(
        danger ||
        (frame.explicit && frame.who[0] !== 'self' && !isQuoted(frame)) ||
        isWitness(scene) ||
        isAll(scene) ||
        /人/.test(frame.text)
      )
    )
      return false
  }
  const next = scene.frames[frame.index + 1]
  const headed = (frame.after === 'colon' || frame.after === 'close') && next !== undefined && !frame.explicit
  add(scene, 'wellbeing', { kind: 'safe', who: headed ? [...next.who] : who }, frame.start, frame.end)
  return true
}
