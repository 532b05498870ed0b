import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Type } from 'typebox'
import { type Adapter, type Call, createHttp, defineAdapter, type HttpAnswer, type HttpClient, parseJson, SystemFault,
  type Write, type WriteBodies, type Writer, writeStatusFault } from '../../src/kit/index.ts'
import { type Conformance, defineConformance } from '../../src/testing/index.ts'

type NewComplaint = WriteBodies['complaints']['create']
interface Laporan {
  nomor: string
  rujukan: string
  isi: string
}

/** A small system made for these tests, which takes complaints and compares nothing. */
export async function startDesk() {
  const kept: Laporan[] = []
  let mode: 'well' | 'ill' | 'refusing' = 'well'
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
    })
    request.on('end', () => {
      const say = (value: unknown): void =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      const { searchParams } = new URL(request.url ?? '/', 'http://desk')
      if (mode === 'ill') return say({ galat: 'Lost connection to MySQL server' })
      if (request.method === 'GET')
        return say({ versi: 'Layanan Pengaduan 1.2.0',
          data: kept.filter(({ rujukan }) => rujukan === searchParams.get('rujukan')) })
      if (mode === 'refusing') return say({ tolak: 'isi' })
      const sent = JSON.parse(Buffer.concat(chunks).toString()) as Omit<Laporan, 'nomor'>
      kept.push({ nomor: String(1_000 + kept.length), ...sent })
      say({ nomor: kept.at(-1)?.nomor })
    })
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    written: (receipt: string) => kept.filter(({ rujukan }) => rujukan === receipt).length,
    fail: async (isFailing: boolean) => {
      mode = isFailing ? 'ill' : 'well'
    },
    refuse: async (isRefusing: boolean) => {
      mode = isRefusing ? 'refusing' : 'well'
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

const stage = 'push a complaint'

/** What came of a push; a test may judge it otherwise. */
export async function push(http: HttpClient, { body, receipt }: Write<NewComplaint>, call: Call): Promise<HttpAnswer> {
  return http.send({ path: '/laporan', json: { rujukan: receipt, isi: body.description }, stage }, call)
}

export function judge(answer: HttpAnswer): { key: string } {
  const fault = writeStatusFault(answer, stage)
  if (fault) throw fault
  const value = (parseJson(answer.text(), stage, answer.contentType) ?? {}) as { nomor?: string; tolak?: string;
    galat?: string }
  if (value.tolak !== undefined)
    throw new SystemFault('rejected', { stage, detail: 'does not take this text',
      fields: [{ field: 'description', detail: 'is not accepted' }] })
  if (value.galat !== undefined) throw new SystemFault('failed', { stage, detail: 'reported an error of its own' })
  if (value.nomor === undefined) throw new SystemFault('unreadable', { stage, detail: 'gave no number' })
  return { key: value.nomor }
}

export const sound: Required<Pick<Writer<NewComplaint, HttpClient>, 'send' | 'find'>> = {
  send: async (http, write, call) => judge(await push(http, write, call)),
  async find(http, { receipt }, call) {
    const { status, value } = await http.json<{ data?: Laporan[] } | null>({ path: '/laporan',
      query: { rujukan: receipt }, stage: 'look for a complaint' }, call)
    if (status >= 400 || !Array.isArray(value?.data))
      throw new SystemFault(typeof value === 'object' && value !== null && 'galat' in value ? 'failed' : 'unreadable', {
        stage: 'look for a complaint',
        detail: 'sent no list'
      })
    const found = value.data.find(({ rujukan }) => rujukan === receipt)
    return found && { key: found.nomor }
  }
}

export function deskAdapter(writer: Writer<NewComplaint, HttpClient> = sound): Adapter {
  return defineAdapter({
    product: 'desk',
    title: 'Complaints of a small office',
    version: 1,
    settings: Type.Object({}),
    connect: (_, { url, tls }): HttpClient => createHttp({ url, ...(tls && { tls }) }),
    probe: async (http: HttpClient, call) =>
      void (await sound.find(http, { receipt: 'PROBE', key: undefined, body: { description: '' }, acceptedAt: '' },
        call)),
    close: (http: HttpClient) => http.close(),
    resources: {},
    writes: { complaints: { create: writer } }
  })
}

export function deskConformance(more: object = {}): Conformance {
  return defineConformance({
    start: async () => ({ ...(await startDesk()),
      writes: { complaints: { create: { description: 'Lampu jalan di depan taman mati.' } } }, ...more })
  })
}
