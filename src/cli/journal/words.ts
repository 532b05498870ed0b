import type { components } from '../../contract/types.ts'
import { clock } from '../clock.ts'
import { UsageError } from '../command.ts'

export type Submission = components['schemas']['Submission']

/** The one submission that a command is about, as a path of the API. */
export function pathOf(operands: readonly string[]): string {
  // A receipt as it was read out may come in several words.
  const id = operands.join(' ').trim()
  if (id === '') throw new UsageError('name a submission, by its id or its receipt')
  return `/v1/submissions/${encodeURIComponent(id)}`
}

/** What an operator wants to know first: why it does not go on, or when it does. */
export function outlook({ next_attempt_at: next, problem, reference, record_id: record }: Submission): string {
  if (problem !== undefined) return problem.detail ?? problem.title
  if (record !== undefined) return reference === undefined ? record : `${record} (${reference})`
  return next === undefined ? '' : `next attempt ${clock(next)}`
}
