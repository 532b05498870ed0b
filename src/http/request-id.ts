import { randomBytes } from 'node:crypto'

/** Long runs of digits are refused: a caller must not put a NIK into every log line. */
const ACCEPTABLE = /^(?!.*\d{10})[A-Za-z0-9._-]{1,64}$/

const start = randomBytes(6).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y')

/** Ends of two places, ready to be joined: a number is written out once in so many requests. */
const ends = Array.from({ length: 36 ** 2 }, (_, number) => number.toString(36).padStart(2, '0'))
let round = 0
let turn = 0
let base = `${start}-`

/** The caller's own id if it can be logged as it stands, else a new one, unique over processes. */
export function requestIdOf(given: string | string[] | undefined): string {
  if (typeof given === 'string' && ACCEPTABLE.test(given)) return given
  if (turn === ends.length) {
    turn = 0
    base = `${start}-${(++round).toString(36)}`
  }
  return base + (ends[turn++] as string)
}
