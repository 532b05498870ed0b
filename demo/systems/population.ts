import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { whenAsked } from '../when-asked.ts'
import { type Biodata, createBiodataRegister } from './population-biodata.ts'

export interface PopulationOptions {
  /** Calls a day that the agreement allows. */
  quota?: number
  /** Addresses that may connect. */
  clients?: readonly string[]
}

const CONSUMER = 'satu'
const USER = 'satu3273'
const PASSWORD = 'demo-siak-only'
/** The address that the agreement names; callers repeat it in every body. */
const AGREED_IP = '10.73.1.20'

const PATH = /^\/dukcapil\/get_json\/32-73\/([^/]+)\/(call_nik|CALL_NIK_GET_KK)$/

/** SIAK's look-up service: credentials in the body, everything in one Spring page, errors included. */
export function createPopulationSystem(city: DemoCity, options: PopulationOptions = {}): LegacyProtocol {
  const { quota = 100_000, clients = ['127.0.0.1', '::1'] } = options
  const register = whenAsked(() => createBiodataRegister(city))
  const used = { day: '', calls: 0 }

  function refusal(exchange: Exchange, request: Record<string, string>): string | undefined {
    const client = exchange.request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
    if (!clients.includes(client)) return 'IP Client  Tidak terdaftar'
    if (request['user_id'] !== USER || request['password'] !== PASSWORD) return 'Login Gagal'
    if (request['ip_user'] !== AGREED_IP) return 'IP Address Tidak Sesuai'
    const today = jakartaDay()
    if (used.day !== today) Object.assign(used, { day: today, calls: 0 })
    used.calls += 1
    return used.calls > quota ? 'Kuota Akses Hari ini telah Habis' : undefined
  }

  return {
    id: 'population',
    operation: ({ url }) => PATH.exec(url.pathname)?.[2] ?? 'unknown',
    answer(exchange) {
      const [, consumer, method] = PATH.exec(exchange.url.pathname) ?? []
      if (consumer !== CONSUMER) return springError(404, 'Not Found', exchange)
      if (exchange.request.method !== 'POST') return springError(405, 'Method Not Allowed', exchange)
      const request = readRequest(exchange.body)
      if (!request) return springError(400, 'Bad Request', exchange)
      const respon = refusal(exchange, request)
      if (respon) return json(page([{ RESPON: respon }]))
      const nik = request['nik']
      if (!nik) return json({})
      const found = method === 'call_nik' ? register().byNik(nik) : register().familyOf(nik)
      return json(page(found.length > 0 ? found : [{ RESPON: 'Data Tidak Ditemukan' }]))
    },
    // What the real one does when its database is away.
    failure: () => json({}),
    records: () => [],
    environment: url => ({ POPULATION_URL: url, POPULATION_USER: USER, POPULATION_PASSWORD: PASSWORD })
  }
}

/** Field names in whatever spelling: consumers' manuals have `nik` and `NIK`, `ip_user`, `IP_USER` and `ip_address`. */
function readRequest(body: Buffer): Record<string, string> | undefined {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.entries(value).map(([name, field]) => [name.toLowerCase(), String(field)] as const)
  const request = Object.fromEntries(entries)
  return { ...request, ip_user: request['ip_user'] ?? request['ip_address'] ?? '' }
}

function page(content: Biodata[]): object {
  return {
    content,
    lastPage: true,
    numberOfElements: content.length,
    sort: null,
    totalElements: content.length,
    firstPage: true,
    number: 0,
    size: content.length
  }
}

function json(value: object): Answer {
  return { headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(value) }
}

function springError(status: number, error: string, { url }: Exchange): Answer {
  const body = { timestamp: Date.now(), status, error, message: error, path: url.pathname }
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(body) }
}

function jakartaDay(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
}
