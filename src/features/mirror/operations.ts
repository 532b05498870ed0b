import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { namedSystem } from '../../http/named-system.ts'
import type { OnRecord } from '../../http/operator-record.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Mirror, MirrorState } from './mirror.ts'

type Schemas = components['schemas']

export interface AdminMirrorOptions {
  validation: Validation
  record: OnRecord
  mirror: Pick<Mirror, 'states' | 'keeps' | 'forget'>
}

/** What operators see of the mirror, and end of it. */
export function createAdminMirror({ validation, record, mirror }: AdminMirrorOptions): Handlers {
  return {
    listMirrored: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const start = readPlace(cursor) ?? 0
      const kept = await mirror.states()
      const names = new Set(kept.map(({ system, resource }) => `${system} ${resource}`))
      const allowed = request.serving.registry.systems.flatMap(({ id: system, config }) =>
        config.resources.flatMap((
          resource
        ): MirrorState[] => (mirror.keeps(system, resource) && !names.has(`${system} ${resource}`)
          ? [{ system, resource, records: 0, latestChange: undefined, walkedAt: undefined }]
          : [])
        )
      )
      const all = [...kept, ...allowed].sort((
        a,
        b
      ) => (`${a.system} ${a.resource}` < `${b.system} ${b.resource}` ? -1 : 1))
      const next = start + limit < all.length ? writePlace(start + limit) : null
      if (next !== null) reply.header('link', nextLink(operation.path, values, next))
      const list = { items: all.slice(start, start + limit).map(view), next_cursor: next, meta: { sources: [] } }
      return reply.headers(OWN_HEADERS).send(validation.serialize('MirroredResourceList', list))
    },
    forgetMirrored: operation => async (request, reply) => {
      const system = namedSystem(validation, operation, request)
      const { reason, resource } = readBody(validation, operation, request) as Schemas['MirrorForgetting']
      const doing = { action: 'mirror.forget', system: system.id, reason,
        ...(resource !== undefined && { detail: resource }) } as const
      const records = await record(request, doing, () => mirror.forget(system.id, resource))
      return reply.headers(OWN_HEADERS).send(validation.serialize('MirrorForgotten', { records }))
    }
  }
}

function view({ system, resource, records, latestChange, walkedAt }: MirrorState): Schemas['MirroredResource'] {
  return {
    system,
    resource: resource as Schemas['MirroredResource']['resource'],
    records,
    ...(latestChange !== undefined && { latest_change: latestChange }),
    ...(walkedAt !== undefined && { read_whole_at: toWib(new Date(walkedAt)) })
  }
}
