import type { Failure, Result } from './verdict.ts'

const marks = { ok: 'ok    ', failed: 'FAILED', skipped: 'skip  ' } as const

/** One line a check; of a failed one what, where, the value and what to do. */
export function linesOf({ name, state, note, failures }: Result): string[] {
  const line = `  ${marks[state]} ${name}${note === undefined ? '' : ` (${note})`}`
  return [line, ...failures.flatMap(linesOfFailure)]
}

function linesOfFailure({ what, where, value, fix }: Failure): string[] {
  return [
    `           ${where === undefined ? '' : `${where}: `}${what}`,
    ...(value === undefined ? [] : [`             value  ${value}`]),
    `             do     ${fix}`
  ]
}

export function totalOf(results: readonly Result[]): { ok: number; failed: number; skipped: number } {
  const count = (state: Result['state']): number => results.filter(result => result.state === state).length
  return { ok: count('ok'), failed: count('failed'), skipped: count('skipped') }
}
