import type { ResourceName } from '../../../contract/resources.ts'
import type { CodeTable } from './codes.ts'
import type { Composite } from './composites.ts'
import type { Needs } from './map-values.ts'
import type { Matching, Pair } from './match.ts'
import type { Target } from './targets.ts'

export interface MapSourceOptions {
  resource: ResourceName
  matching: Matching
  targets: readonly Target[]
  tables: readonly CodeTable[]
  rowName: string
}

/** What the writers of places and parts of a record use of the writer of the whole (`MapWriter`). */
export interface MapWriting {
  readonly needs: Needs
  readonly options: MapSourceOptions
  /** Name of the record's type. */
  readonly type: string
  usesPlace: boolean
  pair(path: string): Pair | undefined
  joined(target: Target): Pair | undefined
  composite(path: string): Composite | undefined
  /** The reading of a pair's value. `root` is what its row is called, `field` its canonical name in notes. */
  value(pair: Pair, root?: string, field?: string): string
  /** @param what as in "no date of issue (TGL_TERBIT)" */
  needed(value: string, what: string): string
  nothing(path: string, type: string): string
  /** Reads something before the record is put together; it may be used in several places. */
  hoist(name: string, value: string, remark?: string): string
  /** What the key is called where it is needed once more. */
  keyName(): string
  leaveOut(what: string): void
  useTools(): void
}
