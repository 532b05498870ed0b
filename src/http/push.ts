import type { FastifyInstance } from 'fastify'
import { SatuError } from '../errors.ts'
import { SystemFault } from '../kit/faults.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import { takeOne } from './limits.ts'

/**
 * The way in for systems that push: /push/{system}/... by GET or POST. The pusher proves itself in its own words, which
 * its adapter checks; whatever was taken is on the disk before it is answered. Neither path nor query is logged.
 */
export async function addPush(app: FastifyInstance): Promise<void> {
  await app.register(async scope => {
    // A legacy system sends what it sends: its adapter reads the bytes.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body)
    })
    scope.route<{ Params: { 'system': string; '*': string } }>({
      method: ['GET', 'POST'],
      url: '/push/:system/*',
      // To ask about a push must not be one.
      exposeHeadRoute: false,
      config: { name: 'push' },
      async onRequest(request) {
        takeOne(request.serving.pushWindow(request.serving.addressOf(request.raw)), Date.now())
        // A type that is none would be refused before the adapter has seen it. What came stands in the raw headers.
        request.raw.headers['content-type'] = 'application/octet-stream'
      },
      async handler(request, reply) {
        const system = request.serving.registry.get(request.params.system)
        if (system === undefined)
          throw new SatuError('not_found', 'No system of this name takes pushed messages.', { stage: 'push' })
        const url = request.raw.url ?? ''
        const contentType = typeOf(request.raw.rawHeaders)
        const at = url.indexOf('?')
        try {
          const { answer, kept } = await system.receive({
            method: request.method,
            path: request.params['*'],
            query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)),
            headers: Object.fromEntries(
              Object.entries({ ...request.headers, 'content-type': contentType }).flatMap((
                [name, value]
              ) => (value === undefined ? [] : [[name, [value].flat().join(', ')]]))
            ),
            contentType: contentType ?? '',
            body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            receivedAt: toWib(new Date())
          })
          // A GET that was answered from a cache would be an alert that nobody hears.
          reply.header('cache-control', 'no-store')
          if (answer) return reply.code(answer.status).type(answer.contentType).send(answer.body)
          return reply.send({ status: 'received', kept })
        } catch (error) {
          throw error instanceof SatuError ? error : refusal(error)
        }
      }
    })
  })
}

/** The Content-Type as it came. */
function typeOf(rawHeaders: readonly string[]): string | undefined {
  const at = rawHeaders.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type')
  return at < 0 ? undefined : rawHeaders[at + 1]
}

/** An adapter that stumbles over a message says by it that the message is not one of its system's. */
function refusal(fault: unknown): SatuError {
  if (!(fault instanceof SystemFault))
    return new SatuError('invalid_request', 'The message could not be understood.', { stage: 'push', cause: fault })
  if (fault.kind === 'denied')
    return new SatuError('unauthenticated', fault.message, { stage: 'push', cause: fault,
      headers: { 'www-authenticate': 'Push realm="satu"' } })
  return new SatuError('invalid_request', fault.message, { stage: 'push', cause: fault })
}
