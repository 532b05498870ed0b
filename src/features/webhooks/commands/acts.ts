import { type Command, type Options, textOption, UsageError } from '../../../cli/command.ts'
import { apiOptions, apiUsage, askHub } from '../../../cli/hub-api.ts'
import type { components } from '../../../contract/types.ts'
import { pathOf, stateOf, type Subscription } from './words.ts'

type Schemas = components['schemas']

export const pause: Command = {
  summary:
    'send nothing to a receiver until it is resumed; what happens waits (scope events:subscribe; of others with ' +
    'events:operate)',
  operands: '<id>',
  usage: apiUsage,
  options: apiOptions,
  run: (options, { env, write }, operands) => change(pathOf(operands), { paused: true }, options, env, write)
}

export const resume: Command = {
  summary: 'send to a receiver again, also to one that was disabled, with all that it missed (scope as for pause)',
  operands: '<id>',
  usage: [['--skip-missed', 'only what happens from now on'], ...apiUsage],
  options: { 'skip-missed': { type: 'boolean' }, ...apiOptions },
  run: (options, { env, write }, operands) =>
    change(pathOf(operands), { paused: false, ...(options['skip-missed'] === true && { skip_missed: true }) }, options,
      env, write)
}

export const ping: Command = {
  summary: 'have a receiver sent a test event (scope as for pause)',
  operands: '<id>',
  usage: apiUsage,
  options: apiOptions,
  async run(options, { env, write }, operands) {
    const path = pathOf(operands)
    const { id } = (await askHub('POST', `${path}/ping`, options, env)) as Schemas['WebhookDelivery']
    write(`${id} is in line; \`satu subscriptions show ${operands[0]}\` tells what came of it`)
    return 0
  }
}

export const redeliver: Command = {
  summary: 'send again one message, or what was not taken since a time (scope as for pause)',
  operands: '<id>',
  usage: [
    ['--message <id>', 'this one, whatever became of it'],
    ['--since <time>', 'all that became known since then and was not taken, such as 2026-11-20T08:00:00+07:00'],
    ['--all', 'with --since: what was taken as well'],
    ...apiUsage
  ],
  options: { message: { type: 'string' }, since: { type: 'string' }, all: { type: 'boolean' }, ...apiOptions },
  async run(options, { env, write }, operands) {
    const path = pathOf(operands)
    const [message, since] = [textOption(options, 'message'), textOption(options, 'since')]
    if ((message === undefined) === (since === undefined)) throw new UsageError('give either --message or --since')
    if (message !== undefined) {
      await askHub('POST', `${path}/deliveries/${encodeURIComponent(message)}/redeliver`, options, env)
      write(`${message} is in line again`)
      return 0
    }
    const { again, missed } =
      (await askHub('POST', `${path}/redeliver`, options, env, { since,
        ...(options['all'] === true && { all: true }) })) as Schemas['Redelivery']
    write(`${again} are in line again, and ${missed} that never were`)
    return 0
  }
}

async function change(
  path: string,
  body: object,
  options: Options,
  env: NodeJS.ProcessEnv,
  write: (line: string) => void
): Promise<number> {
  const after = (await askHub('PATCH', path, options, env, body)) as Subscription
  write(`${after.id} is ${stateOf(after)}`)
  return 0
}
