import type { FastifyRequest } from 'fastify'
import { SatuError } from '../../errors.ts'
import type { System } from '../../gateway/systems/system.ts'
import { tooLarge } from './body.ts'

/**
 * The system, if the config has opened what is asked. Who may ask was told before, as for every route.
 * @throws SatuError not_found, method_not_allowed, payload_too_large
 */
export function admit(request: FastifyRequest): System {
  const system = systemOf(request)
  const opened = system.config.passthrough
  const path = `/${(request.params as { '*': string })['*']}`
  const open = isPlain(request.raw.url ?? '', system.id) &&
    opened?.paths.some(allowed => (allowed.endsWith('/*') ? path.startsWith(allowed.slice(0, -1)) : path === allowed))
  if (!opened || !open) throw notOpen()
  if (!opened.methods.includes(request.method as 'GET')) {
    throw new SatuError('method_not_allowed', `This path takes ${opened.methods.join(', ')}.`, { stage: 'pass through',
      headers: { allow: opened.methods.join(', ') } })
  }
  const { max_body_bytes: most } = request.serving.config.hub
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most)
  return system
}

/** @throws SatuError not_found */
export function systemOf({ params, serving: { registry } }: FastifyRequest): System {
  const system = registry.get((params as { system: string }).system)
  if (system === undefined) throw notOpen()
  return system
}

/** The path that the system is asked for, query included. */
export function pathOf({ raw: { url = '' } }: FastifyRequest, system: string): string {
  return url.slice(prefixOf(system).length - 1)
}

/**
 * What leads where it seems to: another spelling of the address, or encoded slashes and dots, could walk out of an
 * opened path behind the check's back. So could dots before a semicolon, which servlet containers cut off, and two
 * slashes at the beginning, which some read as a host.
 */
function isPlain(url: string, system: string): boolean {
  const [path = ''] = url.split('?')
  const prefix = prefixOf(system)
  return path.startsWith(prefix) && path[prefix.length] !== '/' &&
    !/[\\#]|%(?:25)*(?:2[ef]|5c|00)|\/\.{1,2}(?:[/;]|%3b|$)|\/\.\.|\.\.\//i.test(path)
}

function prefixOf(system: string): string {
  return `/systems/${system}/raw/`
}

function notOpen(): SatuError {
  return new SatuError('not_found', 'Nothing is opened for pass-through at this path.', { stage: 'pass through' })
}
