import type { ResourceName } from '../../contract/resources.ts'
import type { QualityNote } from '../../kit/quality.ts'
import { MAPPING } from './accepting.ts'
import { type Baseline, emptyBaseline, emptyStage, isLearned, learn, learnUnmapped, type WarmUp } from './baseline.ts'
import { compare, type Finding } from './compare.ts'
import { lastNameOf, type Seen, type StageProfile } from './profile.ts'
import { isCode, maskOf } from './shapes.ts'
import { createSuspicions, MOST_CODES_TOLD, type Suspicions } from './suspicions.ts'

/** What one process knows and suspects of one resource of a system. */
export interface ResourceWatch {
  readonly system: string
  readonly product: string
  readonly resource: ResourceName
  readonly suspicions: Suspicions
  /** How many of its calls are known well enough to be judged. */
  learned(): number
  /** Whether some of its calls is still being learned. */
  isLearning(): boolean
  /** Takes what a look saw. */
  see(seen: Seen, isWhole: boolean, now: number): void
  unmapped(row: unknown, note: QualityNote, now: number): void
  /** What was learned since it was last asked, and counts no more as such. */
  takeLearned(): Baseline | undefined
  /** What is known now, of all processes. */
  replace(baseline: Baseline): void
}

export interface ResourceWatchOptions {
  system: string
  product: string
  resource: ResourceName
  baseline: Baseline
  warmUp: WarmUp
}

export function createResourceWatch(
  { system, product, resource, baseline, warmUp }: ResourceWatchOptions
): ResourceWatch {
  let known = baseline
  let learned = emptyBaseline()
  let isDirty = false
  const suspicions = createSuspicions(stage => stage === MAPPING)
  const countLearned = (): number => Object.values(known.stages).filter(stage => isLearned(stage, warmUp)).length

  return {
    system,
    product,
    resource,
    suspicions,
    learned: countLearned,
    isLearning: () =>
      Object.values(known.stages).length === 0 || Object.values(known.stages).some(stage => !isLearned(stage, warmUp)),
    see({ stages, samples }, isWhole, now) {
      let records = 0
      for (const [name, stage] of stages) {
        records += stage.records
        const stageKnown = (known.stages[name] ??= emptyStage())
        const judged = isLearned(stageKnown, warmUp)
        if (judged) {
          const findings = compare(stageKnown, stage, name, samples).map(
            finding => (resource === 'residents' ? { ...finding, sample: undefined } : finding)
          )
          suspicions.note(name, stage.records, findings, { isWhole, now })
        }
        learn(stageKnown, stage, { onlyKnown: judged })
        // What is learned apart is compared with what is known by the process that writes it down.
        learn(learned.stages[name] ??= emptyStage(), judged ? onlyKnown(stage, stageKnown) : stage, {
          onlyKnown: false
        })
        isDirty = true
      }
      suspicions.note(MAPPING, records, [], { isWhole: false, now })
    },
    unmapped(row, { field, raw = '' }, now) {
      const path = fieldOf(row, raw) ?? field
      const name = lastNameOf(path)
      const code = isCode(raw, name) ? raw : maskOf(raw)
      const detail = `${field.replace(/\.\d+(?=\.|$)/g, '.*')} ${code}`
      if (countLearned() === 0) {
        learnUnmapped(known, detail)
        learnUnmapped(learned, detail)
        isDirty = true
        return
      }
      if (known.unmapped[detail] !== undefined) return
      const finding: Finding = { kind: 'new_code', stage: MAPPING, path, detail, count: 1, of: 1,
        sample: resource === 'residents' ? undefined : code, extent: {} }
      suspicions.hit(finding, now, MOST_CODES_TOLD)
    },
    takeLearned() {
      if (!isDirty) return undefined
      const taken = learned
      learned = emptyBaseline()
      isDirty = false
      return taken
    },
    replace(next) {
      known = next
    }
  }
}

/** A look without what is not known yet, so that it is not learned before somebody accepts it. */
function onlyKnown(stage: StageProfile, known: StageProfile): StageProfile {
  const { columns: _, ...rest } = stage
  return { ...rest,
    fields: Object.fromEntries(Object.entries(stage.fields).filter(([path]) => Object.hasOwn(known.fields, path))) }
}

/** In which field of a row a raw value stands, if that is one alone. */
function fieldOf(row: unknown, raw: string, depth = 0): string | undefined {
  if (typeof row !== 'object' || row === null || raw === '' || depth > 3) return undefined
  let found: string | undefined
  for (const [key, value] of Object.entries(row)) {
    const own = typeof value === 'object'
      ? fieldOf(value, raw, depth + 1)
      : String(value).trim() === raw
      ? key
      : undefined
    if (own === undefined) continue
    if (found !== undefined && found !== own) return undefined
    found = own
  }
  return found
}
