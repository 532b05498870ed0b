import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SatuError } from '../../errors.ts'
import type { System } from '../../gateway/systems/system.ts'
import { askerOf } from '../../http/auth.ts'
import { SANDBOXED } from '../../http/browsers.ts'
import type { Call } from '../../kit/call.ts'
import { admit, pathOf } from './admit.ts'
import { createPools } from './pools.ts'
import { addProxy, type OwnHeaders } from './proxy.ts'
import { relay } from './relay.ts'

/** They change nothing and carry no body. */
const ASKING = ['GET', 'HEAD']
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE']

/**
 * /systems/{id}/raw/...: a legacy system's own HTTP interface, for what the contract does not have yet. Off unless the
 * config opens paths and methods; with the hub's own identity, limits and guard; never cached, never mapped.
 *
 * Two ways lead there, over the same connections, under the same rules and held to the same tests. What carries a body
 * goes through `@fastify/http-proxy`, which knows how to stream one. What only asks is most of the traffic by far and
 * needs none of that: it goes through undici's `dispatch`, at a third of the CPU time (bench/README.md).
 */
export async function addPassThrough(app: FastifyInstance, isClosing: () => boolean): Promise<void> {
  const pools = createPools()
  app.addHook('onClose', () => pools.close())

  const ownHeaders: OwnHeaders = (request, said) => {
    // A closing hub is not to be asked again, and behind half a request there is no next one.
    const isLast = isClosing() || !request.raw.complete
    return { ...said as Record<string, string>, 'cache-control': 'no-store', ...SANDBOXED,
      ...(isLast && { connection: 'close' }) }
  }

  app.route({
    method: ASKING,
    url: '/systems/:system/raw/*',
    config: { name: 'passthrough' },
    handler(request, reply) {
      const system = admit(request)
      return within(system, request, reply, call =>
        relay(pools, {
          request: request.raw,
          response: reply.raw,
          system: system.config,
          path: pathOf(request, system.id),
          ownHeaders() {
            reply.hijack()
            return ownHeaders(request, reply.getHeaders())
          }
        }, call))
    }
  })
  await addProxy(app, { methods: CHANGING, pools, within, ownHeaders })
}

/** Within the guard: the call has its slot until the system's last byte, and its end is the system's health. */
async function within(
  system: System,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (call: Call) => Promise<SatuError | undefined>
): Promise<void> {
  const wrong = await system.through(askerOf(request), call => (
    // Its caller may have left while the call waited for its turn.
    reply.raw.closed ? Promise.resolve(undefined) : work(call)
  ))
  if (wrong !== undefined && !reply.raw.headersSent) {
    // The rest of the body is not waited for.
    reply.header('connection', 'close')
    throw wrong
  }
  // Whatever was said was said by then.
  if (!reply.sent) reply.hijack()
}
