import { type HttpAnswer, parseJson, redactPersonalNumbers, SystemFault,
  writeStatusFault } from '../../src/kit/index.ts'
import type { WireProblem } from './wire.ts'

export interface Refused {
  /** What was sent: none of it is repeated. */
  body: unknown
  /** Whether a record was named: then a 404 speaks of it. */
  ofRecord: boolean
  stage: string
}

/** It understood, and does not take it. */
const NO: ReadonlySet<number> = new Set([400, 409, 413, 415, 422])

/**
 * What the application says to a write that it did not take. The fields that it names are those of the one contract.
 */
export function refusalOf(answer: HttpAnswer, refused: Refused): SystemFault {
  const { status } = answer
  const { stage, ofRecord } = refused
  if (status === 409 && problemOf(answer).code === 'write_in_progress') {
    return new SystemFault('pending', { stage, detail: 'is still at work on it', retryAfterMs: 1_000 })
  }
  if (status === 404 && ofRecord) return new SystemFault('rejected', { stage, detail: 'has no such record' })
  if (NO.has(status)) return rejection(problemOf(answer), refused)
  return writeStatusFault(answer, stage) ??
    new SystemFault(status < 300 ? 'unreadable' : 'failed', { stage, detail: `answered with status ${status}` })
}

/** Its no, in its own words where they are safe to show. */
export function rejection(
  { detail, errors }: WireProblem,
  { body, stage }: Pick<Refused, 'body' | 'stage'>
): SystemFault {
  const said = saidWithout(body)
  return new SystemFault('rejected', { stage, detail: said(detail) ?? 'does not take it',
    fields: fieldsOf(errors, said) })
}

function fieldsOf(errors: unknown, said: (text: unknown) => string | undefined): { field: string; detail: string }[] {
  if (!Array.isArray(errors)) return []
  return errors.flatMap((error: unknown) => {
    const { in: place = 'body', field, detail } = (error ?? {}) as { in?: unknown; field?: unknown; detail?: unknown }
    if (place !== 'body' || typeof field !== 'string' || !/^[\w.[\]-]{1,100}$/.test(field)) return []
    return [{ field, detail: said(detail) ?? 'is not accepted' }]
  })
}

const LONGEST = 300
/** Shorter ones stand in any sentence. */
const TELLING = 3

/** Lets through what repeats nothing of what was written, and no number of a person. */
function saidWithout(body: unknown): (text: unknown) => string | undefined {
  const own = textsOf(body).map(text => text.toLowerCase()).filter(({ length }) => length >= TELLING)
  return text => {
    if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST) return undefined
    return own.some(words => text.toLowerCase().includes(words)) ? undefined : redactPersonalNumbers(text.trim())
  }
}

function textsOf(value: unknown): string[] {
  if (ArrayBuffer.isView(value)) return []
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf)
  return typeof value === 'string' ? [value.trim()] : typeof value === 'number' ? [String(value)] : []
}

function problemOf(answer: HttpAnswer): WireProblem {
  try {
    return parseJson(answer.text(), 'problem', answer.contentType) ?? {}
  } catch {
    // Its status alone has to do.
    return {}
  }
}
