import type { Records } from '../../contract/resources.ts'
import { theHub } from '../../gateway/systems/asker.ts'
import { allOf } from '../../gateway/systems/records.ts'
import type { System } from '../../gateway/systems/system.ts'
import { parseId } from '../../kit/ids.ts'
import { createLru } from '../../platform/lru.ts'

type InformationRequest = Records['information-requests']

/** What is counted of a request: nothing in it is personal. */
export type Facts = Pick<InformationRequest,
  'received_on' | 'due_on' | 'extended_to' | 'decision' | 'decided_on' | 'grounds' | 'objection'> & {
  status: InformationRequest['status']['code']
}

/** The requests that a system received in a year. */
export type GatherFacts = (system: System, year: number) => Promise<Facts[]>

const RESOURCE = 'information-requests'
/**
 * In these an office has decided, or may have: when, and why, some systems tell on the page of the one request alone.
 */
const maybeDecided = new Set<InformationRequest['status']['code']>(['granted', 'partially_granted', 'refused',
  'transferred', 'objection_filed', 'dispute', 'unknown'])
const REMEMBERED = 20_000

/**
 * Looks through a system, within its limits and on behalf of the hub. What a list does not tell is asked for one by
 * one, and again only when the record has changed since.
 */
export function createGatherFacts(): GatherFacts {
  const known = createLru<{ updatedAt: string; facts: Facts }>(REMEMBERED)

  return async (system, year) => {
    const asker = theHub(`statistics-${system.id}`)
    const serving = system.serves(RESOURCE, 'list')
    const found: Facts[] = []
    if (serving === undefined) return found
    for (let offset = 0;;) {
      const page = await system.list(RESOURCE, { offset, limit: serving.pageSize, filters: {} }, asker)
      const records = allOf(page.rows).filter(record => record !== undefined) as unknown as InformationRequest[]
      for (const record of records) if (record.received_on.startsWith(`${year}-`)) found.push(await factsOf(record))
      offset += page.rows.length
      // What has not changed since that year began came before it.
      const oldest = records.at(-1)?.source.updated_at
      const isBehind = serving.order !== 'none' && oldest !== undefined && oldest < `${year}-01-01`
      if (page.end || page.rows.length === 0 || isBehind) return found
    }

    async function factsOf(listed: InformationRequest): Promise<Facts> {
      const { id, status, decided_on, source: { updated_at: updatedAt } } = listed
      if (!maybeDecided.has(status.code) || decided_on !== undefined || system.serves(RESOURCE, 'get') === undefined)
        return toFacts(listed)
      const before = known.get(id)
      if (before?.updatedAt === updatedAt) return before.facts
      const record = (await system.get(RESOURCE, parseId(id)?.key ?? '', asker))?.record as unknown as
        | InformationRequest
        | undefined
      const facts = toFacts(record ?? listed)
      known.set(id, { updatedAt, facts })
      return facts
    }
  }
}

function toFacts(
  { status, received_on, due_on, extended_to, decision, decided_on, grounds, objection }: InformationRequest
): Facts {
  return {
    status: status.code,
    received_on,
    due_on,
    ...(extended_to !== undefined && { extended_to }),
    ...(decision !== undefined && { decision }),
    ...(decided_on !== undefined && { decided_on }),
    ...(grounds !== undefined && { grounds }),
    ...(objection !== undefined && { objection })
  }
}
