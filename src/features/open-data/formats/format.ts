import type { Value } from '../model.ts'
import type { Plan } from '../plan.ts'
import type { Output } from './output.ts'

/** Writes the rows of an edition in one format, one after the other, holding few of them at a time. */
export interface FormatWriter {
  row(values: readonly Value[]): void
  /** Writes what belongs behind the last row. */
  end(): void
}

export type Format = (output: Output, plan: Plan) => FormatWriter
