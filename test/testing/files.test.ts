import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { Type } from 'typebox'
import { startLegacySystem } from '../../demo/legacy-system.ts'
import { type Adapter, type Call, createFiles, defineAdapter, type FilesClient, readCsv, reader,
  SystemFault } from '../../src/kit/index.ts'
import { type Conformance, defineConformance } from '../../src/testing/index.ts'
import { failedOf, type Izin, rows, run, saidOf, sound } from './permits.ts'

const columns = Object.keys(rows[0]!) as (keyof Izin)[]

interface Parts {
  rows(files: FilesClient, call: Call): AsyncIterable<Izin>
  newest(files: FilesClient, call: Call): Promise<{ version: string; producedAt: string } | undefined>
}

const lines = (files: FilesClient, call: Call, lastLineEnds: boolean): AsyncIterable<Izin> =>
  readCsv<Izin>(bytesOf(files, call), { required: columns, lastLineEnds })

async function* bytesOf(files: FilesClient, call: Call): AsyncGenerator<Buffer> {
  yield* await files.open('izin.csv', call) as AsyncIterable<Buffer>
}

const good: Parts = {
  async newest(files, call) {
    const [file] = await files.list('izin.csv', call)
    return file && { version: `${file.size}@${file.modifiedAt}`, producedAt: '2026-11-20T02:00:00+07:00' }
  },
  // The file of totals beside it says how many there are.
  async *rows(files, call) {
    const wanted = Number((await files.read('jumlah.txt', call)).toString())
    let count = 0
    for await (const row of lines(files, call, true)) {
      count++
      yield row
    }
    if (count !== wanted)
      throw new SystemFault('truncated', { stage: 'check', detail: `holds ${count} rows of ${wanted}` })
  }
}

function adapterOf(broken: Partial<Parts> = {}): Adapter {
  const parts = { ...good, ...broken }
  return defineAdapter({
    product: 'permit-files',
    title: 'Permits by file',
    version: 1,
    needsUrl: false,
    settings: Type.Object({
      files: Type.Object({ url: Type.String(), password: Type.Optional(Type.String({ writeOnly: true })) })
    }),
    connect: ({ files }): FilesClient => createFiles(files),
    probe: async (files: FilesClient, call) => void (await files.list('izin.csv', call)),
    close: (files: FilesClient) => files.close(),
    resources: {
      licences: reader('licences', {
        order: 'updated',
        pageSize: 100,
        freshness: { fresh: 1, revalidate: 1, on_error: 1 },
        snapshot: { newest: (files: FilesClient, call) => parts.newest(files, call),
          rows: (files: FilesClient, _version, call) => parts.rows(files, call) },
        map: (row: Izin, tools) => sound.map(row, tools)
      })
    }
  })
}

const list = [columns.join(','), ...rows.map(row => columns.map(name => row[name]).join(','))].map(line =>
  `${line}\r\n`
).join('')

const leave = (text: Buffer): Conformance =>
  defineConformance({
    async start() {
      const folder = await mkdtemp(join(tmpdir(), 'satu-permits-'))
      await writeFile(join(folder, 'izin.csv'), text)
      await writeFile(join(folder, 'jumlah.txt'), String(rows.length))
      return { url: '', settings: { files: { url: pathToFileURL(folder).href } }, isCounted: true,
        stop: () => rm(folder, { recursive: true }) }
    }
  })

const declared = leave(Buffer.from(list))

const overFtp = defineConformance({
  async start() {
    const files = Object.entries({ 'izin.csv': list, 'jumlah.txt': String(rows.length) }).map(([name, text]) => ({ name,
      bytes: Buffer.from(text), modifiedAt: new Date('2026-11-20T02:00:00Z') })
    )
    const server = await startLegacySystem({ id: 'permits', login: { user: 'satu', password: 'sandi-77ab' },
      files: () => files, environment: () => ({}) })
    return { url: '', settings: { files: { url: server.url.replace('//', '//satu@'), password: 'sandi-77ab' } },
      stop: () => server.stop() }
  }
})

t.test('a sound adapter of files passes', async t => {
  const results = await run(adapterOf(), declared)
  t.same(failedOf(results), [])
  t.ok(results.some(({ name }) => name.startsWith('half a file')))
})

t.test('a sound adapter of files on an FTP server passes', async t => {
  const results = await run(adapterOf(), overFtp)
  t.same(failedOf(results), [])
  for (const name of [/^half a file/, /^no answer ends/, /^wrong credentials/])
    t.equal(results.find(result => name.test(result.name))?.state, 'ok', name.source)
})

t.test('finds what a file on an FTP server loses', async t => {
  const results = await run(
    adapterOf({ rows: (files, call) => readCsv<Izin>(bytesOf(files, call), { ragged: 'fill' }) }),
    overFtp,
    /half a file/
  )
  t.match(saidOf(results, /half a file/), 'read licences, izin.csv: takes it for whole')
})

t.test('finds half a file that is taken for whole', async t => {
  const results = await run(
    adapterOf({ rows: (files, call) => readCsv<Izin>(bytesOf(files, call), { ragged: 'fill' }) }),
    declared,
    /whole|no records|HTML|second half/
  )
  t.match(saidOf(results, /half a file/), 'read licences, izin.csv: takes it for whole')
  t.match(saidOf(results, /HTML page/), 'takes it for whole')
})

t.test('finds a file without end that nothing is checked by', async t => {
  const results = await run(adapterOf({ rows: (files, call) => lines(files, call, true) }), declared,
    /last part|missing file/)
  t.same(failedOf(results), [], 'as long as its cut goes through a line')
})

t.test('finds a line that is missing in a file that is counted', async t => {
  const results = await run(adapterOf({ rows: (files, call) => lines(files, call, true) }), declared, /lacks a line/)
  t.match(saidOf(results, /lacks a line/), 'read licences, izin.csv: takes it for whole')
})

t.test('finds a reader that breaks', async t => {
  const broken: Partial<Parts> = { async *rows(files, call) {
    yield* (await files.read('izin.csv', call)).toString().trim().split('\r\n').slice(1).map(line =>
      ({ nomor: line.split(',')[0]!.slice(0, 4) + line.split(',')[4]!.trim() }) as Izin
    )
  } }
  t.match(saidOf(await run(adapterOf(broken), declared, /HTML page/), /HTML page/),
    /read licences, izin.csv: (?:breaks: TypeError|takes it for whole)/)
})

t.test('finds letters that are lost', async t => {
  const broken: Partial<Parts> = { rows: (files, call) => readCsv<Izin>(lossy(files, call), { required: columns }) }
  async function* lossy(files: FilesClient, call: Call): AsyncGenerator<Buffer> {
    yield Buffer.from((await files.read('izin.csv', call)).toString())
  }
  t.match(saidOf(await run(adapterOf(broken), declared, /character set/), /character set/),
    'licences: holds letters that were lost (U+FFFD)')
})

t.test('finds letters that are garbled', async t => {
  const [latin, broken]: [Conformance, Partial<Parts>] = [
    leave(Buffer.from(list.replaceAll('Surat Izin Usaha', 'Izin Café'), 'latin1')),
    { rows: (files, call) => readCsv<Izin>(bytesOf(files, call), { required: columns, charset: 'windows-1252' }) }
  ]
  t.match(saidOf(await run(adapterOf(broken), latin, /character set/), /character set/),
    'licences: holds letters that were garbled')
})

t.test('finds rows that are no plain data', async t => {
  const broken: Partial<Parts> = { async *rows(files, call) {
    for await (const row of good.rows(files, call))
      yield { ...row, jenis: { toJSON: () => 'SIUP' } as unknown as string }
  } }
  const results = await run(adapterOf(broken), declared, /pure/)
  t.match(saidOf(results, /pure/), /another record when the row was kept as JSON/)
})

t.test('finds a file that is kept open', async t => {
  const broken: Partial<Parts> = {
    async *rows(files, call) {
      const stream = await files.open('izin.csv', { ...call, signal: new AbortController().signal })
      stream.pause()
      yield* good.rows(files, call)
    }
  }
  t.match(saidOf(await run(adapterOf(broken), declared, /lets go of the files/), /lets go/), /holds izin.csv.* open/)
})
