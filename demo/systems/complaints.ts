import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import { driftedJson, type Update } from '../drifting.ts'
import type { LegacyProtocol } from '../legacy-system.ts'
import { whenAsked } from '../when-asked.ts'
import { type Push, xmlError } from './complaints-push.ts'
import { createReports, lastChange, type Report } from './complaints-records.ts'
import { createStream, streamRefusal } from './complaints-stream.ts'
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
const update: Update = {
  mark: 'trackingid',
  field: { name: 'kanal_aduan', value: 'WA' },
  code: { name: 'status', value: 'Ditinjau' },
  type: { name: 'lat', write: value => (value === '' ? null : { nilai: Number(value), akurasi: 5 }) }
}

const operations: Readonly<Record<string, string>> = {
  '/api/stream/gettoken': 'getstreamtoken',
  '/api/stream/addstream': 'addstream',
  '/api/stream/addkomentar': 'addkomentar',
  '/api/stream/tutupstream': 'tutupstream',
  '/api/stream/caristream': 'caristream',
  '/api/services/f01/gettoken': 'gettoken',
  '/api/services/f01/gettopics': 'gettopics',
  '/api/services/f01/getstreams': 'getstreams',
  '/api/services/f01/getstream': 'getstream'
}

/**
 * LAPOR: reports are pushed as XML and pulled by form POSTs with a token. `addstream` and `gettopics` are public
 * knowledge; the other calls are a plausible simulation of what is closed today.
 */
export function createComplaintsSystem(city: DemoCity, options: ComplaintsOptions = {}): LegacyProtocol {
  const { now = Date.now, tokenMs = 600_000, tokenCalls = 1000 } = options
  const limits = { now, lifeMs: tokenMs, calls: tokenCalls }
  const pullTokens = createTokens('KT', limits)
  const reports = whenAsked(() => createReports(city))
  const pushes: Push[] = []
  // Put in order when somebody pulls: many may push in between.
  let published: Report[] | undefined
  const pulled = (): Report[] => (published ??= publish(reports()))
  const push = whenAsked(() =>
    createStream({ now, apiKey: API_KEY, tokens: createTokens('PT', limits), tokenMs, reports: reports(), pushes,
      onWrite: () => {
        published = undefined
      } })
  )

  function pull(operation: string, form: URLSearchParams): Answer {
    if (operation === 'gettoken') {
      if (form.get('api_key') !== API_KEY) return jsonError('API key tidak dikenal')
      return json({ status: 'ok', KEYTOKEN: pullTokens.issue(), masa_berlaku: String(tokenMs / 1000) })
    }
    const wrong = pullTokens.spend(form.get('KEYTOKEN') ?? undefined)
    if (wrong !== undefined) return jsonError(wrong === 'expired' ? 'Token kadaluarsa' : 'Token tidak valid')
    if (operation === 'gettopics') return json(topics)
    if (operation === 'getstreams') return json(page(pulled(), form))
    const found = pulled().find(report => report.trackingid !== '' && report.trackingid === form.get('trackingid'))
    return found ? json({ status: 'ok', data: shown(found) }) : jsonError('Data tidak ditemukan')
  }

  return {
    id: 'complaints',
    operation: ({ url }) => operations[url.pathname] ?? 'unknown',
    answer(exchange) {
      const operation = operations[exchange.url.pathname]
      if (operation === undefined) return notFound()
      const pushing = exchange.url.pathname.startsWith('/api/stream/')
      if (exchange.request.method !== 'POST')
        return pushing
          ? xmlError('Method tidak diizinkan')
          : jsonError('Method tidak diizinkan')
      return pushing
        ? push()(operation, exchange)
        : pull(operation, new URLSearchParams(exchange.body.toString('utf8')))
    },
    // What is pushed to it is answered in XML, and stays as it was.
    drifted: (answer, change) => (String(answer.body).startsWith('<') ? answer : driftedJson(answer, change, update)),
    failure({ url }) {
      const message = 'Terjadi kesalahan pada database'
      return url.pathname.startsWith('/api/stream/') ? xmlError(message) : jsonError(message)
    },
    refusal: ({ url }) => streamRefusal(operations[url.pathname] ?? ''),
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
  return { status: 'ok', total: String(matching.length),
    data: matching.slice(start, start + limit).map(form.get('detail') === '1' ? shown : brief) }
}

function shown({ _rahasia, ...report }: Report): object {
  return report
}

/** Without `detail=1` a list says nothing of who did what. */
function brief(report: Report): object {
  const { _rahasia, disposisi: _, tindak_lanjut: __, ...rest } = report
  return rest
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
