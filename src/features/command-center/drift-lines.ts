import type { Drift } from '../drift/index.ts'
import { time } from './system-rows.ts'

/** A change of what a system sends, as the wall shows it: names of fields, forms and lines of code alone. */
export interface DriftLine {
  id: string
  system: string
  kind: Drift['kind']
  field: string
  sample?: string
  since: string
  /** `adapters/dishub/map.ts:31` */
  mapping?: string
}

/** Changes that nobody has accepted. */
export interface DriftTotals {
  open: number
  /** Of them the newest. */
  items: DriftLine[]
}

const MOST = 30

export function viewDrifts(open: readonly Drift[], isKnown: (system: string) => boolean): DriftTotals {
  const known = open.filter(({ system }) => isKnown(system))
  const items = known.toSorted((one, other) => other.first_at - one.first_at || (one.id < other.id ? -1 : 1)).slice(0,
    MOST)
  return { open: known.length, items: items.map(viewLine) }
}

function viewLine({ id, system, kind, path, sample, first_at: since, mapping }: Drift): DriftLine {
  const line = mapping === null ? undefined : JSON.parse(mapping) as { path: string; line: number }
  return {
    id,
    system,
    kind,
    field: path.slice(0, 160),
    since: time(since),
    ...(sample !== null && { sample }),
    ...(line !== undefined && { mapping: `${line.path}:${line.line}` })
  }
}
