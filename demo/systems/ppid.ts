import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { whenAsked } from '../when-asked.ts'
import { createDesk, type Entry, unwanted } from './ppid-desk.ts'
import { databaseErrorPage, detailPage, homePage, type Layout, loginPage, notFoundPage, registerPage,
  updatedPage } from './ppid-pages.ts'
import { createRequests } from './ppid-requests.ts'

export interface PpidOptions {
  now?: () => number
  /** How long a session lasts without a click; twenty minutes unless told. */
  idleMs?: number
  /** How many pages a session is good for. */
  sessionPages?: number
  layout?: Layout
}

const USER = 'petugas'
const PASSWORD = 'demo-ppid-only'
const COOKIE = 'PHPSESSID'
const SIZES = [10, 25, 50, 100]

const operations: Readonly<Record<string, string>> = {
  '/': 'masuk',
  '/masuk.php': 'masuk',
  '/beranda.php': 'beranda',
  '/register.php': 'register',
  '/detail.php': 'detail',
  '/permohonan.php': 'permohonan',
  '/keberatan.php': 'keberatan',
  '/keluar.php': 'keluar'
}

interface Visit {
  token: string
  isIn: boolean
  until: number
  left: number
}

/**
 * The information office's own application: pages for people, no interface for machines. A form login with a token that
 * is good once, a session cookie, a register of pages, a page for each request, forms for new ones and for objections.
 * Fictional; its form is that of UU 14/2008.
 */
export function createPpidSystem(city: DemoCity, options: PpidOptions = {}): LegacyProtocol {
  const { now = Date.now, idleMs = 1_200_000, sessionPages = 2_000, layout = 'first' } = options
  const requests = whenAsked(() => createRequests(city))
  const entries: Entry[] = []
  const desk = whenAsked(() => createDesk(requests(), entries, now))
  const newestFirst = () => [...requests()].sort((a, b) => minute(b.diubah) - minute(a.diubah))
  const visits = new Map<string, Visit>()
  let serial = 0

  function visitOf({ request }: Exchange): [id: string, visit: Visit] | undefined {
    const id = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1]
    const visit = id === undefined ? undefined : visits.get(id)
    if (id === undefined || visit === undefined) return undefined
    if (visit.until > now()) return [id, visit]
    visits.delete(id)
    return undefined
  }

  function showLogin(exchange: Exchange, message?: string): Answer {
    const known = visitOf(exchange)
    const id = known?.[0] ?? `sesi${String(++serial).padStart(6, '0')}`
    const token = `tok${String(++serial).padStart(8, '0')}`
    visits.set(id, { token, isIn: false, until: now() + idleMs, left: sessionPages })
    return html(loginPage(token, message), known ? {} : { 'set-cookie': `${COOKIE}=${id}; path=/; HttpOnly` })
  }

  function logIn(exchange: Exchange): Answer {
    const form = new URLSearchParams(exchange.body.toString('utf8'))
    const visit = visitOf(exchange)?.[1]
    if (visit === undefined || form.get('_token') !== visit.token)
      return showLogin(exchange, 'Token tidak valid, silakan ulangi.')
    if (form.get('username') !== USER || form.get('password') !== PASSWORD)
      return showLogin(exchange, 'Nama pengguna atau kata sandi salah.')
    Object.assign(visit, { isIn: true, token: '' })
    return redirect('beranda.php')
  }

  function register(query: URLSearchParams): Answer {
    const size = SIZES.find(size => String(size) === query.get('tampil')) ?? 25
    const words = query.get('cari') ?? ''
    const all = query.get('urut') === 'diubah' ? newestFirst() : [...requests()].reverse()
    const sorted = all.filter(({ nomor, noSurat = '', keberatan }) =>
      words === '' || [nomor, noSurat, keberatan?.noSurat ?? ''].some(text => text.includes(words))
    )
    const pages = Math.max(1, Math.ceil(sorted.length / size))
    // Who asks for a page that there is not sees the last one.
    const number = Math.min(pages, Math.max(1, Math.trunc(Number(query.get('hal')) || 1)))
    const before = (number - 1) * size
    return html(registerPage({ rows: sorted.slice(before, before + size), number, pages, before, layout }))
  }

  function fillIn(kind: Entry['jenis'], { request, url, body }: Exchange, visit: Visit): Answer {
    const id = url.searchParams.get('id') ?? ''
    const again = (message?: string): Answer => {
      visit.token = `tok${String(++serial).padStart(8, '0')}`
      return html(desk().form(kind, visit.token, id, message))
    }
    if (request.method !== 'POST') return again()
    const form = new URLSearchParams(body.toString('utf8'))
    const isExpected = form.get('_token') === visit.token && visit.token !== ''
    visit.token = ''
    if (!isExpected) return again('Token tidak valid, silakan ulangi.')
    const taken = desk().take(kind, form, id)
    return typeof taken === 'string' ? again(taken) : redirect(`detail.php?id=${taken}&pesan=tersimpan`)
  }

  /** A form that was sent; undefined for all else. */
  const sentForm = ({ url, request }: Exchange): Entry['jenis'] | undefined => {
    const operation = operations[url.pathname]
    return request.method === 'POST' && (operation === 'permohonan' || operation === 'keberatan')
      ? operation
      : undefined
  }

  return {
    id: 'ppid',
    operation: (
      { url, request }
    ) => (request.method === 'POST' && url.pathname === '/masuk.php'
      ? 'login'
      : (operations[url.pathname] ?? 'unknown')),
    answer(exchange) {
      const { url, request } = exchange
      const operation = operations[url.pathname]
      if (operation === undefined)
        return { status: 404, headers: htmlType, body: '<html><body><h1>Not Found</h1></body></html>' }
      if (operation === 'masuk') return request.method === 'POST' ? logIn(exchange) : showLogin(exchange)
      const [id, visit] = visitOf(exchange) ?? []
      if (id === undefined || visit?.isIn !== true || (operation !== 'beranda' && --visit.left < 0))
        return redirect('masuk.php?pesan=sesi')
      visit.until = now() + idleMs
      if (operation === 'permohonan' || operation === 'keberatan') return fillIn(operation, exchange, visit)
      if (operation === 'register') return register(url.searchParams)
      if (operation === 'detail') {
        const found = requests().find(({ id }) => String(id) === url.searchParams.get('id'))
        return html(found ? detailPage(found) : notFoundPage())
      }
      if (operation === 'keluar') {
        visits.delete(id)
        return redirect('masuk.php')
      }
      return html(homePage(requests().length))
    },
    drifted: (answer, change) => ({ ...answer, body: updatedPage(String(answer.body), change) }),
    failure: () => ({ status: 500, headers: htmlType, body: databaseErrorPage() }),
    refusal(exchange) {
      const kind = sentForm(exchange)
      return kind && html(desk().form(kind, '', exchange.url.searchParams.get('id') ?? '', unwanted[kind]))
    },
    records: () => entries,
    environment: url => ({ PPID_URL: url, PPID_USER: USER, PPID_PASSWORD: PASSWORD })
  }
}

const htmlType = { 'content-type': 'text/html; charset=UTF-8' }

function html(body: string, headers: Record<string, string> = {}): Answer {
  return { headers: { ...htmlType, ...headers }, body }
}

function redirect(location: string): Answer {
  return { status: 302, headers: { ...htmlType, location }, body: '' }
}

/** The database keeps no seconds. */
function minute(at: number): number {
  return Math.floor(at / 60_000)
}
