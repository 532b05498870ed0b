import type { FastifyRequest } from 'fastify'
import type { ResourceName } from '../../contract/resources.ts'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import { readFilters } from '../../gateway/reads/filters.ts'
import { nextLink } from '../../gateway/reads/paging.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { readParameters } from '../../http/parameters.ts'
import type { City } from '../../kit/adapter.ts'
import type { AdminMirrorOptions } from '../mirror/index.ts'
import type { Search, SearchHit, SearchResult } from './search.ts'

type View = components['schemas']['SearchResults']

const nothing: ReadonlySet<string> = new Set()

export interface Searching {
  search: Search
  /** What is searched. */
  mirror: AdminMirrorOptions['mirror']
  /** Whose districts and agencies there are. */
  city(): City
}

/** Finds records of all resources by their words. */
export function createSearchHandlers(
  { validation, search, city }: Pick<Searching, 'search' | 'city'> & { validation: Validation }
): Handlers {
  return {
    searchRecords: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      if (request.serving.config.hub.mirror.resources.length === 0)
        throw new SatuError('not_served', 'Nothing can be searched here: no resource is mirrored.', { stage: 'route' })
      const { q, resource, system, status, limit, cursor } = values as { q: string; resource?: ResourceName[];
        system?: string[]; status?: string[]; limit: number; cursor?: string }
      const { agency, district_code, updated_since } = readFilters({ agency: values['agency'],
        district_code: values['district_code'], updated_since: values['updated_since'] }, city())
      const found = await search.find({
        q,
        limit,
        cursor,
        resources: resource,
        systems: system,
        statuses: status,
        agencies: agency,
        districts: district_code,
        updatedSince: updated_since,
        scopes: scopesOf(request)
      })
      if (found.nextCursor !== null) void reply.header('link', nextLink(operation.path, values, found.nextCursor))
      return reply.headers(OWN_HEADERS).send(validation.serialize(operation.answer ?? '', viewResult(found)))
    }
  }
}

/** Citizens read of what is not public their own alone, which a search does not look for. */
function scopesOf({ session }: FastifyRequest): ReadonlySet<string> {
  return session === undefined || session.kind === 'citizen' ? nothing : session.scopes
}

function viewResult({ hits, nextCursor, total, facets, terms }: SearchResult): View {
  return {
    items: hits.map(viewHit),
    next_cursor: nextCursor,
    total: { count: total.count, exact: total.isExact },
    facets,
    words: terms.map(({ written, readAs }) => ({ word: written, read_as: readAs })),
    meta: { sources: [] }
  }
}

function viewHit({ entry, score, title, titleMarks, snippet, snippetMarks }: SearchHit): View['items'][number] {
  const { resource, id, system, status, agency, districts, updated_at } = entry
  return {
    resource: resource as View['items'][number]['resource'],
    id,
    title,
    title_marks: titleMarks,
    snippet,
    snippet_marks: snippetMarks,
    score,
    source: { system, updated_at },
    ...(status !== null && { status }),
    ...(agency !== null && { agency_id: agency }),
    ...(districts !== '' && { district_codes: districts.split(',') })
  }
}
