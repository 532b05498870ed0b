import type { components } from '../../contract/types.ts'
import { clock } from '../clock.ts'
import { columns } from '../columns.ts'
import type { Command } from '../command.ts'
import { apiOptions, apiUsage, askHub } from '../hub-api.ts'
import { outlook, pathOf, type Submission } from './words.ts'

type Steps = components['schemas']['SubmissionStepList']

/** A write that has waited for days has thousands of steps: the last ones tell how it stands. */
const MOST_STEPS = 50

export const show: Command = {
  summary: 'show one write with its last steps (scope submissions:read; of others with submissions:operate)',
  operands: '<id or receipt>',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }, operands) {
    const path = pathOf(operands)
    const submission = (await askHub('GET', path, options, env)) as Submission
    const { items, next_cursor: more } = (await askHub('GET', `/v1/submissions/${submission.id}/steps?order=newest&limit=${MOST_STEPS}`, options, env)) as Steps
    for (const line of columns(factsOf(submission))) write(line)
    write('')
    if (more !== null) write(`The last ${MOST_STEPS} steps:`)
    for (const line of columns([['TIME', 'FROM', 'TO', 'BY', 'CAUSE'], ...items.toReversed().map(({ at, from = '-', to, by, cause }) => [clock(at), from, to, by, cause])])) write(line)
    return 0
  }
}

function factsOf(submission: Submission): string[][] {
  const { id, receipt, status, system, resource, action, consumer = '-', accepted_at: accepted, attempts, fields } = submission
  const facts = [
    ['receipt', receipt], ['id', id], ['status', status.code], ['since', clock(status.changed_at)], ['write', `${action} ${resource}`], ['system', system],
    ['consumer', consumer], ['accepted', clock(accepted)], ['sent', `${attempts} times`], ['outlook', outlook(submission)], ['fields', fields?.join(', ') ?? '']
  ]
  return facts.filter(([, value]) => value !== '')
}
