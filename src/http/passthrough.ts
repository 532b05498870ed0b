import { Transform } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SatuError } from '../errors.ts'
import type { System } from '../systems/system.ts'
import { askerOf } from './auth.ts'
import { SANDBOXED } from './browsers.ts'
import { createRelay, type Relay } from './relay.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * /systems/{id}/raw/...: a legacy system's own HTTP interface, for what the contract does not have yet. Off unless the
 * config opens paths and methods; with the hub's own identity, limits and guard; never cached, never mapped.
 */
export async function addPassThrough(app: FastifyInstance, isClosing: () => boolean): Promise<void> {
  const relay = createRelay()
  app.addHook('onClose', () => relay.close())
  await app.register(async scope => {
    // Whatever is sent is handed on as it comes: nothing here reads it, not even as text.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => { done(null, payload) })
    scope.route({
      method: METHODS,
      url: '/systems/:system/raw/*',
      config: { name: 'passthrough' },
      handler: (request, reply) => forward(relay, request, reply, isClosing)
    })
  })
}

/** Within the guard: the call has its slot until the system's last byte, and its end is the system's health. */
async function forward(relay: Relay, request: FastifyRequest, reply: FastifyReply, isClosing: () => boolean): Promise<void> {
  const system = admit(request)
  const body = measured(request)
  const wrong = await system.through(askerOf(request), call => {
    // Its caller may have left while the call waited for its turn.
    if (reply.raw.closed) return Promise.resolve(undefined)
    return relay.pass({
      request: request.raw,
      response: reply.raw,
      body,
      url: system.config.url,
      path: (request.raw.url ?? '').slice(prefixOf(system.id).length - 1),
      ownHeaders() {
        reply.hijack()
        // A closing hub is not to be asked again, and behind half a request there is no next one.
        const isLast = isClosing() || !request.raw.complete
        return { ...(reply.getHeaders() as Record<string, string>), 'cache-control': 'no-store', ...SANDBOXED, ...(isLast && { connection: 'close' }) }
      }
    }, call)
  })
  if (wrong !== undefined && !reply.raw.headersSent) {
    // The rest of the body is not waited for.
    reply.header('connection', 'close')
    throw wrong
  }
  // Whatever was said was said by then.
  if (!reply.sent) reply.hijack()
}

/** The body on its way, which ends where it grows longer than any other may be. */
function measured(request: FastifyRequest): Transform | undefined {
  if (request.body !== request.raw) return undefined
  const most = request.serving.config.hub.max_body_bytes
  let left = most
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length
      if (left < 0) done(tooLarge(most))
      else done(null, chunk)
    }
  })
  // Its end is the call's own matter.
  body.on('error', () => {})
  return request.raw.pipe(body)
}

function tooLarge(most: number): SatuError {
  return new SatuError('payload_too_large', `The body may have ${most} bytes.`, { stage: 'pass through' })
}

/** The system, if the config has opened what is asked. Who may ask was told before, as for every route. */
function admit(request: FastifyRequest): System {
  const { registry, config } = request.serving
  const { system: id, '*': rest } = request.params as { system: string; '*': string }
  const system = registry.get(id)
  const opened = system?.config.passthrough
  const path = `/${rest}`
  const open = opened !== undefined && isPlain(request.raw.url ?? '', id) && opened.paths.some(allowed => (allowed.endsWith('/*') ? path.startsWith(allowed.slice(0, -1)) : path === allowed))
  if (system === undefined || !open) throw new SatuError('not_found', 'Nothing is opened for pass-through at this path.', { stage: 'pass through' })
  if (!opened.methods.includes(request.method as 'GET')) {
    throw new SatuError('method_not_allowed', `This path takes ${opened.methods.join(', ')}.`, { stage: 'pass through', headers: { allow: opened.methods.join(', ') } })
  }
  const { max_body_bytes: most } = config.hub
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most)
  return system
}

/**
 * What leads where it seems to: another spelling of the address, or encoded slashes and dots, could walk out of an opened
 * path behind the check's back. So could dots before a semicolon, which servlet containers cut off.
 */
function isPlain(url: string, system: string): boolean {
  const [path = ''] = url.split('?')
  return path.startsWith(prefixOf(system)) && !/[\\#]|%2[ef]|%5c|%00|\/\.{1,2}(?:[/;]|%3b|$)/i.test(path)
}

function prefixOf(system: string): string {
  return `/systems/${system}/raw/`
}
