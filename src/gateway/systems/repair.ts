import type { ErrorObject } from 'ajv'
import { SystemFault } from '../../kit/faults.ts'
import { IdError } from '../../kit/ids.ts'
import type { QualityNote } from '../../kit/quality.ts'
import { redactPersonalNumbers } from '../../kit/redact.ts'

const MOST_REPAIRS = 32
const LONGEST_REASON = 200
const LONGEST_FIELD = 200

/**
 * A mapping names what is missing in its own words. Every other error is a bug of the mapping, and its words may hold
 * what it stumbled over: that of JSON.parse quotes the text.
 */
export function reasonOf(error: unknown): string {
  const isOwn = error instanceof SystemFault || error instanceof IdError ||
    (error as Error | undefined)?.constructor === Error
  return isOwn
    ? redactPersonalNumbers((error as Error).message).slice(0, LONGEST_REASON)
    : 'its adapter could not map it'
}

/**
 * Takes out what does not fit, with a note for each; returns the reason when something needed does not fit.
 * @param decisive path of the field that says whether the record is shown at all: without it nobody knows
 */
export function fit(
  record: { quality: QualityNote[] },
  errorsOf: (value: unknown) => readonly ErrorObject[],
  decisive: readonly string[] = []
): string | undefined {
  let left = MOST_REPAIRS
  for (;;) {
    const errors = errorsOf(record)
    if (errors.length === 0) return undefined
    const paths = lastFirst(outermost(errors.map(pathOf)))
    for (const path of paths) {
      const field = path.map(shownName).join('.').slice(0, LONGEST_FIELD)
      const error = errors.find(one => pathOf(one).join('.') === path.join('.'))
      if (path.length === 0) return `lacks ${nameOf(error?.params['missingProperty'])}`
      if (isNeeded(path, decisive)) return `${field} ${error?.message ?? 'does not fit'}`
      if (--left < 0) return 'does not fit the contract in too many places'
      remove(record, path)
      record.quality.push({ field, code: 'invalid_value', severity: 'error' })
    }
  }
}

/** Where an error is: a JSON pointer taken apart. */
function pathOf({ instancePath, keyword, params }: ErrorObject): string[] {
  const path = instancePath.split('/').slice(1).map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  return keyword === 'additionalProperties' ? [...path, String(params['additionalProperty'])] : path
}

/** What lies within something that is taken out needs no look of its own. */
function outermost(paths: readonly string[][]): string[][] {
  const sorted = paths.toSorted((a, b) => a.length - b.length)
  return sorted.filter((path, i) => !sorted.slice(0, i).some(outer => outer.every((name, at) => path[at] === name)))
}

/** Later entries of a list first: what is taken out moves those behind it. */
function lastFirst(paths: readonly string[][]): string[][] {
  return paths.toSorted((a, b) => {
    const at = a.findIndex((name, i) => name !== b[i])
    const [one = '', other = ''] = [a[at], b[at]]
    return Number(other) - Number(one) || (one < other ? -1 : 1)
  })
}

/** What the hub itself wrote, and what decides whether the record is shown, is never taken out. */
function isNeeded(path: readonly string[], decisive: readonly string[]): boolean {
  const [first] = path
  return first === 'id' || first === 'source' || first === 'quality' ||
    (decisive.length > 0 && path.every((name, i) => i >= decisive.length || name === decisive[i]))
}

function remove(record: object, path: readonly string[]): void {
  const last = path.at(-1) ?? ''
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], record)
  if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete (parent as Record<string, unknown>)[last]
}

/** The name of a field that the contract does not have may be anything, even a NIK. */
function shownName(name: string): string {
  return /^(?:\d{1,6}|(?!.*\d{10})[A-Za-z_]\w{0,60})$/.test(name) ? name : '(unnamed)'
}

function nameOf(property: unknown): string {
  return typeof property === 'string' ? property : 'what the contract needs'
}
