/** One thing said to be so and another denied: 是5户不是3户, 不是今天是明天. */
import type { Frame } from './frames'
import type { Scene } from './scene'

/** 不是今天是明天, 是4点不是6点: two of a kind, one of them denied. */
export const contrastsDays = (scene: Scene, frame: Frame): boolean => {
  const tokens = scene.frames.filter((f) => f.line === frame.line).flatMap((f) => f.tokens)
  const named = tokens.filter(
    (t, k) => (t.f.day ?? t.f.clock) !== undefined && /是$/.test(tokens[k - 1]?.text ?? ''),
  )
  return named.length >= 2 && named.some((t) => /不是$/.test(tokens[tokens.indexOf(t) - 1]?.text ?? ''))
}

export const lineOf = (scene: Scene, frame: Frame): string =>
  frame.line === 0
    ? scene.frames
        .filter((f) => f.line === frame.line)
        .slice(0, 4)
        .map((f) => f.text)
        .join(' ')
    : frame.text

/** 是5户不是3户, 不是三组是五组. */
export const isContrast = (text: string): boolean => /是.+不是|不是.+是/.test(text.slice(0, 60))
