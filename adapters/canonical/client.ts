import { type Call, type HttpClient, type ListQuery, type Page, type ResourceName,
  SystemFault } from '../../src/kit/index.ts'
import type { CanonicalDesk } from './desk.ts'
import type { References } from './references.ts'
import type { WireList, WireRecord } from './wire.ts'

export interface CanonicalClient {
  list(resource: ResourceName, query: ListQuery, call: Call): Promise<Page<WireRecord>>
  get(resource: ResourceName, id: string, call: Call): Promise<WireRecord | undefined>
  /** What it takes. */
  desk: CanonicalDesk
  references: References
  probe(call: Call): Promise<void>
  close(): Promise<void>
}

const REMEMBERED_LISTS = 200
/** Pages without a row, one after the other, that a list may have before it is taken for one without an end. */
const EMPTY_PAGES = 10
/** Letters of a cursor: it is kept, and sent back in an address. */
const CURSOR_LENGTH = 4_096
const ID = /^[A-Za-z0-9_-]{6,64}$/

/** The contract pages by cursors, the hub by rows: the cursor that leads to each row seen is remembered. */
export function createCanonicalClient(
  { http, probe, desk, references }: Pick<CanonicalClient, 'desk' | 'references'> & { http: HttpClient; probe: string }
): CanonicalClient {
  const lists = new Map<string, Map<number, string>>()

  const cursorsOf = (question: string): Map<number, string> => {
    const found = lists.get(question) ?? new Map<number, string>()
    lists.delete(question)
    lists.set(question, found)
    const oldest = lists.keys().next().value
    if (lists.size > REMEMBERED_LISTS && oldest !== undefined) lists.delete(oldest)
    return found
  }

  async function page(resource: ResourceName, query: Record<string, string>, call: Call): Promise<WireList> {
    const stage = `list ${resource}`
    const { status, value } = await http.json<WireList>({ path: `/v1/${resource}`, query, stage }, call)
    if (status !== 200) throw new SystemFault('failed', { stage, detail: `answered with status ${status}` })
    if (!Array.isArray(value?.items))
      throw new SystemFault('unreadable', { stage, detail: 'sent no list of the contract' })
    const { next_cursor: next } = value
    if (next !== null && (typeof next !== 'string' || next.length > CURSOR_LENGTH))
      throw new SystemFault('unreadable', { stage, detail: 'sent a cursor that is none' })
    return value
  }

  return {
    desk,
    references,
    async list(resource, { offset, limit, filters }, call) {
      const theirs = filters.agency === undefined
        ? filters
        : { ...filters, agency: filters.agency.map(references.idToTheirs) }
      const wanted = Object.entries(theirs).map((
        [name, value]
      ) => [name, Array.isArray(value) ? value.join(',') : String(value)])
      // All or nothing: a page with records missing would be kept as whole.
      const parameters: Record<string, string> = { ...Object.fromEntries(wanted), limit: String(limit), require: 'all' }
      const cursors = cursorsOf(JSON.stringify([resource, parameters]))
      // From the nearest row before that a cursor is known for; at worst from the beginning.
      let at = Math.max(0, ...[...cursors.keys()].filter(row => row <= offset))
      const rows: WireRecord[] = []
      let empty = 0
      for (;;) {
        const cursor = cursors.get(at)
        const { items, next_cursor: next } = await page(resource, { ...parameters,
          ...(cursor === undefined ? {} : { cursor }) }, call)
        empty = items.length === 0 ? empty + 1 : 0
        if (next !== null && empty > EMPTY_PAGES)
          throw new SystemFault('unreadable', { stage: `list ${resource}`, detail: 'sent a list without an end' })
        rows.push(...items.slice(Math.max(0, offset - at), offset + limit - at))
        at += items.length
        if (next !== null) cursors.set(at, next)
        // Pages may be short: only a null cursor is the end.
        if (next === null) return { rows, end: at <= offset + limit }
        if (rows.length === limit) return { rows, end: false }
      }
    },
    async get(resource, id, call) {
      // An id of another form cannot be one of its records, and it would call the question wrong.
      if (!ID.test(id)) return undefined
      const stage = `get ${resource}`
      const { status, value } = await http.json<WireRecord>({ path: ['v1', resource, ...pathOf(resource, id)], stage,
        accept404: true }, call)
      if (status === 404) return undefined
      if (status !== 200 || typeof value?.id !== 'string')
        throw new SystemFault('failed', { stage, detail: `answered with status ${status}` })
      if (!isAskedFor(value, id))
        throw new SystemFault('unreadable', { stage, detail: 'answered with another record than was asked for' })
      return value
    },
    async probe(call) {
      const { status } = await http.send({ path: probe, stage: 'probe' }, call)
      if (status !== 200) throw new SystemFault('failed', { stage: 'probe', detail: `answered with status ${status}` })
    },
    close: () => http.close()
  }
}

const BILL = /^(\d{18})-(\d{4})$/

/** A bill is asked for by NOP and year, everything else by one word. */
function pathOf(resource: ResourceName, key: string): string[] {
  const bill = resource === 'tax-bills' ? BILL.exec(key) : null
  return bill === null ? [key] : [bill[1] ?? '', bill[2] ?? '']
}

function isAskedFor({ id, nop, tax_year }: WireRecord, key: string): boolean {
  return id === key || `${nop}-${tax_year}` === key
}
