import type { StandIn } from '../../src/testing/index.ts'

/** A row of a legacy system, in its own words. */
export type Row = Readonly<Record<string, string | number | null>>

/** What is written to a stand-in, beside the rows that it has. */
export interface Book<Form> {
  /** What was written comes first. */
  rows: Row[]
  /** Keeps it, whoever sends it and however often, and gives the number of its row. */
  keep(form: Form): string
  /** The number of what was sent under this reference. */
  find(reference: string): string | undefined
  /** Columns that it does not take while it refuses. */
  refused: readonly string[]
  isRefusing(): boolean
  isFailing(): boolean
  standIn: Required<Pick<StandIn, 'written' | 'refuse' | 'fail'>>
}

export interface BookOptions<Form> {
  rows: readonly Row[]
  /** Columns of the form, but for the sender's reference. */
  columns: readonly string[]
  /** What the system makes of a form, under a number of its own. */
  toRow(form: Form, number: string): Row
}

/** A book that compares nothing, as most legacy systems do: what is sent twice is there twice. */
export function createBook<Form extends { NO_REF: string }>({ rows, columns, toRow }: BookOptions<Form>): Book<Form> {
  const written: { reference: string; number: string }[] = []
  const all = [...rows]
  let [refusing, failing] = [false, false]
  return {
    rows: all,
    keep(form) {
      const number = `2026-9${String(written.length + 1).padStart(4, '0')}`
      written.push({ reference: form.NO_REF, number })
      all.unshift(toRow(form, number))
      return number
    },
    find: wanted => written.find(({ reference }) => reference === wanted)?.number,
    refused: columns.slice(0, 1),
    isRefusing: () => refusing,
    isFailing: () => failing,
    standIn: {
      written: receipt => written.filter(({ reference }) => reference === receipt).length,
      refuse: async isRefusing => {
        refusing = isRefusing
      },
      fail: async isFailing => {
        failing = isFailing
      }
    }
  }
}
