import { type Baseline } from './baseline.ts'
import type { DriftKind, Extent } from './compare.ts'
import { measures } from './profile.ts'

/** What is needed of a drift to make it the new normal. */
export interface Acceptable {
  kind: DriftKind
  stage: string
  path: string
  detail: string
  extent: Extent
}

/** The stage of what the mapping itself noticed, in place of a call's. */
export const MAPPING = 'map'

/** So often it counts as seen: more than a code that came by mistake. */
const KNOWN = 3

/** Makes a drift what the system is known to send. */
export function acceptInto(baseline: Baseline, { kind, stage, path, detail, extent }: Acceptable): void {
  if (stage === MAPPING) {
    baseline.unmapped[detail] = Math.max(KNOWN, baseline.unmapped[detail] ?? 0)
    return
  }
  const known = baseline.stages[stage]
  if (known === undefined) return
  if (extent.columns !== undefined) known.columns = [...extent.columns]
  const field = Object.hasOwn(known.fields, path) ? known.fields[path] : undefined
  switch (kind) {
    case 'new_field':
      // From nothing: what it holds is learned from what comes next.
      if (field === undefined && extent.within !== undefined)
        known.fields[path] = { within: extent.within, present: 0, empty: 0, types: {} }
      return
    case 'vanished_field':
      for (const [name, { within }] of Object.entries(known.fields))
        if (name === path || within === path) delete known.fields[name]
      return
    case 'new_type':
      if (field !== undefined) field.types[detail] ??= KNOWN
      return
    case 'new_code':
      if (field?.codes) field.codes[detail] = Math.max(KNOWN, field.codes[detail] ?? 0)
      return
    case 'range':
      if (field === undefined) return
      if (detail === 'negative') field.negative ??= KNOWN
      else if (detail === 'empty') field.empty = field.present
      else {
        const measure = measures.find(name => detail.startsWith(name))
        if (measure !== undefined && extent.value !== undefined) (field[measure] ??= {})[extent.value] = KNOWN
      }
      return
    case 'column_order':
  }
}
