/** What became of the payloads of one connector. */
export interface Tally {
  connector: string
  payloads: number
  /** Told as a fault of the system, with its stage and what is wrong. */
  refused: number
  /** It could be read: records that fit the contract, with or without what was spoilt. */
  read: number
  /** Somebody was answered with what should not have been kept. */
  cached: number
  /**
   * Whatever a fault of a system must not be: a 500, an error without a name, an answer off the contract, a call
   * without an end.
   */
  wrong: string[]
}

export const emptyTally = (connector: string): Tally => ({ connector, payloads: 0, refused: 0, read: 0, cached: 0,
  wrong: [] })

export const lineOf = ({ connector, payloads, refused, read, cached, wrong }: Tally): string =>
  `| ${connector} | ${payloads} | ${refused} | ${read} | ${cached} | ${wrong.length} |`

/** The text of a fault as callers are told it: whose it is, what is wrong, and at which stage. */
const NAMED = /^[\w-]+: .+ \(.+\)$/s
/** Told for whatever else an adapter throws: it has not looked at what it was sent. */
const NAMELESS = 'its adapter could not make sense of the answer'

/** Undefined when the fault is named as it should be, else why not. */
export function unnamed(system: string, detail: unknown): string | undefined {
  if (typeof detail !== 'string') return 'a fault without a text'
  if (detail.includes(NAMELESS)) return detail
  return NAMED.test(detail) && detail.startsWith(`${system}: `)
    ? undefined
    : `a fault that does not name system and stage: ${detail}`
}
