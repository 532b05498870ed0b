import { randomUUID } from 'node:crypto'
import { readConsumers } from '../platform/config/consumers.ts'
import { readEnvironment } from '../platform/config/environment.ts'
import { suggestion } from '../platform/config/problems.ts'
import { type Command, CommandError, secretOf, textOption, UsageError } from './command.ts'
import { signToken } from './jwt.ts'

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 }
const MAX_DAYS = 90

export const token: Command = {
  summary: 'print an access token for a consumer (development only)',
  usage: [
    ['--consumer <id>', 'a consumer of the config file (required)'],
    ['--scopes <a,b>', 'only these of its scopes; all of them when left out'],
    ['--expires <time>', `validity as 30m, 8h or 7d, at most ${MAX_DAYS}d; 8h when left out`],
    ['--config <file>', 'read this file instead of the one that SATU_CONFIG names']
  ],
  options: { consumer: { type: 'string' }, scopes: { type: 'string' }, expires: { type: 'string' },
    config: { type: 'string' } },
  async run(options, { env, write }) {
    const id = textOption(options, 'consumer')
    if (id === undefined) throw new UsageError('--consumer is missing; it names a consumer of the config file')
    const seconds = secondsOf(textOption(options, 'expires') ?? '8h')
    const { jwtSecret, configFile } = readEnvironment(developmentOf(env))

    const file = textOption(options, 'config') ?? configFile
    const consumers = readConsumers(file)
    const consumer = consumers.get(id)
    if (consumer === undefined)
      throw new CommandError(`unknown consumer "${id}"${suggestion(id, [...consumers.keys()])}`)
    if (!consumer.environments.includes('development')) {
      throw new CommandError(
        `the consumer "${id}" is not accepted in development, only in ${consumer.environments.join(', ')}`
      )
    }
    const scopes = textOption(options, 'scopes')?.split(',').map(scope => scope.trim()) ?? consumer.scopes
    const foreign = scopes.find(scope => !consumer.scopes.includes(scope))
    if (foreign !== undefined) {
      throw new CommandError(
        `the consumer "${id}" does not have the scope "${foreign}"${suggestion(foreign, consumer.scopes)}`
      )
    }

    const iat = Math.floor(Date.now() / 1_000)
    write(
      signToken({ iss: 'satu', aud: 'satu', sub: id, scope: scopes.join(' '), iat, exp: iat + seconds,
        jti: randomUUID() }, jwtSecret)
    )
    return 0
  }
}

// Without SATU_ENV a checkout is taken for a developer's, unless a key says that this is a real hub. A token signed
// with the development key is worth nothing to a production hub, which never reads that key.
function developmentOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { SATU_ENV: name = '' } = env
  if (name === 'development' || (name === '' && secretOf(env, 'SATU_JWT_SECRET') === undefined))
    return { ...env, SATU_ENV: 'development' }
  throw new CommandError(
    'tokens are printed in development only; in production the identity provider issues them (SATU_ENV=development ' +
      "on a developer's machine)"
  )
}

function secondsOf(expires: string): number {
  const [, number, unit] = /^([1-9]\d{0,6})([smhd])$/.exec(expires) ?? []
  const seconds = Number(number) * (SECONDS[unit as keyof typeof SECONDS] ?? NaN)
  if (seconds <= MAX_DAYS * SECONDS.d) return seconds
  throw new UsageError(`--expires must be a time as 30m, 8h or 7d, at most ${MAX_DAYS}d (is "${expires}")`)
}
