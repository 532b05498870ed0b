import type { components } from '../../contract/types.ts'
import { clock } from '../clock.ts'
import type { Command } from '../command.ts'
import { type Details, writeDetails } from '../details.ts'
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
    const { items, next_cursor: more } =
      (await askHub('GET', `/v1/submissions/${submission.id}/steps?order=newest&limit=${MOST_STEPS}`, options,
        env)) as Steps
    const title = more === null ? undefined : `The last ${MOST_STEPS} steps:`
    const rows = items.toReversed().map(({ at, from = '-', to, by, cause }) => [clock(at), from, to, by, cause])
    writeDetails({ facts: factsOf(submission), title, head: ['TIME', 'FROM', 'TO', 'BY', 'CAUSE'], rows }, write)
    return 0
  }
}

function factsOf(submission: Submission): Details['facts'] {
  const { id, receipt, status, system, resource, action, consumer = '-', accepted_at: accepted, attempts, fields } =
    submission
  return [
    ['receipt', receipt],
    ['id', id],
    ['status', status.code],
    ['since', clock(status.changed_at)],
    ['write', `${action} ${resource}`],
    ['system', system],
    ['consumer', consumer],
    ['accepted', clock(accepted)],
    ['sent', `${attempts} times`],
    ['outlook', outlook(submission)],
    ['fields', fields?.join(', ') ?? '']
  ]
}
