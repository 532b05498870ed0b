import { createHash } from 'node:crypto'
import t from 'tap'
import { Type } from 'typebox'
import { type Adapter, defineAdapter, type Inbox, type PushedMessage, reader,
  SystemFault } from '../../src/kit/index.ts'
import { defineConformance } from '../../src/testing/index.ts'
import { failedOf, type Izin, rows, run, saidOf, sound } from './permits.ts'

interface Client {
  key: string
}

const good: Required<Pick<Inbox<Client, Izin>, 'receive' | 'repeat'>> = {
  receive({ key }, { headers, body }) {
    if (headers['x-key'] !== key) throw new SystemFault('denied', { stage: 'receive', detail: 'came with a wrong key' })
    return { rows: [readIzin(body)] }
  },
  repeat: { of: row => row.nomor, seconds: 30 }
}

function readIzin(body: Buffer): Izin {
  try {
    const value = JSON.parse(body.toString()) as Izin | null
    if (typeof value?.nomor === 'string') return value
  } catch { /* said below */ }
  throw new SystemFault('rejected', { stage: 'receive', detail: 'is no permit' })
}

function adapterOf(broken: Partial<typeof good> = {}): Adapter {
  return defineAdapter({
    product: 'pushed-permits',
    title: 'Permits that are pushed',
    version: 1,
    needsUrl: false,
    settings: Type.Object({ key: Type.String({ writeOnly: true }) }),
    connect: ({ key }): Client => ({ key }),
    probe: async () => {},
    resources: {
      licences: reader('licences', {
        order: 'canonical',
        pageSize: 100,
        freshness: { fresh: 1, revalidate: 0, on_error: 0 },
        inbox: { ...good, ...broken },
        map: (row: Izin, tools) => sound.map(row, tools)
      })
    }
  })
}

const pushed = (row: Izin): PushedMessage => ({
  method: 'POST',
  path: 'izin',
  query: new URLSearchParams(),
  headers: { 'x-key': 'kunci-5f1c' },
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(row)),
  receivedAt: '2026-11-20T10:00:00+07:00'
})
const declared = defineConformance({
  start: async () => ({ url: '', settings: { key: 'kunci-5f1c' }, pushes: { licences: rows.slice(0, 5).map(pushed) },
    stop: async () => {} })
})

t.test('a sound adapter of pushes passes', async t => {
  const results = await run(adapterOf(), declared)
  t.same(failedOf(results), [])
  t.same(results.filter(({ state }) => state === 'skipped'), [])
})

const mistakes: Record<string, [broken: Partial<typeof good>, check: RegExp, says: RegExp]> = {
  'a key that nobody checks': [{ receive: (_client, { body }) => ({ rows: [readIzin(body)] }) }, /wrong credentials/,
    /is taken whatever the secret is/],
  'a body that breaks it': [{ receive: ({ key }, { headers, body }) => {
    if (headers['x-key'] !== key) throw new SystemFault('denied', { stage: 'x', detail: 'no' })
    return { rows: [JSON.parse(body.toString()) as Izin] }
  } }, /none of its own/, /half a body: breaks: SyntaxError/],
  'a message of another kind that is taken': [{ receive: ({ key }, { headers, body }) => {
    if (headers['x-key'] !== key) throw new SystemFault('denied', { stage: 'x', detail: 'no' })
    return { rows: [{ ...rows[0]!, nama_izin: body.toString('latin1').slice(0, 9) }] }
  } }, /none of its own/, /half a body: is taken/],
  'a repeat that knows the time': [{
    receive: (client, message) => ({ rows: [{ ...good.receive(client, message).rows[0]!, sts: message.receivedAt }] }),
    repeat: { of: row => `${row.nomor} ${row.sts}`, seconds: 30 }
  }, /said again/, /another text of repeat/],
  'a repeat that tells nothing apart': [{ repeat: { of: () => 'x', seconds: 30 } }, /said again/,
    /the same text of repeat/]
}

t.test('sends others under the name of a system that signs', async t => {
  const hash = (body: Buffer): string => createHash('sha256').update(body).update('kunci-5f1c').digest('hex')
  const sign = (message: PushedMessage): PushedMessage => ({ ...message, headers: { 'x-key': hash(message.body) } })
  const signing = defineConformance({
    start: async () => ({ url: '', settings: { key: 'kunci-5f1c' },
      pushes: { licences: rows.slice(0, 5).map(pushed).map(sign) }, sign, stop: async () => {} })
  })
  const credulous: Partial<typeof good> = {
    receive(_client, { headers, body }) {
      if (headers['x-key'] !== hash(body))
        throw new SystemFault('denied', { stage: 'receive', detail: 'has a wrong signature' })
      return { rows: [JSON.parse(body.toString()) as Izin] }
    }
  }
  t.match(saidOf(await run(adapterOf(credulous), signing, /none of its own/), /none of its own/),
    /half a body: breaks: SyntaxError/)
})

for (const [name, [broken, check, says]] of Object.entries(mistakes)) {
  t.test(`finds ${name}`, async t => {
    t.match(saidOf(await run(adapterOf(broken), declared, check), check), says)
  })
}
