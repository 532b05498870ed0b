import type { DemoCity } from '../city/city.ts'
import type { Answer, Exchange, LegacyProtocol } from '../legacy-system.ts'
import { isXml, readLapor, readPush, xmlAnswer, xmlError, type Push } from './complaints-push.ts'
import { createReports, lastChange, legacyTime, trackingId, type Report } from './complaints-records.ts'
import { createTokens } from './complaints-tokens.ts'
import { topics } from './complaints-topics.ts'

export interface ComplaintsOptions {
  now?: () => number
  /** How long a token lives; ten minutes unless told. */
  tokenMs?: number
  /** How many calls a token allows. */
  tokenCalls?: number
}

const API_KEY = 'demo-lapor-only'
const MAX_ROWS = 100

const operations: Readonly<Record<string, string>> = {
  '/api/stream/gettoken': 'getstreamtoken',
  '/api/stream/addstream': 'addstream',
  '/api/services/f01/gettoken': 'gettoken',
  '/api/services/f01/gettopics': 'gettopics',
  '/api/services/f01/getstreams': 'getstreams',
  '/api/services/f01/getstream': 'getstream'
}

/**
 * LAPOR: reports are pushed as XML and pulled by form POSTs with a token. Its push and `gettopics` are public
 * knowledge; the token calls, `getstreams` and `getstream` are a plausible simulation of what is closed today.
 */
export function createComplaintsSystem(city: DemoCity, options: ComplaintsOptions = {}): LegacyProtocol {
  const { now = Date.now, tokenMs = 600_000, tokenCalls = 1000 } = options
  const limits = { now, lifeMs: tokenMs, calls: tokenCalls }
  const pullTokens = createTokens('KT', limits)
  const pushTokens = createTokens('PT', limits)
  const reports = createReports(city)
  const pushes: Push[] = []
  let published = publish(reports)

  function pull(operation: string, form: URLSearchParams): Answer {
    if (operation === 'gettoken') {
      if (form.get('api_key') !== API_KEY) return jsonError('API key tidak dikenal')
      return json({ status: 'ok', KEYTOKEN: pullTokens.issue(), masa_berlaku: String(tokenMs / 1000) })
    }
    const wrong = pullTokens.spend(form.get('KEYTOKEN') ?? undefined)
    if (wrong !== undefined) return jsonError(wrong === 'expired' ? 'Token kadaluarsa' : 'Token tidak valid')
    if (operation === 'gettopics') return json(topics)
    if (operation === 'getstreams') return json(page(published, form))
    const found = published.find(report => report.trackingid !== '' && report.trackingid === form.get('trackingid'))
    return found ? json({ status: 'ok', data: shown(found) }) : jsonError('Data tidak ditemukan')
  }

  function push(operation: string, exchange: Exchange): Answer {
    if (!isXml(exchange)) return xmlError('Content-Type harus text/xml')
    const document = readLapor(exchange.body)
    if (document === undefined) return xmlError('Format XML tidak valid')
    const attributes = document.get('lapor')?.attributes ?? {}
    if (operation === 'getstreamtoken') {
      if (attributes['apikey'] !== API_KEY) return xmlError('API key tidak dikenal')
      return xmlAnswer({ status: 'ok', token: pushTokens.issue(), masaberlaku: String(tokenMs / 1000) })
    }
    const wrong = pushTokens.spend(attributes['token'])
    if (wrong !== undefined) return xmlError(wrong === 'expired' ? 'Token kadaluarsa' : 'Token tidak valid')
    const { pelapor, laporan } = readPush(document)
    if (laporan.isi === '') return xmlError('Isi laporan tidak boleh kosong')
    const written = add(pelapor, laporan)
    return xmlAnswer({ status: 'ok', trackingid: written.trackingid, transaksiid: written.transaksiid })
  }

  function add(pelapor: Push['pelapor'], laporan: Push['laporan']): Push {
    const written: Push = {
      trackingid: trackingId(reports.length),
      transaksiid: `TRX${String(pushes.length + 1).padStart(6, '0')}`,
      tanggal: legacyTime(now()),
      pelapor,
      laporan
    }
    pushes.push(written)
    reports.push(reportOf(written))
    published = publish(reports)
    return written
  }

  return {
    id: 'complaints',
    operation: ({ url }) => operations[url.pathname] ?? 'unknown',
    answer(exchange) {
      const operation = operations[exchange.url.pathname]
      if (operation === undefined) return notFound()
      const pushing = exchange.url.pathname.startsWith('/api/stream/')
      if (exchange.request.method !== 'POST') return pushing ? xmlError('Method tidak diizinkan') : jsonError('Method tidak diizinkan')
      return pushing ? push(operation, exchange) : pull(operation, new URLSearchParams(exchange.body.toString('utf8')))
    },
    failure({ url }) {
      const message = 'Terjadi kesalahan pada database'
      return url.pathname.startsWith('/api/stream/') ? xmlError(message) : jsonError(message)
    },
    records: () => pushes,
    environment: url => ({ COMPLAINTS_URL: url, COMPLAINTS_KEY: API_KEY })
  }
}

/** Newest change first; what is confidential never leaves by pull. */
function publish(reports: readonly Report[]): Report[] {
  const changes = new Map(reports.map(report => [report, lastChange(report)]))
  return reports
    .filter(report => !report._rahasia)
    .sort((a, b) => (changes.get(a)! < changes.get(b)! ? 1 : changes.get(a)! > changes.get(b)! ? -1 : 0))
}

function page(published: readonly Report[], form: URLSearchParams) {
  const start = Math.max(0, Number(form.get('start')) || 0)
  const limit = Math.min(MAX_ROWS, Math.max(1, Number(form.get('limit')) || 20))
  const status = form.get('status')
  const since = form.get('sejak') ?? ''
  const matching = published.filter(report => (!status || report.status === status) && lastChange(report) >= since)
  return { status: 'ok', total: String(matching.length), data: matching.slice(start, start + limit).map(form.get('detail') === '1' ? shown : brief) }
}

function shown({ _rahasia, ...report }: Report): object {
  return report
}

/** Without `detail=1` a list says nothing of who did what. */
function brief(report: Report): object {
  const { _rahasia, disposisi: _, tindak_lanjut: __, ...rest } = report
  return rest
}

/** A pushed report has a text and nothing else; the moderators have yet to look at it. */
function reportOf({ trackingid, tanggal, laporan }: Push): Report {
  return {
    _rahasia: laporan.rahasia === '1',
    trackingid,
    tanggal,
    tanggal_update: '0000-00-00 00:00:00',
    sumber: 'API',
    klasifikasi: '',
    judul: '',
    isi: laporan.isi.replaceAll('&', '&amp;'),
    anonim: laporan.anonim,
    topik_id: '',
    topik: '',
    instansi: '',
    aksi: 'Belum Verifikasi',
    status: 'Belum',
    tanggal_tutup: null,
    batas_waktu: null,
    induk: '0',
    lokasi: '',
    kecamatan: '',
    kelurahan: '',
    lat: '',
    lng: '',
    lampiran: [],
    disposisi: [],
    tindak_lanjut: null
  }
}

/** PHP's own content type: nobody told it that this is JSON. */
function json(value: unknown): Answer {
  return { headers: { 'content-type': 'text/html; charset=UTF-8' }, body: JSON.stringify(value) }
}

function jsonError(message: string): Answer {
  return json({ status: 'error', message })
}

function notFound(): Answer {
  return { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '<h1>404 Page Not Found</h1>' }
}
