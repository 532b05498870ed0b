/** ms since 1970, both included. A fraction is of microseconds. */
export interface Range {
  from: number
  to: number
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * An instant as catalogues are asked for it: with or without a time, a fraction of up to nine digits, and a zone; UTC
 * without one. In ms since 1970 with what is left of the fraction; undefined when it is none.
 */
export function readInstant(text: string): number | undefined {
  const [, day = '', time = '00:00:00', fraction = '', zone = 'Z'] = ISO.exec(text.trim()) ?? []
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const at = Date.parse(`${day}T${time}${offset}`)
  // A day that its month does not have is moved on by the parser.
  const isReal = !Number.isNaN(at) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return isReal ? at + (fraction === '' ? 0 : Number(`0.${fraction}`) * 1_000) : undefined
}

/** `2026-01-01T00:00:00.000000Z TO *`; undefined when it is no range of times. */
export function readRange(text: string, now: number): Range | undefined {
  const [, first = '', last = ''] = /^\s*(\S+)\s+TO\s+(\S+)\s*$/.exec(text) ?? []
  const from = edge(first, -Infinity, now)
  const to = edge(last, Infinity, now)
  return from === undefined || to === undefined ? undefined : { from, to }
}

function edge(text: string, open: number, now: number): number | undefined {
  if (text === '*') return open
  return text === 'NOW' ? now : readInstant(text)
}
