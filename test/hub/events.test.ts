import { once } from 'node:events'
import { connect } from 'node:net'
import type { Test } from 'tap'
import { createTail } from '../../src/gateway/events/tail.ts'
import { streamEvents } from '../../src/http/event-stream.ts'
import { forgetting } from '../../src/platform/store/forgetting.ts'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { createConfig } from '../suites/core/city.ts'
import { followEvents } from '../suites/event-stream.ts'
import { authorization, type EventsHub, happenings, reader, startEventsHub } from '../suites/events-hub.ts'
import { overEachStore, type StorePlace } from '../suites/stores.ts'

const subjects = (events: readonly { subject: string }[]): string[] => events.map(({ subject }) => subject)

interface Page {
  status: number
  headers: Headers
  body: { items: { id: string; subject: string; type: string }[]; next_cursor: string | null; last_id: string;
    code: string; errors: { field: string }[] }
}

async function get(
  { url }: EventsHub,
  query: string,
  headers: Record<string, string> = authorization()
): Promise<Page> {
  const response = await fetch(`${url}/v1/events${query}`, { headers })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Page['body'] }
}

overEachStore(async (whole, place) => {
  const t = whole
  const happen = await happenings(t, place)
  let hub = await startEventsHub(t, place)
  const names = (count: number, of: string): string[] => Array.from({ length: count }, (_, i) => `${of}-${i}`)
  const let_ = (list: readonly string[]): Promise<unknown> => Promise.all(list.map(subject => happen({ subject })))

  t.test('the log is read page by page, and from where one left off', async t => {
    const list = names(45, 'PAGES')
    for (const subject of list) await happen({ subject })
    const seen: string[] = []
    let page = await get(hub, '?limit=20')
    for (;;) {
      t.same(contractErrors('listEvents', page), [])
      seen.push(...subjects(page.body.items))
      if (page.body.next_cursor === null) break
      t.match(page.headers.get('link'), `</v1/events?limit=20&cursor=${page.body.next_cursor}>; rel="next"`)
      page = await get(hub, `?limit=20&cursor=${page.body.next_cursor}`)
    }
    t.same(seen, list)
    t.match(page.body.items.at(-1), { type: 'org.example.complaint.created' })
    const after = page.body.last_id
    t.same((await get(hub, `?after=${after}`)).body.items, [])
    await happen({ subject: 'PAGES-more' })
    t.same(subjects((await get(hub, `?after=${after}`)).body.items), ['PAGES-more'])
  })

  t.test('filters choose by type, subject, system and time', async t => {
    const { body: { last_id: after } } = await get(hub, '?limit=100')
    await happen({ subject: 'F-1' }, { subject: 'F-1', type: 'complaint.status_changed', data: { status: 'closed' } }, {
      subject: 'weather',
      system: 'weather',
      type: 'adapter.degraded',
      data: { status: 'down' }
    })
    const query = async (filter: string): Promise<string[]> =>
      (await get(hub, `?after=${after}&${filter}`)).body.items.map(({ type, subject }) =>
        `${type.slice('org.example.'.length)} ${subject}`
      )
    t.same(await query('type=complaint.status_changed,adapter.degraded'), ['complaint.status_changed F-1',
      'adapter.degraded weather'])
    t.same(await query('subject=F-1'), ['complaint.created F-1', 'complaint.status_changed F-1'])
    t.same(await query('system=weather'), ['adapter.degraded weather'])
    t.same(await query('resource=complaints'), ['complaint.created F-1', 'complaint.status_changed F-1'])
    t.same((await get(hub, '?since=2099-01-01T00:00:00Z')).body.items, [])
    t.ok((await get(hub, '?since=2016-01-01T00:00:00Z')).body.items.length > 3)
    const page = (await get(hub, `?after=${after}&limit=1&type=adapter.degraded`)).body
    t.match(page, { next_cursor: null, last_id: page.items[0]?.id })
  })

  t.test('what happens reaches a stream within a second', async t => {
    const stream = await followEvents(`${hub.url}/v1/events`, authorization())
    t.equal(stream.status, 200)
    const delays: number[] = []
    for (let round = 1; round <= 10; round++) {
      await Promise.all(names(10, `QUICK-${round}`).map(async subject => {
        const started = performance.now()
        await happen({ subject })
        while (!stream.events.some(event => event.subject === subject)) await stream.until(stream.events.length + 1)
        delays.push(performance.now() - started)
      }))
    }
    delays.sort((a, b) => a - b)
    t.comment(`from change to client: p50 ${delays[50]?.toFixed(0)} ms, p99 ${delays[98]?.toFixed(0)} ms`)
    t.ok((delays[98] ?? Infinity) < 1_000, 'p99')
    stream.leave()
  })

  t.test('who comes back with the last id has lost none and sees none twice, though the hub restarts', async t => {
    const list = names(300, 'AGAIN')
    const seen: string[] = []
    let lastId = (await get(hub, '?since=2099-01-01T00:00:00Z')).body.last_id
    const happening = (async () => {
      for (const subject of list) await happen({ subject })
    })()
    for (let round = 0; seen.length < list.length; round++) {
      const stream = await followEvents(`${hub.url}/v1/events`, { ...authorization(), 'last-event-id': lastId })
      await stream.until(Math.min(25, list.length - seen.length))
      if (round % 4 === 3) {
        await hub.close()
        await stream.ended
        hub = await startEventsHub(whole, place)
      } else {
        stream.leave()
        await stream.ended
      }
      seen.push(...subjects(stream.events))
      lastId = stream.lastId
    }
    await happening
    t.same(seen, list)
  })

  t.test('a position before the first event that is kept, or of another log, is a 410', async t => {
    const { body: { items, last_id: last } } = await get(hub, '?limit=100')
    const store = await place.open()
    const forget = forgetting.events
    t.equal(await forget(store, Date.now() - 3_600_000, 10), 0, 'none is so old')
    t.equal(await forget(store, Date.now() + 1, 10), 10)
    const kept = Number(items[10]?.id)
    const lost = await get(hub, `?after=${kept - 2}`)
    t.same(contractErrors('listEvents', lost), [])
    t.match(lost, { status: 410, body: { code: 'events_forgotten' } })
    t.equal((await get(hub, `?after=${kept - 1}`)).status, 200)
    t.equal((await get(hub, '?after=0')).body.items[0]?.id, String(kept))
    t.equal((await get(hub, `?after=${Number(last) + 1_000_000}`)).status, 410)
    t.equal((await followEvents(`${hub.url}/v1/events`, { ...authorization(), 'last-event-id': '1' })).status, 410)
  })

  if (place.engine === 'postgres') {
    t.test('what one process writes reaches the streams of another, each once and in order', async t => {
      const other = await startEventsHub(t, place)
      const streams = await Promise.all(
        [hub, hub, other, other].map(({ url }) =>
          followEvents(`${url}/v1/events?type=complaint.created`, authorization())
        )
      )
      const list = names(200, 'BOTH')
      await let_(list)
      const [first = [], ...rest] = await Promise.all(
        streams.map(async stream => subjects(await stream.until(list.length)))
      )
      t.same(first.toSorted(), list.toSorted())
      for (const events of rest) t.same(events, first)
      for (const stream of streams) stream.leave()
    })
    return
  }

  t.test('who may not read a record does not hear of it', async t => {
    const { body: { last_id: after } } = await get(hub, '?limit=1&since=2099-01-01T00:00:00Z')
    await happen({ subject: 'BILL-1', type: 'tax_bill.paid', data: { status: 'paid' } }, { subject: 'weather',
      type: 'adapter.recovered', data: { status: 'up' } }, { subject: 'OPEN-1' })
    await happen({ subject: 'sub-1', type: 'submission.delivered', resource: 'complaints', consumer: 'other',
      data: { status: 'delivered' } })
    const types = async (scopes: string[], consumer = 'reader'): Promise<string[]> =>
      subjects((await get(hub, `?after=${after}`, authorization(consumer, scopes))).body.items)
    t.same(await types(['events:read']), ['OPEN-1'], 'complaints are public')
    t.same(await types(['events:read', 'systems:read']), ['weather', 'OPEN-1'])
    const config = createConfig([], {
      consumers: { reader: { scopes: [...reader.scopes, 'tax-bills:read', 'submissions:read'] },
        other: { scopes: ['events:read', 'submissions:read'] } }
    })
    await hub.hub.reload(config, new Map())
    t.same(await types(['events:read', 'tax-bills:read', 'submissions:read']), ['BILL-1', 'OPEN-1'])
    t.same(await types(['events:read', 'submissions:read'], 'other'), ['OPEN-1', 'sub-1'])
    t.match(await get(hub, '?type=tax_bill.paid', authorization('reader', ['events:read'])), { status: 403,
      body: { code: 'forbidden', detail: /tax-bills:read/ } as never })
    t.equal((await get(hub, '', authorization('reader', ['systems:read']))).status, 403)
    t.equal((await get(hub, '', {})).status, 401)
  })

  t.test('a wrong parameter is a 400 that names it', async t => {
    for (const [query, field] of [['?type=nonsense', 'type'], ['?after=x', 'after'], ['?since=yesterday', 'since'], [
      '?cursor=%22',
      'cursor'
    ], ['?cursor=eA', 'cursor'], ['?subject=a%20b', 'subject'], ['?limit=0', 'limit'], ['?nothing=1',
      'nothing']] as const)
    {
      const answer = await get(hub, query)
      t.same(contractErrors('listEvents', answer), [])
      t.match(answer, { status: 400, body: { errors: [{ field }] } }, query)
    }
    t.equal((await followEvents(`${hub.url}/v1/events`, { ...authorization(), 'last-event-id': 'nonsense' })).status,
      400)
  })

  t.test('a stream ends when its token does, and when its consumer may hear nothing any more', async t => {
    const short = await followEvents(`${hub.url}/v1/events`,
      authorization('reader', reader.scopes, { exp: Math.floor(Date.now() / 1_000) + 2 }))
    let isOver = false
    void short.ended.then(() => {
      isOver = true
    })
    const taken = await followEvents(`${hub.url}/v1/events`, authorization())
    // Nothing has to happen for it.
    await until(() => Promise.resolve(isOver), { what: 'the end of the token', timeoutMs: 4_000 })
    await hub.hub.reload(createConfig([], { consumers: { reader: { scopes: ['systems:read'] } } }), new Map())
    await happen({ subject: 'END-1' })
    await taken.ended
    t.notOk(taken.events.some(({ subject }) => subject === 'END-1'))
    await hub.hub.reload(createConfig([], { consumers: { reader } }), new Map())
  })

  t.test('a stream holds no configuration back', async t => {
    const stream = await followEvents(`${hub.url}/v1/events`, authorization())
    for (let round = 0; round < 3; round++) await hub.hub.reload(createConfig([], { consumers: { reader } }), new Map())
    await happen({ subject: 'STILL-1' })
    t.same(subjects(await stream.until(1)), ['STILL-1'])
    stream.leave()
  })

  t.test('a consumer has so many streams and no more', async t => {
    await hub.hub.reload(createConfig([], { hub: { events: { max_streams: 2 } }, consumers: { reader } }), new Map())
    const streams = await Promise.all([1, 2].map(() => followEvents(`${hub.url}/v1/events`, authorization())))
    t.match(await get(hub, '', { ...authorization(), accept: 'text/event-stream' }), { status: 429,
      body: { code: 'rate_limited' } })
    for (const stream of streams) stream.leave()
    await Promise.all(streams.map(({ ended }) => ended))
    await until(async () => {
      const again = await followEvents(`${hub.url}/v1/events`, authorization())
      again.leave()
      return again.status === 200
    }, { what: 'a free place' })
  })

  await slowReaders(t, place)
}, { together: true })

/** Over the parts themselves: sockets of the system hold more than a test wants to send. */
async function slowReaders(t: Test, place: StorePlace): Promise<void> {
  await t.test('a reader that does not read is cut off, and nothing waits for it in memory', async t => {
    const store = await place.open()
    const happen = await happenings(t, place)
    await Promise.all(
      Array.from({ length: 20 },
        (_, i) => happen(...Array.from({ length: 100 }, (_, j) => ({ subject: `SLOW-${i}-${j}` }))))
    )
    const tail = createTail({ store })
    t.teardown(() => {
      tail.close()
    })
    const { createServer } = await import('node:http')
    let buffered = 0
    let streaming: Promise<void> | undefined
    const server = createServer((_request, response) => {
      const write = response.write.bind(response)
      // As a socket whose other side has stopped to read: what is written stays.
      response.write = ((text: string) => {
        buffered += text.length
        write(text)
        return buffered < 50_000
      }) as never
      streaming = streamEvents(response, { tail, position: 0, prefix: 'x',
        wish: () => ({ types: new Set(['complaint.created']), consumer: 'c' }), signal: new AbortController().signal,
        patienceMs: 50 })
    }).listen(0, '127.0.0.1')
    t.teardown(() => {
      server.close()
    })
    await once(server, 'listening')
    const socket = connect((server.address() as { port: number }).port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume()
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'close')
    await streaming
    t.ok(buffered >= 50_000 && buffered < 150_000, `${buffered} bytes were written`)
  })
}
