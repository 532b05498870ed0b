import { type Command, CommandError, type Options, secretOf, textOption } from './command.ts'

/** What every command takes that asks a running hub. */
export const apiUsage: Command['usage'] = [
  ['--url <address>', 'where the hub listens; SATU_URL, or http://127.0.0.1:8080, when left out'],
  ['--token <token>',
    'access token with the scope that the command needs; SATU_TOKEN, or the file that SATU_TOKEN_FILE names, when ' +
    'left out']
]
export const apiOptions: Command['options'] = { url: { type: 'string' }, token: { type: 'string' } }

const TIMEOUT_MS = 15_000

export interface HubAddress {
  base: string
  authorization: string
}

/**
 * Where the hub is that a command asks, and as whom.
 * @throws CommandError when one of both is missing or malformed
 */
export function hubAddress(options: Options, env: NodeJS.ProcessEnv): HubAddress {
  const base = baseOf(options, env)
  const token = textOption(options, 'token') ?? secretOf(env, 'SATU_TOKEN')
  if (token === undefined)
    throw new CommandError('no access token: give --token, or set SATU_TOKEN; `satu token` makes one in development')
  // A token with a line break in it could not be sent as a header.
  if (!/^[\w.~+/=-]+$/.test(token)) throw new CommandError('the access token is malformed')
  return { base, authorization: `Bearer ${token}` }
}

function baseOf(options: Options, env: NodeJS.ProcessEnv): string {
  const base = (textOption(options, 'url') ?? (env['SATU_URL'] || 'http://127.0.0.1:8080')).replace(/\/+$/, '')
  if (!URL.canParse(base) || !/^https?:\/\//.test(base))
    throw new CommandError('the address of the hub is not an http or https URL')
  return base
}

/**
 * Reads what a running hub tells everybody.
 * @throws CommandError when no hub answers there, or it refuses: with its own words
 */
export function readPublic(path: string, options: Options, env: NodeJS.ProcessEnv): Promise<unknown> {
  return ask(baseOf(options, env), path, { method: 'GET', headers: { accept: 'application/json' } })
}

/**
 * Asks the API of a running hub.
 * @param body sent as JSON
 * @throws CommandError when no hub answers there, or it refuses: with its own words
 */
export async function askHub(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: Options,
  env: NodeJS.ProcessEnv,
  body?: object
): Promise<unknown> {
  const { base, authorization } = hubAddress(options, env)
  return ask(base, path, {
    method,
    headers: { authorization, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) })
  })
}

async function ask(base: string, path: string, request: RequestInit): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(base + path, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError'
    throw new CommandError(
      isLate ? `the hub at ${base} did not answer within ${TIMEOUT_MS / 1_000} s` : `no hub answers at ${base}`
    )
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer
  throw refusalOf(base, response.status, answer)
}

/** What a hub that refuses says, or that it is none. */
export function refusalOf(base: string, status: number, answer: unknown): CommandError {
  const { code, detail, errors = [] } = (answer ?? {}) as { code?: string; detail?: string;
    errors?: { field?: string; detail?: string }[] }
  if (code === undefined) return new CommandError(`what answers at ${base} is not a hub (status ${status})`)
  const fields = errors.map(({ field, detail: why }) => `${field} ${why}`).join('; ')
  return new CommandError(`${status} ${code}: ${detail ?? ''}${fields === '' ? '' : ` ${fields}`}`)
}
