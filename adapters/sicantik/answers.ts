import { SystemFault } from '../../src/kit/index.ts'

const NO_DATA = /^tidak ada data/i
const KEY = /\bkey\b/i

/**
 * Tells an answer from an error in its place: SiCANTIK says 200 to most of its faults. Its own words are not repeated,
 * as they may quote the database.
 * @returns the answer, or undefined when it says that there is no such record
 * @throws SystemFault
 */
export function checkAnswer(status: number, value: unknown, stage: string): unknown {
  const error = errorIn(value)
  if (error !== undefined && NO_DATA.test(error)) return undefined
  if (error !== undefined && KEY.test(error))
    throw new SystemFault('denied', { stage, detail: `refused the api_key, with status ${status}` })
  if (status === 404)
    throw new SystemFault('failed', { stage,
      detail: 'answered 404 without its usual words: check the url of the system' })
  if (status >= 400) throw new SystemFault('rejected', { stage, detail: `refused the call with status ${status}` })
  if (error !== undefined)
    throw new SystemFault('failed', { stage, detail: `answered with an error of its own, with status ${status}` })
  return value
}

/** The error text of an answer that is one; empty when it gives none. */
function errorIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { status, error, message } = value as Record<string, unknown>
  const failed = status === false || (typeof status === 'string' && /^(?:failed|error|false)$/i.test(status))
  if (typeof error === 'string') return error
  return failed ? (typeof message === 'string' ? message : '') : undefined
}
