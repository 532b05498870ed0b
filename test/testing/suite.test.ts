import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { type Mapped, SystemFault } from '../../src/kit/index.ts'
import { conformanceOf, failedOf, type Izin, type Parts, permitsAdapter, type PermitsServer, rows, run, saidOf,
  sound } from './permits.ts'

t.test('a sound adapter passes every check', async t => {
  const results = await run(permitsAdapter())
  t.same(failedOf(results), [])
  t.same(results.filter(({ state }) => state === 'skipped').map(({ name }) => name), [
    'trouble with one of several requests is told'
  ])
  t.ok(results.length > 40)
})

interface Mistake {
  parts?: Partial<Parts>
  server?: PermitsServer
  /** The check that finds it. */
  found: RegExp
  /** What is said of it. */
  says: RegExp
  /** Other checks that have to run before it. */
  after?: RegExp
}

let turn = 0
const numbers = new WeakMap<object, number>()
const numberOf = (http: object): number => {
  numbers.set(http, numbers.get(http) ?? ++turn)
  return numbers.get(http)!
}
const withRecord = (change: (record: Mapped<'licences'>['record'], row: Izin) => object): Partial<Parts> => ({
  map(row, tools) {
    const made = sound.map(row, tools)
    return { ...made, record: { ...made.record, ...change(made.record, row) } }
  }
})

const form = sound.numbers[0]!
const mistakes: Record<string, Mistake> = {
  'numbers that lead to another record': {
    parts: { numbers: [{ ...form, keys: () => ['503/1999/2026'] }] },
    found: /numbers such as/,
    says: /leads to another record/
  },
  'numbers of a form that a NIK has': {
    parts: { numbers: [{ ...form, pattern: /^\d{11,16}$/ }] },
    found: /numbers such as/,
    says: /fits a NIK/
  },
  'numbers that are found by a part': {
    parts: {
      numbers: [{ name: form.name, example: form.example, pattern: form.pattern, find: async () => '503/2000/2026' }]
    },
    found: /numbers such as/,
    says: /leads to/
  },
  'an example of another form': {
    parts: { numbers: [{ ...form, example: '503-X' }] },
    found: /numbers such as/,
    says: /the example does not fit/
  },
  'a date as the system writes it': {
    parts: {
      map: (row, tools) => ({ ...sound.map(row, tools),
        record: { ...sound.map(row, tools).record, issued_on: row.terbit } })
    },
    found: /every record fits/,
    says: /row 1, .*issued_on must match format.*terbit = "03\/02\/2026"/
  },
  'a field that the contract does not know': { parts: withRecord(() => ({ kelurahan: 'Dago' })),
    found: /every record fits/, says: /the field kelurahan/ },
  'a code that is no status': { parts: withRecord(() => ({ status: { code: 'aktif', raw_code: 'A' } })),
    found: /every record fits/, says: /must be one of active/ },
  'a mapping that breaks': {
    parts: { map: (row, tools) => sound.map({ ...row, nomor: (row as unknown as { x: { y: string } }).x.y }, tools) },
    found: /every record fits/,
    says: /TypeError/
  },
  'what a mapping read last before it broke': {
    parts: { map: (row, tools) => {
      tools.read.text('holder.name', row.pemegang)
      tools.read.date('issued_on', row.terbit)
      return (row as unknown as { x: { y: Mapped<'licences'> } }).x.y
    } },
    found: /every record fits/,
    says: /the mapping broke: TypeError.*issued_on: terbit = "03\/02\/2026" \(read last\)/
  },
  'a mapping that leaves most rows out': { parts: { map: (row, tools) => {
    if (row.jenis === 'TDP') throw new Error('is of a kind that nobody knows')
    return sound.map(row, tools)
  } }, found: /every record fits/, says: /23 rows of 47 left out: 23 × is of a kind/ },
  'no rows at all': { server: { rows: [] }, found: /every record fits/, says: /not one row/ },
  'a key that several share': { parts: { map: (row, tools) => ({ ...sound.map(row, tools), key: row.jenis }) },
    found: /ids are unique/, says: /the key of row/ },
  'a key of chance': {
    parts: { map: (row, tools) => ({ ...sound.map(row, tools), key: `${row.nomor}${Math.random()}` }) },
    found: /ids are unique/,
    says: /another id when it is mapped again/
  },
  'a mapping that remembers': { parts: withRecord(() => ({ permit_name: `Nomor ${turn++}` })), found: /mapping is pure/,
    says: /second time/ },
  'a mapping with a clock': { parts: withRecord(() => ({ permit_name: new Date().toDateString() })),
    found: /mapping is pure/, says: /forty days later/ },
  'a mapping that changes its row': { parts: { map: (row, tools) => {
    row.jenis = row.jenis.toLowerCase()
    return sound.map(row, tools)
  } }, found: /every record fits/, says: /read only property 'jenis'/ },
  "a certificate of the agency's own that no connection knows of": { parts: { handsOnTls: false },
    found: /what TLS needs is handed on/, says: /the `tls` of the entry is never read/ },
  'a column of disability': { server: { rows: rows.map(row => ({ ...row, PNYDNG_CCT: '0' })) },
    found: /specially protected/, says: /the column PNYDNG_CCT/ },
  'rows that are passed over without a word': {
    parts: { list: async (http, query, call) => {
      const page = await sound.list(http, query, call)
      return { ...page, rows: page.rows.filter(row => (row as Izin).nomor !== rows[46]!.nomor) }
    } },
    found: /every row that the stand-in holds/,
    says: /gave 46 rows, and the stand-in holds 47/
  },
  "keys of the reader's own": {
    parts: { list: async (http, query, call) => {
      const page = await sound.list(http, query, call)
      return { ...page,
        rows: page.rows.map(row => ({ ...(row as Izin), nomor: `${(row as Izin).nomor}/${numberOf(http)}` })) }
    } },
    found: /another client/,
    says: /row 1, record .*47 ids of 47 not found again/
  },
  'pages counted in place of rows': {
    parts: {
      list: (http, query, call) =>
        sound.list(http, { ...query, offset: Math.floor(query.offset / query.limit) * query.limit }, call)
    },
    found: /pages of any size/,
    says: /is row \d+ of the whole list instead of row/
  },
  'a limit that is not handed on': {
    parts: { list: (http, query, call) => sound.list(http, { ...query, limit: 20 }, call) },
    found: /pages of any size/,
    says: /gave 20 rows/
  },
  'an end that comes too early': { parts: { list: async (http, query, call) => {
    const page = await sound.list(http, query, call)
    return { ...page, end: page.end || page.rows.length < 20 }
  } }, found: /pages of any size/, says: /said that the list ends/ },
  'an end one row too early': { parts: { list: async (http, query, call) => {
    const page = await sound.list(http, query, call)
    return { ...page, end: page.end || query.offset + page.rows.length === 46 }
  } }, found: /pages of any size/, says: /said that the list ends after row 46; it has 47/ },
  'an end that never comes': {
    parts: { list: async (http, query, call) => ({ ...(await sound.list(http, query, call)), end: false }) },
    found: /every record fits/,
    says: /said that more follow/
  },
  'an order that is not kept': { server: { rows: rows.toReversed() }, found: /declared order/,
    says: /comes after row/ },
  'ties in an order that is declared canonical': { server: { rows }, parts: { order: 'canonical' },
    found: /declared order/, says: /of the same time/ },
  'a filter that includes too little': {
    parts: {
      list: (http, query, call) =>
        sound.list(http, { ...query, filters: query.filters.updated_since === undefined
          ? {}
          : { updated_since: query.filters.updated_since.replace('09:15:00', '09:15:01') } }, call)
    },
    found: /filter updated_since/,
    says: /records? missing, the first TEST-503/
  },
  'a filter that is not handed on': {
    parts: { list: (http, query, call) => sound.list(http, { ...query, filters: {} }, call) },
    found: /filter updated_since/,
    says: /too many/
  },
  'offsets that forget the filter': {
    parts: {
      list: (http, query, call) =>
        sound.list(http,
          query.filters.updated_since === undefined ? query : { ...query, offset: Math.max(0, query.offset - 1) }, call)
    },
    found: /filter updated_since/,
    says: /more than once/
  },
  'a look-up with other fields': {
    parts: { get: async (http, key, call) => ({ ...((await sound.get(http, key, call)) as Izin), sts: 'B' }) },
    found: /get gives what list gives/,
    says: /status\.(?:code|raw_code) differs/
  },
  'a look-up that finds nothing': { parts: { get: async () => undefined }, found: /get gives what list gives/,
    says: /get does not find it/ },
  'a look-up that finds whatever is near': {
    parts: {
      get: async (http, key, call) =>
        (await sound.get(http, key, call)) ??
          (await sound.list(http, { offset: 0, limit: 1, filters: {} }, call)).rows[0]
    },
    found: /unknown key/,
    says: /gives a record/
  },
  'a look-up that breaks on odd keys': {
    parts: { get: async (http, key, call) => {
      if (!/^[\w/]+$/.test(key)) throw new TypeError('Invalid URL')
      return sound.get(http, key, call)
    } },
    found: /unknown key/,
    says: /Invalid URL/
  },
  'errors taken for an empty list': {
    parts: { list: (http, query, call) => sound.list(http, query, call).catch(() => ({ rows: [], end: true })) },
    found: /HTTP 500/,
    says: /takes it for an answer: 0 rows/
  },
  'a refusal taken for an empty list': {
    parts: { list: (http, query, call) =>
      sound.list(http, query, call).catch((error: unknown) => {
        if (error instanceof SystemFault && error.kind === 'denied') return { rows: [], end: true }
        throw error
      }) },
    found: /wrong credentials/,
    says: /takes the refusal for an answer: 0 rows/
  },
  'letters that are lost': {
    parts: {
      async list(http, { offset, limit }, call) {
        const answer = await http.send({ path: '/izin', query: { mulai: offset, jumlah: limit }, stage: 'list' }, call)
        const { total, data } = JSON.parse(answer.bytes.toString()) as { total: number; data: Izin[] }
        return { rows: data, end: offset + data.length >= total }
      }
    },
    found: /another character set/,
    says: /list licences reads other text when it comes in two character sets/
  },
  'an error in the system\'s words taken for "none"': {
    parts: { get: async (http, key, call) => {
      const { value } = await http.json<Partial<Izin>>({ path: ['izin', key], stage: 'get' }, call)
      return value?.nomor === undefined ? undefined : sound.get(http, key, call)
    } },
    found: /own words/,
    says: /get licences takes it for an answer: 0 rows/
  },
  'whatever is no record taken for "none"': {
    parts: { get: async (http, key, call) => {
      if (!/^[\w/]+$/.test(key)) return undefined
      const { value } = await http.json<Partial<Izin>>({ path: ['izin', key], accept404: true, stage: 'get' }, call)
      return value?.nomor === key ? value : undefined
    } },
    found: /another question/,
    says: /row 1, record TEST-503_2F2000_2F2026 is said not to exist/
  },
  'a status that nobody looks at': {
    parts: {
      list: async (http, { offset, limit }, call) => {
        const { value } = await http.json<{ total: number; data: Izin[] } | undefined>({ path: '/izin',
          query: { mulai: offset, jumlah: limit }, stage: 'list' }, call)
        if (value === undefined) throw new SystemFault('unreadable', { stage: 'list', detail: 'sent no list' })
        return { rows: value.data, end: offset + value.data.length >= value.total }
      }
    },
    found: /HTTP 400/,
    says: /list licences takes it for an answer: 20 rows/
  },
  'a look-up that does not compare': {
    parts: { get: async (http, key, call) => {
      if (!/^[\w/]+$/.test(key)) return undefined
      const { value } = await http.json<Izin>({ path: ['izin', key], accept404: true, stage: 'get' }, call)
      return value
    } },
    found: /another question/,
    says: /row 2, record TEST-503_2F1999_2F2026 is another record when the system answers with another/
  },
  'a second request whose failure is lost': {
    parts: {
      async list(http, query, call) {
        const page = await sound.list(http, { ...query, limit: Math.ceil(query.limit / 2) }, call)
        if (page.end || query.limit < 2) return page
        const rest = await sound.list(http, { ...query, offset: query.offset + page.rows.length,
          limit: query.limit - page.rows.length }, call).catch(() => ({ rows: [], end: false }))
        return { rows: [...page.rows, ...rest.rows], end: rest.end }
      }
    },
    found: /one of several requests/,
    says: /list licences, its last of 2 requests takes what is left for an answer: 10 rows/
  },
  'a shape that is not checked': {
    parts: { list: async (http, { offset, limit }, call) => {
      const { value } = await http.json<{ total: number; data: Izin[] }>({ path: '/izin',
        query: { mulai: offset, jumlah: limit }, stage: 'list' }, call)
      return { rows: value.data, end: offset + value.data.length >= value.total }
    } },
    found: /null in place of the data/,
    says: /breaks: TypeError/
  },
  'a call without its signal': {
    parts: { list: (http, query, call) => sound.list(http, query, { ...call, signal: new AbortController().signal }) },
    found: /no answer ends with the time-out/,
    says: /does not end when it is told to/
  },
  'a caller who leaves and is not told on': {
    parts: {
      list: (http, query, call) =>
        Promise.race([sound.list(http, query, { ...call, signal: new AbortController().signal }),
          new Promise<never>((_, reject) => {
            call.signal.addEventListener('abort', () => {
              reject(call.signal.reason as Error)
            })
          })])
    },
    found: /lets go of the system/,
    says: /the system still works for it/
  },
  'an error with the address in it': {
    parts: { list: async (http, query, call) => {
      try {
        return await sound.list(http, query, call)
      } catch (cause) {
        throw new SystemFault('failed', { stage: 'list', detail: 'failed with x-key kunci-5f1c', cause })
      }
    } },
    found: /no secret and no payload/,
    after: /HTTP 500/,
    says: /holds a secret of the settings/
  },
  'an error with the answer in it': {
    parts: {
      list: async (http, query, call) => {
        const answer = await http.send({ path: '/izin', query: { mulai: query.offset, jumlah: query.limit },
          stage: 'list' }, call)
        if (answer.status >= 400) throw new SystemFault('failed', { stage: 'list', detail: answer.text() })
        return sound.list(http, query, call)
      }
    },
    found: /no secret and no payload/,
    after: /HTTP 500/,
    says: /repeats the system's answer/
  },
  'a connection that is kept': { parts: { close: async () => {} }, found: /closed client/, says: /stay open/ }
}

for (const [name, { parts = {}, server, found, says, after }] of Object.entries(mistakes)) {
  t.test(`finds ${name}`, async t => {
    const results = await run(permitsAdapter(parts), conformanceOf(server),
      after === undefined ? found : new RegExp(`${after.source}|${found.source}`))
    const check = results.find(result => found.test(result.name) && result.state === 'failed')
    t.ok(check, `failed: ${failedOf(results).join('; ')}`)
    t.match(
      JSON.stringify(check?.failures.map(({ where, what, value }) => `${where} ${what} ${value}`)).replaceAll('\\"',
        '"'),
      says
    )
    t.ok(check?.failures.every(({ fix }) => fix.length > 10), 'and says what to do')
  })
}

t.test('what keeps others from being checked is told once', async t => {
  const results = await run(permitsAdapter({ list: async () => {
    throw new SystemFault('failed', { stage: 'list', detail: 'is under repair' })
  }, get: async () => undefined }))
  t.same(failedOf(results), ['licences: every record fits the contract', 'a refused connection is told',
    "an error in the system's own words is told", 'wrong credentials are told as denied'])
  t.match(saidOf(results, /fits/), 'licences, page 1 (offset 0): the call failed: SystemFault: is under repair')
  t.match(results.find(({ name }) => name.includes('pages of any size'))?.note,
    'it could not be read, as is said above')
})

t.test('finds a rejection that nobody handles', async t => {
  // In a process of its own: here tap would take it for a failure of this test.
  const script = fileURLToPath(new URL('lost-rejection.ts', import.meta.url))
  const { stdout, status } = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 30_000,
    env: { ...process.env, NODE_OPTIONS: '' } })
  t.equal(status, 0, 'and the process stays up')
  t.match(JSON.parse(stdout), ['nothing is left to fall on the process'])
})
