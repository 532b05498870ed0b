import t from 'tap'
import { type HttpClient, statusFault, SystemFault, type WriteBodies, type Writer } from '../../src/kit/index.ts'
import { deskAdapter, deskConformance, judge, push, sound } from './desk.ts'
import { failedOf, run, saidOf } from './permits.ts'

type DeskWriter = Writer<WriteBodies['complaints']['create'], HttpClient>

t.test('a sound writer passes every check', async t => {
  const results = await run(deskAdapter(), deskConformance())
  t.same(failedOf(results), [])
  t.equal(results.filter(({ name }) => name.startsWith('complaints: create')).length, 8)
})

t.test('a writer that goes another way than HTTP is told that its unclear ends were not looked at', async t => {
  const results = await run({ ...deskAdapter(), connect: () => ({}) }, { ...deskConformance(),
    start: async () => ({ url: '', written: () => 0, writes: {}, stop: async () => {} }) }, /unclear/)
  t.match(results.filter(({ name }) => name.includes('unclear')), [{
    name: 'complaints: create whose end is unclear is found, and is there once',
    state: 'skipped',
    note: /not written over HTTP/
  }])
})

interface Mistake {
  writer?: DeskWriter
  more?: object
  /** The check that finds it. */
  found: RegExp
  says: RegExp
}

const { find } = sound
const mistakes: Record<string, Mistake> = {
  'a receipt that is not handed on': {
    writer: { send: async (http, write, call) => judge(await push(http, { ...write, receipt: '' }, call)), find },
    found: /arrives once/,
    says: /is there 0 times/
  },
  'a write that is sent twice': { writer: { send: async (http, write, call) => {
    await push(http, write, call)
    return judge(await push(http, write, call))
  }, find }, found: /arrives once/, says: /is there 2 times/ },
  'a find that takes whatever comes': { writer: { ...sound, find: async () => ({ key: '1000' }) },
    found: /arrives once/, says: /found before it is sent/ },
  'a find that finds nothing': { writer: { ...sound, find: async () => undefined }, found: /arrives once/,
    says: /is not found again/ },
  'a find that takes trouble for "not there"': {
    writer: { ...sound, find: (http, write, call) => find(http, write, call).catch(() => undefined) },
    found: /HTTP 500 is told/,
    says: /find create complaints: takes it for an answer/
  },
  "another key than the record's": {
    writer: { send: async (http, write, call) => ({ key: `X${judge(await push(http, write, call)).key}` }), find },
    found: /arrives once/,
    says: /under another key/
  },
  'a time-out after which it is sent again by the adapter': {
    writer: {
      send: async (http, write, call) => judge(await push(http, write, call).catch(() => push(http, write, call))),
      find
    },
    found: /answered badly/,
    says: /is there 2 times/
  },
  'a 503 that is taken for "nothing was written"': {
    writer: { send: async (http, write, call) => {
      const answer = await push(http, write, call)
      const fault = statusFault(answer, 'push')
      if (fault) throw fault
      return judge(answer)
    }, find },
    found: /answered badly/,
    says: /HTTP 503: is told as `throttled`.*it was kept/
  },
  'an answer that nobody looks at': { writer: { send: async (http, write, call) => {
    await push(http, write, call)
    return { key: '1000' }
  }, find }, found: /never arrived/, says: /is taken for written/ },
  'an error that is taken for a no': {
    writer: { send: async (http, write, call) => {
      try {
        return judge(await push(http, write, call))
      } catch (cause) {
        throw new SystemFault('rejected', { stage: 'push', detail: 'says no', cause })
      }
    }, find },
    found: /fails to keep/,
    says: /`rejected`.*instead of failed/
  },
  'a no that is taken for an error': {
    writer: { send: async (http, write, call) => {
      try {
        return judge(await push(http, write, call))
      } catch (cause) {
        throw new SystemFault('failed', { stage: 'push', detail: 'failed', cause })
      }
    }, find },
    found: /does not want is rejected/,
    says: /`failed`.*instead of rejected/
  },
  'a promise that the system does not keep': { writer: { send: sound.send, idempotent: true }, found: /arrives once/,
    says: /another record when it is sent again/ },
  'a call that is not handed on': {
    writer: {
      send: async (http, write) =>
        judge(await push(http, write, { signal: new AbortController().signal, requestId: '' })),
      find
    },
    found: /lets go/,
    says: /goes on waiting/
  },
  'what people wrote in an error': {
    writer: { send: async (http, write, call) => {
      try {
        return judge(await push(http, write, call))
      } catch {
        throw new SystemFault('failed', { stage: 'push', detail: `did not take "${write.body.description}"` })
      }
    }, find },
    found: /no secret and no payload/,
    says: /repeats what was written/
  },
  'a sample that the contract would not let in': {
    more: { writes: { complaints: { create: { description: '', isi: 'x' } } } },
    found: /create fits the contract/,
    says: /does not: /
  },
  'a writer of which the stand-in knows nothing': { more: { writes: {} }, found: /create is declared/,
    says: /no sample/ }
}

for (const [mistake, { writer, more, found, says }] of Object.entries(mistakes)) {
  t.test(`finds ${mistake}`, async t => {
    const wanted = /no secret/.test(found.source) ? /fails to keep|no secret/ : found
    t.match(saidOf(await run(deskAdapter(writer), deskConformance(more), wanted), found), says)
  })
}

t.test('an unclear end without a find is for a person, and doubles nothing', async t => {
  const results = await run(deskAdapter({ send: sound.send }), deskConformance(), /create/)
  t.same(failedOf(results), [])
  t.match(results.find(({ name }) => /answered badly/.test(name))?.note, /for a person/)
})
