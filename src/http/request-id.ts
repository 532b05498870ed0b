import { randomBytes } from 'node:crypto'

/** Long runs of digits are refused: a caller must not put a NIK into every log line. */
const ACCEPTABLE = /^(?!.*\d{10})[A-Za-z0-9._-]{1,64}$/

const start = randomBytes(6).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y')
let count = 0

/** The caller's own id if it can be logged as it stands, else a new one, unique over processes. */
export function requestIdOf(given: string | string[] | undefined): string {
  if (typeof given === 'string' && ACCEPTABLE.test(given)) return given
  return `${start}-${(++count).toString(36)}`
}
