/** One thing that is wrong. None of its texts holds a value that looks personal. */
export interface Failure {
  what: string
  /** The resource and the record or row. */
  where?: string
  /** The raw value that is at fault. */
  value?: string
  /** What the author can do about it. */
  fix: string
}

export type Verdict = { skipped: string } | { failures: readonly Failure[]; note?: string }

/** One fact about an adapter, in the present tense, and the way to find out whether it is true. */
export interface Check {
  name: string
  run(): Promise<Verdict>
}

export interface Result {
  name: string
  state: 'ok' | 'failed' | 'skipped'
  note?: string
  failures: readonly Failure[]
}

export function verdict(failures: readonly Failure[], note?: string): Verdict {
  return note === undefined ? { failures } : { failures, note }
}

export function skipped(why: string): Verdict {
  return { skipped: why }
}

/** `3 records`, `1 record`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
