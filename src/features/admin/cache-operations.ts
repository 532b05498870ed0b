import type { FastifyRequest } from 'fastify'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import type { KeptSize } from '../../gateway/reads/kept.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import type { HotPath } from '../../http/hot-path.ts'
import type { OnRecord } from '../../http/operator-record.ts'
import { misfit, readBody, readParameters } from '../../http/parameters.ts'
import { readTarget } from '../../http/purge-target.ts'

type Schemas = components['schemas']

/** What is kept of systems, and an end to it. */
export function createCacheHandlers(
  { validation, record, hotPath }: { validation: Validation; record: OnRecord; hotPath: Pick<HotPath, 'size'> }
): Handlers {
  /** All of every system; false when other processes may not have heard of some of it. */
  async function purgeAll({ serving: { registry, purge } }: FastifyRequest): Promise<boolean> {
    const reached = await Promise.all(registry.systems.map(({ id }) => purge({ system: id })))
    return reached.every(Boolean)
  }

  return {
    getCache: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      const { registry, cached } = request.serving
      const { records, answers, systems, shared } = cached()
      const state: Schemas['CacheState'] = {
        levels: [view('records', records), view('answers', answers), view('requests', hotPath.size())],
        systems: registry.systems.map(({ id }) => ({ system: id, ...(systems.get(id) ?? { entries: 0, bytes: 0 }) }))
          .toSorted((a, b) => b.bytes - a.bytes),
        ...(shared && { shared })
      }
      return reply.headers(OWN_HEADERS).send(validation.serialize('CacheState', state))
    },
    purgeCache: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      const { system, resource, record: id, all = false, reason } = readBody(validation, operation,
        request) as Schemas['CachePurgeOrder']
      if (all === (system !== undefined))
        throw misfit([{ in: 'body', field: 'system', code: 'required',
          detail: 'must be named, or all set to true, and not both' }])
      if (all && (resource ?? id) !== undefined)
        throw misfit([{ in: 'body', field: 'all', code: 'dependency',
          detail: 'goes with neither resource nor record: name the system' }])
      const target = all
        ? undefined
        : readTarget({ id: system, resource, record: id }, request.serving.registry, 'body')
      const isHeard = await record(request, { action: 'cache.purge', system, target: id,
        detail: all ? 'all systems' : resource, reason },
        () => target === undefined ? purgeAll(request) : request.serving.purge(target))
      const purged: Schemas['CachePurged'] = {
        reached: isHeard ? 'every_process' : 'this_process',
        ...(all && { all }),
        ...(system !== undefined && { system }),
        ...(resource !== undefined && { resource }),
        ...(id !== undefined && { record: id })
      }
      return reply.headers(OWN_HEADERS).send(validation.serialize('CachePurged', purged))
    }
  }
}

function view(level: Schemas['CacheLevel']['level'], { entries, bytes, maxBytes }: KeptSize): Schemas['CacheLevel'] {
  return { level, entries, bytes, max_bytes: maxBytes }
}
