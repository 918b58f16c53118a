/** What no reader used, although it seems to mean something. */
import type { Span } from './facts'
import type { Draft, Scene } from './scene'
import { spanOf } from './source'

/** Clauses outside every fact's span that hold more than fillers. */
export function unreadOf(scene: Scene, drafts: readonly Draft[]): Span[] {
  return scene.frames
    .filter(
      (frame) => !frame.heading && frame.tokens.some((t) => t.f.filler !== true && t.f.punct === undefined),
    )
    .filter((frame) => !drafts.some((d) => d.start < frame.end && d.end > frame.start))
    .map((frame) => spanOf(scene.source, frame.start, frame.end))
}
