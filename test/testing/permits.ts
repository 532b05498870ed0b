import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Type } from 'typebox'
import { loadContract } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { createCity } from '../../src/gateway/systems/city.ts'
import { type Adapter, type Call, compact, createHttp, defineAdapter, type HttpClient, type ListQuery, type Mapped,
  type MapTools, type NumberForm, type Page, reader, SystemFault } from '../../src/kit/index.ts'
import { type Conformance, defineConformance, type Result, runConformance } from '../../src/testing/index.ts'
import { loadConfig } from '../suites/config.ts'

/** A permit of a small system made for these tests. */
export interface Izin {
  nomor: string
  pemegang: string
  telp: string
  jenis: string
  nama_izin: string
  terbit: string
  ubah: string
  sts: string
}

const KEY = 'kunci-5f1c'

/** Newest first; two of them of the same second. */
export const rows: readonly Izin[] = Array.from({ length: 47 }, (_, i) => ({
  nomor: `503/${String(2_000 - i)}/2026`,
  pemegang: `WARGA NOMOR ${'ABCDEFGHIJ'[i % 10]}`,
  telp: `0812000${String(10_000 + i)}`,
  jenis: ['SIUP', 'TDP'][i % 2]!,
  nama_izin: 'Surat Izin Usaha',
  terbit: '03/02/2026',
  ubah: `2026-02-${String(28 - Math.floor(i / 2)).padStart(2, '0')} 09:15:00`,
  sts: i % 5 === 0 ? 'B' : 'A'
}))

export interface PermitsServer {
  /** Rows that the list gives, in its order. */
  rows?: readonly unknown[]
}

/** The small system: JSON over HTTP, a key in a header. */
export async function startPermits({ rows: held = rows }: PermitsServer = {}) {
  let isIll = false
  const server = createServer((request, response) => {
    if (isIll)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"galat":"Lost connection to MySQL server"}')
    else answer(request, response, held as readonly Izin[])
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: async (isFailing: boolean) => {
      isIll = isFailing
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
  }
}

function answer(request: IncomingMessage, response: ServerResponse, held: readonly Izin[]): void {
  const json = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (request.headers['x-key'] !== KEY) return json(401, { pesan: 'kunci salah' })
  const sejak = searchParams.get('sejak') ?? ''
  const matching = held.filter(({ ubah }) => ubah >= sejak)
  const mulai = Number(searchParams.get('mulai'))
  if (pathname === '/izin')
    return json(200, { total: matching.length,
      data: matching.slice(mulai, mulai + Number(searchParams.get('jumlah'))) })
  const found = held.find(({ nomor }) => `/izin/${encodeURIComponent(nomor)}` === pathname)
  return found === undefined ? json(404, { pesan: 'tidak ada' }) : json(200, found)
}

/** What a test may break. */
export interface Parts {
  list(http: HttpClient, query: ListQuery, call: Call): Promise<Page<unknown>>
  get(http: HttpClient, key: string, call: Call): Promise<unknown>
  map(row: Izin, tools: MapTools): Mapped<'licences'>
  close(http: HttpClient): Promise<void>
  order: 'canonical' | 'updated' | 'none'
  handsOnTls: boolean
  numbers: readonly NumberForm<HttpClient>[]
}

export const sound: Parts = {
  order: 'updated',
  handsOnTls: true,
  numbers: [{ name: { id: 'nomor izin', en: 'number of a permit' }, example: '503/2000/2026',
    pattern: /^503(\d{4})(20\d\d)$/, keys: ([, count, year]) => [`503/${count}/${year}`] }],
  async list(http, { offset, limit, filters }, call) {
    const sejak = filters.updated_since?.slice(0, 19).replace('T', ' ')
    const { status, value } = await http.json<{ total: number; data: Izin[] }>({ path: '/izin',
      query: { mulai: offset, jumlah: limit, sejak }, stage: 'list permits' }, call)
    if (status >= 400) throw fault('rejected', `answered with status ${status}`)
    if (!Array.isArray(value?.data) || typeof value.total !== 'number') throw fault('unreadable', 'sent no list')
    return { rows: value.data, end: offset + value.data.length >= value.total }
  },
  async get(http, key, call) {
    if (!/^[\w/]+$/.test(key)) return undefined
    const { status, value } = await http.json<Izin>({ path: ['izin', key], accept404: true, stage: 'get a permit' },
      call)
    if (status === 404) return undefined
    if (status >= 400) throw fault('rejected', `answered with status ${status}`)
    if (value?.nomor !== key) throw fault('unreadable', 'sent another permit')
    return value
  },
  map(row, { read }) {
    const number = read.text('number', row.nomor)
    const issued_on = read.date('issued_on', row.terbit)
    const name = read.name('holder.name', row.pemegang)
    const updatedAt = read.dateTime('source.updated_at', row.ubah)
    if (number === undefined || issued_on === undefined || name === undefined || updatedAt === undefined)
      throw new Error('has no number, date or holder')
    return {
      key: number,
      updatedAt,
      record: compact<Mapped<'licences'>['record']>({
        identifiers: [],
        number,
        issued_on,
        permit_type: row.jenis,
        permit_name: read.text('permit_name', row.nama_izin),
        status: { code: read.code('status.code', row.sts, { A: 'active', B: 'suspended' }, { required: true }),
          raw_code: row.sts },
        holder: compact<Mapped<'licences'>['record']['holder']>({ name, phone: read.phone('holder.phone', row.telp) })
      })
    }
  },
  close: http => http.close()
}

function fault(kind: 'rejected' | 'unreadable', detail: string): SystemFault {
  return new SystemFault(kind, { stage: 'permits', detail })
}

export function permitsAdapter(broken: Partial<Parts> = {}): Adapter {
  const parts = { ...sound, ...broken }
  return defineAdapter({
    product: 'permits',
    title: 'Permits of a small office',
    version: 1,
    settings: Type.Object({ key: Type.String({ writeOnly: true }) }),
    connect: ({ key }, { url, tls }): HttpClient =>
      createHttp({ url, headers: { 'x-key': key }, ...(parts.handsOnTls && { tls }) }),
    async probe(http: HttpClient, call) {
      await parts.list(http, { offset: 0, limit: 1, filters: {} }, call)
    },
    close: parts.close,
    resources: {
      licences: reader('licences', {
        order: parts.order,
        pageSize: 20,
        numbers: parts.numbers,
        filters: ['updated_since'],
        freshness: { fresh: 1, revalidate: 1, on_error: 1 },
        list: parts.list,
        get: parts.get,
        map: (row: Izin, tools) => parts.map(row, tools)
      })
    }
  })
}

const contract = loadContract()
const validation = createValidation(contract)
const city = createCity(loadConfig({ file: 'config/bandung.yaml', env: {}, skipEnvironment: true }))

export function conformanceOf(server: PermitsServer = {}, more: Partial<Conformance> = {}): Conformance {
  return defineConformance({
    start: async () => ({ ...(await startPermits(server)), settings: { key: KEY },
      holds: { licences: (server.rows ?? rows).length } }),
    ...more
  })
}

export function run(adapter: Adapter, declared: Conformance = conformanceOf(), wanted?: RegExp): Promise<Result[]> {
  return runConformance({ adapter, declared, city, contract, validation, ...(wanted && { wanted }) })
}

/** What is said of the first failed check whose name fits. */
export function saidOf(results: readonly Result[], name: RegExp): string {
  const check = results.find(result => name.test(result.name) && result.state === 'failed')
  return (check?.failures ?? []).map(({ where, what }) => `${where}: ${what}`).join('\n')
}

/** Names of the checks that failed. */
export function failedOf(results: readonly Result[]): string[] {
  return results.filter(({ state }) => state === 'failed').map(({ name }) => name)
}
