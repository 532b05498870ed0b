import type { ResourceName } from '../../contract/resources.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Filters } from '../../kit/adapter.ts'
import type { Column } from './model.ts'
import type { ArrivingRow } from './plan.ts'

/** Where rows come from: every record of a resource that the dataset is about. */
export interface RowSource {
  resource: ResourceName
  /** What systems may be asked for; `rows` leaves out what they give beside it. */
  filters: Filters
  /** The rows that a record makes. It is given as everybody may see it. */
  rows(record: CanonicalRecord): Iterable<ArrivingRow>
  /** Lists do not tell all of a record that it takes: each is asked for alone, once it has changed. */
  isDetailed?: boolean
}

/** What a standard says of itself, in place of the configuration. */
export interface Standard {
  conformsTo: string
  resource: ResourceName
  columns: readonly Column[]
  sources: readonly RowSource[]
}
