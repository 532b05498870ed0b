import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import { driftedXml, isoDay, type Update } from '../drifting.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { whenAsked } from '../when-asked.ts'
import { createApplications } from './transport-applications.ts'
import { createIncidents } from './transport-incidents.ts'
import { createPermits, type Dated } from './transport-permits.ts'
import { createReports, type Laporan, reportRefusal } from './transport-reports.ts'
import { faultAnswer, readSoapRequest, rowAnswer, rowsAnswer, type SoapRequest } from './transport-soap.ts'
import { PERMIT_TYPES } from './transport-types.ts'
import { describeService } from './transport-wsdl.ts'

const PATH = '/ws/izin.php'
const USER = 'satu'
const PASSWORD = 'demo-dishub-only'
const MOST_ROWS = 50
const update: Update = {
  mark: 'item',
  field: { name: 'KD_KANAL', value: 'WA' },
  code: { name: 'STATUS', value: 'BANDING' },
  type: { name: 'TGL_LAPOR', write: isoDay }
}

export interface TransportOptions {
  now?: () => number
}

/** The transport agency's permits and traffic log (fictional): SOAP 1.1 RPC, every error a fault with HTTP 200. */
export function createTransportSystem(city: DemoCity, { now = Date.now }: TransportOptions = {}): LegacyProtocol {
  // Applications leave their numbers in the permits that they led to.
  const tables = whenAsked(() => {
    const permits = createPermits(city)
    return { permits, applications: createApplications(city, permits) }
  })
  const incidents = whenAsked(() => createIncidents(city))
  const taken: Laporan[] = []
  const desk = whenAsked(() => createReports(city, incidents(), taken, now))
  const operations: Readonly<Record<string, (request: SoapRequest) => Answer>> = {
    DaftarIzin: request => list(request, tables().permits, 'NOMOR_IZIN', 'STATUS'),
    DetailIzin: request => detail(request, tables().permits, 'NOMOR_IZIN', request.parameters['nomor']),
    DaftarPermohonan: request => list(request, tables().applications, 'NO_AGENDA', 'KD_STATUS'),
    DetailPermohonan: request => detail(request, tables().applications, 'NO_AGENDA', request.parameters['agenda']),
    DaftarKejadian: request => list(request, incidents(), 'NO_LAPORAN', 'STATUS'),
    DetailKejadian: request => detail(request, incidents(), 'NO_LAPORAN', request.parameters['nomor']),
    LaporKejadian: request => desk().lapor(request),
    CariLaporan: request => desk().cari(request),
    JenisIzin: ({ operation }) => rowsAnswer(operation, PERMIT_TYPES, PERMIT_TYPES.length)
  }

  return {
    id: 'transport',
    operation({ url, body }) {
      if (url.searchParams.has('wsdl')) return 'wsdl'
      const operation = readSoapRequest(body)?.operation ?? ''
      return Object.hasOwn(operations, operation) ? operation : 'unknown'
    },
    answer(exchange) {
      const { url, body } = exchange
      if (url.pathname !== PATH) return { status: 404, body: 'Not Found' }
      if (url.searchParams.has('wsdl'))
        return { headers: { 'content-type': 'text/xml' }, body: describeService(addressOf(exchange)) }
      const request = readSoapRequest(body)
      if (!request) return faultAnswer('Client', 'error in msg parsing: xml was empty or not well-formed')
      if (!Object.hasOwn(operations, request.operation)) {
        return faultAnswer('Client', `Operation '${request.operation}' is not defined in the WSDL for this service`)
      }
      const { user, password } = request.parameters
      if (user !== USER || password !== PASSWORD) return faultAnswer('Client', 'Login gagal: user atau password salah')
      return operations[request.operation]?.(request) ?? faultAnswer('Server', 'Kesalahan sistem')
    },
    drifted: (answer, change) => driftedXml(answer, change, update),
    failure: () => faultAnswer('Server', 'Kesalahan sistem: koneksi ke basis data terputus'),
    refusal: ({ body }) => (readSoapRequest(body)?.operation === 'LaporKejadian' ? reportRefusal : undefined),
    records: () => taken,
    environment: url => ({ TRANSPORT_URL: url, TRANSPORT_USER: USER, TRANSPORT_PASSWORD: PASSWORD })
  }
}

/** Rows are counted from 1. Without `urut` they come by number. */
function list<Row extends object>(
  { operation, parameters }: SoapRequest,
  table: readonly Dated<Row>[],
  key: keyof Row,
  state: keyof Row
): Answer {
  const first = Number(parameters['mulai'] ?? 1)
  const count = Number(parameters['jumlah'] ?? MOST_ROWS)
  if (!(first >= 1)) return faultAnswer('Client', 'Parameter mulai dihitung dari 1')
  if (!(count >= 1 && count <= MOST_ROWS)) return faultAnswer('Client', `Parameter jumlah maksimal ${MOST_ROWS}`)
  const wanted = parameters['status']
  const found = wanted ? table.filter(({ row }) => row[state] === wanted) : table
  const sorted = parameters['urut'] === 'TGL_UBAH'
    ? found
    : found.toSorted((a, b) => (a.row[key] < b.row[key] ? -1 : 1))
  const rows = sorted.slice(first - 1, first - 1 + count).map(({ row }) => row)
  return rowsAnswer(operation, rows, found.length)
}

function detail<Row extends object>(
  { operation }: SoapRequest,
  table: readonly Dated<Row>[],
  key: keyof Row,
  wanted: string | undefined
): Answer {
  const found = wanted ? table.find(({ row }) => row[key] === wanted) : undefined
  return found ? rowAnswer(operation, found.row) : faultAnswer('Server', 'Data tidak ditemukan')
}

function addressOf({ request, url }: Exchange): string {
  return `http://${request.headers.host ?? url.host}${PATH}`
}
