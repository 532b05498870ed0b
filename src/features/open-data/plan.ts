import type { ColumnType, FormatName, Value } from './model.ts'

/** A row on its way into an edition. */
export interface ArrivingRow {
  /** What the row is about. Of several with one key and layer the last counts. */
  key: string
  /** Rows of one key and several layers are one: of each value the highest layer's that has it. */
  layer: number
  values: readonly Value[]
}

/** How rows that have come become the rows of an edition. Plain data: it is handed to a thread. */
export interface Plan {
  dataset: string
  columns: readonly { name: string; type: ColumnType }[]
  /** Values of an arriving row. Those of the columns in their order, or what is counted. */
  arriving: number
  /** Without it rows are published as they come. */
  groups?: GroupPlan
  /** Places among the columns. */
  position?: { lat: number; long: number }
  formats: readonly FormatName[]
}

/** Rows that agree in their keys become one. Places are those of an arriving row and of a column. */
export interface GroupPlan {
  keys: readonly { from: number; to: number }[]
  numbers: readonly { aggregate: 'count' | 'sum' | 'average'; from?: number; to: number; round?: number }[]
  /** The column that tells which numbers are left out. */
  suppressed: number
  /** Numbers about fewer rows than this are left out. */
  minCount: number
}

/** Changes when the same rows would be written in another way: editions of before are made anew. */
export const LAYOUT = 1
