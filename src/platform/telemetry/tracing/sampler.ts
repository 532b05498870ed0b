import type { SamplerSettings } from '../../config/tracing.ts'
import type { TraceContext } from './context.ts'
import { chanceOf, type IdSource } from './ids.ts'

/** Whether a trace is recorded: the decision of who began it, or one by chance, as the settings say. */
export type Sampler = (caller: TraceContext | undefined) => boolean

/**
 * By the trace id, so that everybody who samples the same share keeps the same traces. Draws one where there is none
 * yet.
 */
export function createSampler({ ratio, followsCaller }: SamplerSettings, ids: Pick<IdSource, 'draw'>): Sampler {
  const refused = (1 - ratio) * 2 ** 32
  return caller => {
    if (caller !== undefined && followsCaller) return caller.isSampled
    return (caller === undefined ? ids.draw() : chanceOf(caller.traceId)) >= refused
  }
}
