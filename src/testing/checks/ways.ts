import { createHash } from 'node:crypto'
import type { Call } from '../../kit/call.ts'
import { writingsOf } from '../writing.ts'
import { type Bench, sample } from './bench.ts'

/** One way in which the hub calls the adapter. */
export interface Way {
  /** `list complaints` */
  name: string
  run(client: unknown, call: Call): Promise<unknown>
}

/**
 * Every call that the hub may make and that changes nothing, with keys of records that exist, and writes that were
 * sent.
 */
export async function waysOf({ subject, collection, pen }: Bench): Promise<Way[]> {
  const ways: Way[] = [{ name: 'probe', run: (client, call) => subject.adapter.probe(client, call) }]
  for (const [resource, reader] of subject.readers) {
    if (reader.list !== undefined) {
      ways.push({ name: `list ${resource}`, run: async (client, call) =>
        reader.list?.(client, { offset: 0, limit: Math.min(20, reader.pageSize), filters: {} }, call) })
    }
    if (reader.get !== undefined) {
      const { made } = await collection(resource, reader)
      const [known] = sample(made.filter(({ key }) => key !== undefined), 1)
      if (known !== undefined)
        ways.push({ name: `get ${resource}`, run: async (client, call) => reader.get?.(client, known.key!, call) })
    }
    for (const push of reader.inbox?.receive === undefined
      ? []
      : (subject.standIn.pushes?.[resource] ?? []).slice(0, 1))
    {
      ways.push({ name: `receive ${resource}`, run: async client => reader.inbox?.receive?.(client, push) })
    }
    if (reader.snapshot !== undefined)
      ways.push({ name: `read ${resource}`, run: (client, call) => drain(reader.snapshot!, client, call) })
  }
  for (const writing of writingsOf(subject)) {
    const { name, writer: { find }, body } = writing
    if (find === undefined || body === undefined) continue
    const { write } = await pen.sent(writing)
    ways.push({ name: `find ${name}`, run: (client, call) => find(client, write, call) })
  }
  return ways
}

/** How many rows an answer holds: of a page, of a whole snapshot, of one record. */
export function rowsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if ('rows' in value && 'end' in value && Array.isArray(value.rows)) return value.rows.length
  return 'digest' in value && 'count' in value ? Number(value.count) : 1
}

/** How many rows there are, and a digest of them; undefined when there is no version. */
async function drain(
  snapshot: { newest: SnapshotNewest; rows: SnapshotRows },
  client: unknown,
  call: Call
): Promise<{ count: number; digest: string } | undefined> {
  const newest = await snapshot.newest(client, call)
  if (newest === undefined) return undefined
  const hash = createHash('sha256')
  let count = 0
  for await (const row of snapshot.rows(client, newest.version, call)) {
    hash.update(JSON.stringify(row) ?? '')
    count++
  }
  return { count, digest: hash.digest('base64') }
}

type SnapshotNewest = (client: unknown, call: Call) => Promise<{ version: string } | undefined>
type SnapshotRows = (client: unknown, version: string, call: Call) => AsyncIterable<unknown>
