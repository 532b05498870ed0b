import type { StandIn } from '../../../../../src/testing/index.ts'
import { serve, type Answered, type Asked } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }
// only: not write, else: import { createDesk } from './desk.ts'

type Row = Readonly<Record<string, string | number | null>>

const USER = 'petugas'
const PASSWORD = 'contoh-password-for-tests'
const PAGE_SIZE = 10 // only: list
const TOKEN = 'tok4711'
const SESSION = 'sesi-masuk'

/** A small web application with a form login, as the real one is, with the rows of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  // only: not write, else: const desk = createDesk(rows)
  const server = await serve(asked => entranceOf(asked) ?? answer(asked, rows)) // only: not write, else: const server = await serve(asked => entranceOf(asked) ?? desk.answer(asked) ?? answer(asked, desk.rows))
  return {
    ...server,
    // only: not write, else: ...desk.standIn,
    settings: { user: USER, password: PASSWORD },
    holds: { licences: rows.length } // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) }
  }
}

/** The login, and whoever has to log in first. */
function entranceOf({ method, path, headers, body }: Asked): Answered | undefined {
  if (path === '/masuk') return method === 'POST' ? logIn(new URLSearchParams(body)) : loginPage('')
  return headers.cookie === `SESI=${SESSION}` ? undefined : { status: 302, type: 'text/html', headers: { location: '/masuk' }, body: '' }
}

function answer({ path, query }: Asked, rows: readonly Row[]): Answered { // only: list, else: function answer({ path, body }: Asked, rows: readonly Row[]): Answered {
  if (path === '/beranda') return page('<h1>Beranda</h1>')
  if (path === '/izin') return tablePage(Number(query.get('halaman')), rows) // only: list
  const key = query.get('kunci') // only: list, else: const key = new URLSearchParams(body).get('kunci')
  const row = path === '/izin/detail' ? rows.find(({ NO_IZIN }) => NO_IZIN === key) : undefined
  if (row === undefined) return { ...page('<p>Data tidak ditemukan</p>'), status: 404 }
  return page(`<table id="detail">${Object.entries(row).map(([name, value]) => `<tr><th>${headerOf(name)}</th><td>${cell(value)}</td></tr>`).join('')}</table>`)
}

function logIn(form: URLSearchParams): Answered {
  if (form.get('user') !== USER || form.get('password') !== PASSWORD || form.get('_token') !== TOKEN) return loginPage('<p>Login gagal</p>')
  return { status: 302, type: 'text/html', headers: { location: '/beranda', 'set-cookie': `SESI=${SESSION}; Path=/; HttpOnly` }, body: '' }
}

function loginPage(message: string): Answered {
  const form = `<form action="/masuk" method="post"><input type="hidden" name="_token" value="${TOKEN}"><input name="user"><input type="password" name="password"><button>Masuk</button></form>`
  return { type: 'text/html; charset=utf-8', body: `<!DOCTYPE html><html><head><title>Masuk</title></head><body>${message}${form}</body></html>` }
}
// begin only: list

function tablePage(wanted: number, rows: readonly Row[]): Answered {
  const last = Math.max(1, Math.ceil(rows.length / PAGE_SIZE))
  const number = Math.min(Math.max(1, wanted), last)
  const shown = rows.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)
  const head = Object.keys(rows[0]!).map(name => `<th>${headerOf(name)}</th>`).join('')
  const body = shown.map(row => `<tr>${Object.values(row).map(value => `<td>${cell(value)}</td>`).join('')}</tr>`).join('')
  return page(`<table class="izin"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table><div class="halaman">Halaman ${number} dari ${last}</div>`)
}
// end only

function page(content: string): Answered {
  return { type: 'text/html; charset=utf-8', body: `<!DOCTYPE html><html><head><title>Contoh</title></head><body><a href="keluar">Keluar</a>${content}</body></html>` }
}

/** NO_IZIN as the application heads the column: No Izin. */
function headerOf(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ').replace(/\b[a-z]/g, letter => letter.toUpperCase())
}

function cell(value: string | number | null): string {
  return String(value ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
