import t from 'tap'
import { createCanonicalClient } from '../../../adapters/canonical/client.ts'
import { createDesk } from '../../../adapters/canonical/desk.ts'
import { createReferences } from '../../../adapters/canonical/references.ts'
import { createHttp } from '../../../src/kit/index.ts'
import { serve } from '../../suites/http-stand-in.ts'

let calls = 0
let page: (call: number) => { items: { id: string }[]; next_cursor: unknown } = () => ({ items: [], next_cursor: null })
const application = await serve(() => ({ status: 200, type: 'application/json', headers: {},
  body: JSON.stringify(page(++calls)) })
)
const http = createHttp({ url: application.url })
t.teardown(async () => {
  await http.close()
  await application.stop()
})
const references = createReferences({ prefix: 'NEWAPP', agencies: new Set() })
const client = createCanonicalClient({ http, probe: '/livez', references, desk: createDesk({ http, references }) })
const list = () =>
  client.list('complaints', { offset: 0, limit: 20, filters: {} }, { signal: AbortSignal.timeout(2_000),
    requestId: 'req-1' })
t.beforeEach(() => {
  calls = 0
})

t.test('a list of empty pages without an end is a fault after a few calls', async t => {
  page = call => ({ items: [], next_cursor: `c${call}` })
  await t.rejects(list(), { kind: 'unreadable', message: /without an end/ })
  t.ok(calls <= 12, `${calls} calls`)
})

t.test('a cursor that is too long, or no text, is a fault, and is not kept', async t => {
  for (const next of ['c'.repeat(100_000), 7, { a: 1 }]) {
    page = () => ({ items: [{ id: 'NEWAPP-1' }], next_cursor: next })
    await t.rejects(list(), { kind: 'unreadable', message: /cursor/ })
  }
  t.equal(calls, 3)
})

t.test('a few empty pages before the end are none', async t => {
  page = call => call < 5 ? { items: [], next_cursor: `c${call}` } : { items: [{ id: 'NEWAPP-1' }], next_cursor: null }
  t.match(await list(), { rows: [{ id: 'NEWAPP-1' }], end: true })
})
