import { readFileSync } from 'node:fs'
import { type Command, CommandError, type Options, textOption, UsageError } from '../command.ts'
import { apiOptions, apiUsage, askHub } from '../hub-api.ts'
import { outlook, pathOf, type Submission } from './words.ts'

const reasonUsage: Command['usage'][number] = ['--reason <text>',
  'why; kept with the step and shown to the sender, so nothing about people']
const forceUsage: Command['usage'][number] = ['--force', 'send it although it may be in the system already']
const reasonOption = { reason: { type: 'string' } } as const
const forceOption = { force: { type: 'boolean' } } as const

export const retry: Command = {
  summary: 'try a parked write again, or a waiting one now (scope submissions:operate)',
  operands: '<id or receipt>',
  usage: [reasonUsage, forceUsage, ...apiUsage],
  options: { ...reasonOption, ...forceOption, ...apiOptions },
  run: (options, { env, write }, operands) => act('retry', pathOf(operands), bodyOf(options), options, env, write)
}

export const edit: Command = {
  summary: 'correct fields of a write and try it again (scope submissions:operate)',
  operands: '<id or receipt>',
  usage: [['--file <file>', 'JSON of the fields that change, as a merge patch: null takes a field out (required)'],
    reasonUsage, forceUsage, ...apiUsage],
  options: { file: { type: 'string' }, ...reasonOption, ...forceOption, ...apiOptions },
  run(options, { env, write }, operands) {
    const path = pathOf(operands)
    return act('edit', path, { changes: readChanges(textOption(options, 'file')), ...bodyOf(options) }, options, env,
      write)
  }
}

export const abandon: Command = {
  summary: 'give a write up: it is never sent again (scope submissions:operate)',
  operands: '<id or receipt>',
  usage: [['--reason <text>', `${reasonUsage[1]} (required)`], ...apiUsage],
  options: { ...reasonOption, ...apiOptions },
  run(options, { env, write }, operands) {
    if (textOption(options, 'reason') === undefined) throw new UsageError('--reason is missing: its sender is told why')
    return act('abandon', pathOf(operands), bodyOf(options), options, env, write)
  }
}

export const found: Command = {
  summary: 'say under which key a write is in its system, which is looked at (scope submissions:operate)',
  operands: '<id or receipt>',
  usage: [['--key <text>', 'what the system calls the record, or its id here (required)'], ['--reference <text>',
    'the number that the system gave out, if that is another'], reasonUsage, ...apiUsage],
  options: { key: { type: 'string' }, reference: { type: 'string' }, ...reasonOption, ...apiOptions },
  run(options, { env, write }, operands) {
    const key = textOption(options, 'key')
    if (key === undefined) throw new UsageError('--key is missing: it names the record in its system')
    const reference = textOption(options, 'reference')
    return act('found', pathOf(operands), { key, ...(reference !== undefined && { reference }), ...bodyOf(options) },
      options, env, write)
  }
}

async function act(
  name: string,
  path: string,
  body: object,
  options: Options,
  env: NodeJS.ProcessEnv,
  write: (line: string) => void
): Promise<number> {
  const submission = (await askHub('POST', `${path}/${name}`, options, env, body)) as Submission
  const then = outlook(submission)
  write(`${submission.receipt} is ${submission.status.code}${then === '' ? '' : `: ${then}`}`)
  return 0
}

function bodyOf(options: Options): { reason?: string; force?: true } {
  const reason = textOption(options, 'reason')
  return { ...(reason !== undefined && { reason }), ...(options['force'] === true && { force: true }) }
}

/** From a file: what is written on a command line is seen by every user of the machine. */
function readChanges(file: string | undefined): unknown {
  if (file === undefined) throw new UsageError('--file is missing: it names the JSON of the fields that change')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    throw new CommandError(error instanceof SyntaxError ? `${file} is not valid JSON` : `${file} cannot be read`)
  }
}
