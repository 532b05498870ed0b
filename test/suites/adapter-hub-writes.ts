import { randomUUID } from 'node:crypto'
import type { WritableResource } from '../../src/kit/writer.ts'
import type { Conformance } from '../../src/testing/index.ts'
import { city } from '../adapters/mapping.ts'
import { settled, startHubOver } from './adapter-hub.ts'

interface Sent {
  status: number
  receipt: string
  location: string
  body: { id?: string; code?: string; errors?: { field: string }[] }
}

/**
 * Runs a whole hub over a product and its stand-in, and writes to it: what the system takes, what it does not take, and
 * while it fails.
 * @param body that the system takes
 */
export async function testHubWrites(product: string, resource: WritableResource, body: object): Promise<void> {
  const { default: t } = await import('tap')
  await t.test(`a hub over ${product} takes new ${resource}`, async t => {
    const { conformance } = (await import(new URL(`../adapters/${product}/conformance.ts`, import.meta.url).href)) as {
      conformance: Conformance
    }
    const standIn = await conformance.start(city)
    if (standIn?.written === undefined) throw new Error('the stand-in cannot tell what was written to it')
    t.teardown(() => standIn.stop())
    const { request, log } = await startHubOver(t, product, conformance, standIn)
    const post = async (key: string = randomUUID()): Promise<Sent> => {
      const answer = await request(`/v1/${resource}`, { method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `"${key}"` }, body: JSON.stringify(body) })
      const { headers, status } = answer
      return { status, receipt: (headers.get('satu-receipt') ?? '').replaceAll('-', ''),
        location: headers.get('location') ?? '', body: (await answer.json()) as Sent['body'] }
    }

    const made = await post('the first')
    t.equal(made.status, 201)
    t.match(made.body.id, /^TEST-/)
    t.equal(standIn.written(made.receipt), 1, 'it is there once, under its receipt')
    t.match(await (await request(made.location)).json(), { id: made.body.id }, 'and is read by its id')
    t.match(await post('the first'), { status: 201, receipt: made.receipt, body: { id: made.body.id } },
      'the same again writes nothing')

    if (standIn.refuse !== undefined) {
      await standIn.refuse(true)
      const refused = await post()
      await standIn.refuse(false)
      t.match(refused, { status: 422, body: { code: 'write_refused' } })
      t.ok(refused.body.errors?.every(({ field }) => field !== ''), 'the fields that it does not take are named')
    }
    if (standIn.fail !== undefined) {
      await standIn.fail(true)
      const taken = await post()
      t.equal(taken.status, 202, 'a system that fails is waited for')
      await standIn.fail(false)
      const end = await settled(
        async () => (await (await request(taken.location)).json()) as { status: { code: string } },
        ({ status }) => status.code === 'delivered'
      )
      t.equal(end.status.code, 'delivered')
      t.equal(standIn.written(taken.receipt), 1)
    }
    for (const text of textsOf(body)) if (log().includes(text)) t.fail('something that was written stands in the log')
  })
}

/** Texts of several words, which stand nowhere by chance. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf)
  return typeof value === 'string' && /\S\s+\S/.test(value) ? [value] : []
}
