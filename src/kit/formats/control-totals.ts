import { type Decimal, DecimalSum } from './decimal.ts'
import { createLayout, type FixedField, type FixedRow, type Layout } from './fixed-width-layout.ts'
import type { Problems } from './source.ts'

/** A line that says what the others must come to. */
export interface ControlRecord {
  /** How the line begins: `H`, `99`. */
  starts: string
  layout: readonly FixedField[]
  /** Its field that holds the number of records, header and trailer not among them. */
  count?: string
  /** Its fields that hold sums, each with the field of the records that is summed. */
  sums?: Readonly<Record<string, string>>
  /** Is given its fields: the day it was written, say. */
  onRead?: (fields: FixedRow) => void
}

export interface ControlOptions {
  header?: ControlRecord
  trailer?: ControlRecord
}

export interface Control {
  /** True for a header or trailer, which is then no record. */
  takes(line: string, number: number): boolean
  count(line: string): void
  /** One that was passed over: it counts, but what it would add to the sums is not known. */
  countBad(): void
  /** Compares. */
  end(): void
}

/** Compares header and trailer of a file with the records between them. */
export function createControl({ header, trailer }: ControlOptions, records: Layout, problems: Problems): Control {
  const kinds = [header, trailer].map(record => record && { record, layout: createLayout(record.layout) })
  const [headerKind, trailerKind] = kinds
  const summed = new Map(
    kinds.flatMap(kind => Object.values(kind?.record.sums ?? {})).map(name => [name, new DecimalSum()])
  )
  const expectedSums: { title: string; name: string; total: Decimal }[] = []
  const expectedCounts: Decimal[] = []
  let count = 0
  let bad = 0
  let lines = 0
  let hasEnded = false

  const read = (kind: NonNullable<typeof headerKind>, line: string, number: number): void => {
    const { record, layout } = kind
    const fields = line.length < layout.length ? undefined : layout.read(line)
    if (fields === undefined || typeof fields === 'string') {
      throw problems.faultIn(number, 'unreadable',
        `begins as a control record but ${fields === undefined ? 'is too short' : `has a ${fields} that is no number`}`)
    }
    const total = (name: string): Decimal => {
      const decimal = layout.decimal(line, name)
      if (decimal === undefined) throw problems.faultIn(number, 'unreadable', `has no control total ${name}`)
      return decimal
    }
    if (record.count !== undefined) expectedCounts.push(total(record.count))
    for (const [title, name] of Object.entries(record.sums ?? {}))
      expectedSums.push({ title, name, total: total(title) })
    record.onRead?.(fields)
  }

  return {
    takes(line, number) {
      lines += 1
      if (hasEnded) throw problems.faultIn(number, 'unreadable', 'stands behind the trailer record')
      if (headerKind !== undefined && lines === 1) {
        if (!line.startsWith(headerKind.record.starts))
          throw problems.fault('unreadable', 'does not begin with its header record')
        read(headerKind, line, number)
        return true
      }
      hasEnded = trailerKind !== undefined && line.startsWith(trailerKind.record.starts)
      if (hasEnded) read(trailerKind!, line, number)
      return hasEnded
    },
    count(line) {
      count += 1
      for (const [name, sum] of summed) {
        const decimal = records.decimal(line, name)
        if (decimal !== undefined) sum.add(decimal)
      }
    },
    countBad() {
      bad += 1
    },
    end() {
      if (trailerKind !== undefined && !hasEnded) throw problems.fault('truncated', 'ends without its trailer record')
      for (const { digits, isNegative } of expectedCounts) {
        if (isNegative || BigInt(digits) !== BigInt(count + bad)) {
          throw problems.fault('truncated',
            `has ${count + bad} records where its control record counts ${BigInt(digits)}`)
        }
      }
      if (bad > 0) return
      const wrong = expectedSums.find(({ name, total }) => !summed.get(name)!.equals(total))
      if (wrong !== undefined)
        throw problems.fault('truncated',
          `has records whose ${wrong.name} do not come to the control total ${wrong.title}`)
    }
  }
}
