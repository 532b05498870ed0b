import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

export interface AppOptions {
  user?: string
  password?: string
  /** Pages a session is good for. */
  pages?: number
  /** Below which path it lives; ends with a slash. */
  root?: string
}

export interface WebApp {
  listener: RequestListener
  /** Method and path of every request. */
  asked: string[]
  /** Cookie headers, as they came. */
  cookies: (string | undefined)[]
  logins: number
  /** Ends all sessions. */
  forgetAll(): void
}

export const loginForm = (token: string, extra = ''): string =>
  `<!DOCTYPE html><html><head><title>Masuk</title></head><body><form action="masuk.php" method="post">
  <input type=hidden name="_token" value="${token}"><input name=nama_pengguna>
  <input type="password" name="kata_sandi">${extra}
  <button type="submit" name="masuk" value="1">Masuk</button></form></body></html>`

export const appPage = (body: string): string =>
  `<!DOCTYPE html><html><head><title>PPID</title></head><body><a href="keluar.php">Keluar</a>${body}</body></html>`

/** A web application with a form login: a cookie, a token in the form that is good once, a redirect after the login. */
export function createWebApp(
  { user = 'petugas', password = 'demo-sandi', pages = Infinity, root = '/' }: AppOptions = {}
): WebApp {
  const sessions = new Map<string, { token: string; isIn: boolean; left: number }>()
  const app: WebApp = { listener, asked: [], cookies: [], logins: 0, forgetAll: () => sessions.clear() }
  let counter = 0

  function listener(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    app.asked.push(`${request.method} ${url.pathname}${url.search}`)
    app.cookies.push(request.headers.cookie)
    const id = /(?:^|; )PHPSESSID=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end',
      () => serve(response, url, request.method ?? '', id, new URLSearchParams(Buffer.concat(chunks).toString())))
  }

  function serve(response: ServerResponse, url: URL, method: string, id: string, form: URLSearchParams): void {
    const session = sessions.get(id)
    const send = (status: number, body: string, headers: Record<string, string> = {}): void =>
      void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
    if (url.pathname === `${root}masuk.php` && method === 'GET') {
      const token = `tok${++counter}`
      sessions.set(`s${counter}`, { token, isIn: false, left: pages })
      return send(200, loginForm(token), { 'set-cookie': `PHPSESSID=s${counter}; path=${root}; HttpOnly` })
    }
    if (url.pathname === `${root}masuk.php`) {
      if (session === undefined || form.get('_token') !== session.token) return send(419, 'Page Expired')
      session.token = `tok${++counter}`
      app.logins++
      if (form.get('nama_pengguna') !== user || form.get('kata_sandi') !== password || form.get('masuk') !== '1') {
        return send(200, loginForm(session.token, '<p>Nama pengguna atau kata sandi salah</p>'))
      }
      session.isIn = true
      return send(302, '', { location: 'beranda.php' })
    }
    const isHome = url.pathname === `${root}beranda.php`
    if (session?.isIn !== true || (!isHome && --session.left < 0))
      return send(302, '', { location: `${root}masuk.php` })
    if (url.pathname === `${root}hilang.php`) return send(404, appPage('Tidak ditemukan'))
    send(200,
      appPage(`<p id=isi>${url.pathname}${url.search.replaceAll('&', '&amp;')} ${method} ${form.toString()}</p>`))
  }

  return app
}
