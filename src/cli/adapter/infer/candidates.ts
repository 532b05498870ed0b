import type { Column } from './columns.ts'
import { contentFit, translatedShare } from './content-fit.ts'
import { nameFit, type Surroundings } from './name-fit.ts'
import type { Target } from './targets.ts'

/** A pair that might be. */
export interface Candidate {
  column: Column
  target: Target
  /** How well the names agree, 0 to 1; so the next. */
  name: number
  content: number
  score: number
}

/** Below this, names have nothing to do with each other. */
export const SAME_NAME = 0.4

/** @param words those of the target's path that tell it from its neighbours */
export function candidateOf(
  column: Column,
  target: Target,
  words: readonly string[],
  surroundings: Surroundings
): Candidate | undefined {
  const isListTarget = target.path.endsWith('[]')
  if (column.isList && !isListTarget) return undefined
  const content = contentFit(column.contents, target)
  if (content < 0) return undefined
  const name = Math.max(0,
    ...column.readings.map((reading, index) => nameFit(reading, words, surroundings) - 0.01 * Math.min(index, 5)))
  const score = name >= SAME_NAME
    ? name + (1 - name) * 0.6 * content * name + (target.required && !target.path.startsWith('source.') ? 0.02 : 0)
    : 0.58 * content * telling(target, column)
  // One value may be a list of one.
  return score > 0.2
    ? { column, target, name, content, score: isListTarget && !column.isList ? score * 0.9 : score }
    : undefined
}

/** How much what a field holds says by itself. */
function telling({ kind, path, values }: Target, { contents }: Column): number {
  if (path.includes('[]')) return 0
  if (kind === 'nik') return contents.share.nik >= 0.6 ? 1 : 0
  if (kind === 'nop' || kind === 'email') return 1
  if (kind === 'npwp' || kind === 'lat' || kind === 'long' || kind === 'district' || kind === 'village') return 0.95
  if (kind === 'rupiah') return contents.share.currency >= 0.6 ? 0.9 : 0
  // Two words of one field's own are no accident.
  if (kind === 'code') return contents.distinct > 1 && translatedShare(contents, values ?? []) >= 0.6 ? 0.9 : 0
  return kind === 'phone' || kind === 'url' ? 0.8 : 0
}
