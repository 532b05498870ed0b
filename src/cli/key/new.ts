import { endOfDay, isRealDate, toWibDate } from '../../kit/indonesia/calendar.ts'
import { readConsumers } from '../../platform/config/consumers.ts'
import { configFileOf } from '../../platform/config/environment.ts'
import { suggestion } from '../../platform/config/problems.ts'
import { newApiKey } from '../../platform/identity/api-keys.ts'
import { type Command, CommandError, textOption, UsageError } from '../command.ts'

const USUAL_DAYS = 365
const DAY_MS = 86_400_000

export const newKey: Command = {
  summary: 'make an API key: it is shown once, and the config gets its hash',
  usage: [
    ['--consumer <id>', 'a consumer of the config file (required)'],
    ['--expires <date>',
      `last day on which it is taken, such as 2027-06-30; ${USUAL_DAYS} days from now when left out`],
    ['--scopes <a,b>', 'only these of its scopes; all of them when left out'],
    ['--config <file>', 'read this file instead of the one that SATU_CONFIG names']
  ],
  options: { consumer: { type: 'string' }, expires: { type: 'string' }, scopes: { type: 'string' },
    config: { type: 'string' } },
  async run(options, { env, write }) {
    const id = textOption(options, 'consumer')
    if (id === undefined) throw new UsageError('--consumer is missing; it names a consumer of the config file')
    const expires = readDate(textOption(options, 'expires') ?? toWibDate(new Date(Date.now() + USUAL_DAYS * DAY_MS)))
    const consumers = readConsumers(textOption(options, 'config') ?? configFileOf(env))
    const consumer = consumers.get(id)
    if (consumer === undefined)
      throw new CommandError(`unknown consumer "${id}"${suggestion(id, [...consumers.keys()])}`)
    const scopes = textOption(options, 'scopes')?.split(',').map(scope => scope.trim())
    const foreign = scopes?.find(scope => !consumer.scopes.includes(scope))
    if (foreign !== undefined)
      throw new CommandError(
        `the consumer "${id}" does not have the scope "${foreign}"${suggestion(foreign, consumer.scopes)}`
      )

    const { key, prefix, sha256 } = newApiKey()
    write(key)
    write('')
    write(
      `The key above is shown this once: hand it to whoever runs ${id}. The config file keeps its hash, in ` +
        `consumers.${id}:`
    )
    write('')
    write('    keys:')
    write(`      - prefix: ${prefix}`)
    write(`        sha256: "${sha256}"`)
    write(`        expires: ${expires}`)
    if (scopes !== undefined) write(`        scopes: [${scopes.join(', ')}]`)
    return 0
  }
}

function readDate(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (!isRealDate(Number(year), Number(month), Number(day)))
    throw new UsageError(`--expires must be a date such as 2027-06-30 (is "${text}")`)
  if (endOfDay(text) <= Date.now()) throw new UsageError(`--expires must not lie in the past (is ${text})`)
  return text
}
