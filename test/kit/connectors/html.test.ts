import t, { type Test } from 'tap'
import { createHtmlSession, type HtmlOptions, type HtmlSession } from '../../../src/kit/connectors/html.ts'
import { type AppOptions, appPage, createWebApp, loginForm, type WebApp } from './html-app.ts'
import { aCall, clientOf, failureOf, startHttp } from './servers.ts'

const stage = 'list requests'
const login: NonNullable<HtmlOptions['login']> = {
  path: 'masuk.php',
  form: () => ({ nama_pengguna: 'petugas', kata_sandi: 'demo-sandi' }),
  isLoggedIn: $ => $('a[href="keluar.php"]').length > 0
}

async function start(
  t: Test,
  options: AppOptions = {},
  given: Partial<HtmlOptions> = {}
): Promise<{ app: WebApp; session: HtmlSession }> {
  const app = createWebApp(options)
  const url = await startHttp(t, app.listener)
  const http = clientOf(t, url + (options.root ?? '').replace(/\/$/, ''))
  return { app, session: createHtmlSession({ http, login, ...given }) }
}

/** A session with a login over pages that the test gives. */
async function serving(
  t: Test,
  answer: Parameters<typeof startHttp>[1],
  given: Partial<HtmlOptions> = {}
): Promise<HtmlSession> {
  return createHtmlSession({ http: clientOf(t, await startHttp(t, answer)), login, ...given })
}

const bodyOf = async (session: HtmlSession, path: string): Promise<string> =>
  (await session.page({ path, stage }, aCall()))('#isi').text()

t.test('logs in with the hidden token and the button of the form, and reads the page asked for', async t => {
  const { app, session } = await start(t)
  t.match(await bodyOf(session, 'daftar.php?hal=2'), '/daftar.php?hal=2')
  t.strictSame(app.asked, ['GET /masuk.php', 'POST /masuk.php', 'GET /beranda.php', 'GET /daftar.php?hal=2'])
  await bodyOf(session, 'daftar.php')
  t.equal(app.logins, 1)
})

t.test('makes no request before the first page is asked for', async t => {
  const { app } = await start(t)
  t.strictSame(app.asked, [])
})

t.test('keeps below the path of its address', async t => {
  const { app, session } = await start(t, { root: '/ppid/' })
  t.match(await bodyOf(session, '/daftar.php'), '/ppid/daftar.php')
  t.ok(app.asked.every(asked => asked.includes(' /ppid/')))
})

t.test('sends query, path segments and forms as the HTTP client does', async t => {
  const { session } = await start(t)
  const page = await session.page({ path: ['detail', 'a b/c'], query: { id: 'x&y' }, stage }, aCall())
  t.match(page('#isi').text(), '/detail/a%20b%2Fc?id=x%26y GET')
  const posted = await session.page({ path: 'cari.php', form: { kata: 'jalan' }, stage }, aCall())
  t.match(posted('#isi').text(), '/cari.php POST kata=jalan')
})

t.test('concurrent pages share one login', async t => {
  const { app, session } = await start(t)
  await Promise.all(Array.from({ length: 10 }, (_, number) => bodyOf(session, `daftar.php?hal=${number}`)))
  t.equal(app.logins, 1)
})

t.test('logs in again when the session has ended, and reads the page', async t => {
  const { app, session } = await start(t)
  await bodyOf(session, 'daftar.php')
  app.forgetAll()
  t.match(await bodyOf(session, 'daftar.php?hal=2'), '/daftar.php?hal=2')
  t.equal(app.logins, 2)
})

t.test('concurrent pages of an ended session share one new login', async t => {
  const { app, session } = await start(t)
  await bodyOf(session, 'daftar.php')
  app.forgetAll()
  await Promise.all(Array.from({ length: 10 }, (_, number) => bodyOf(session, `daftar.php?hal=${number}`)))
  t.equal(app.logins, 2)
})

t.test('gives up when the login form comes in place of every page', async t => {
  const { app, session } = await start(t, { pages: 0 })
  t.match(await failureOf(bodyOf(session, 'daftar.php')), { kind: 'denied', stage,
    message: 'asks for the login again' })
  t.equal(app.logins, 2)
})

t.test('a refused login is denied once and tells no secret', async t => {
  const { app, session } = await start(t, { password: 'lain' })
  const fault = await failureOf(bodyOf(session, 'daftar.php'))
  t.match(fault, { kind: 'denied', stage: 'log in', message: 'refused the credentials' })
  t.notMatch(JSON.stringify(fault) + (fault as Error).stack, /demo-sandi/)
  t.equal(app.logins, 1)
})

t.test('a page that is neither the login form nor behind it is unreadable, and no reason to log in again', async t => {
  let logins = 0
  const session = await serving(t, (request, response) => {
    if (request.url === '/rusak.php')
      return void response.end('<html><body><h4>A PHP Error was encountered</h4></body></html>')
    if (request.method === 'POST') logins++
    response.end(request.method === 'POST' ? appPage('') : loginForm('t'))
  })
  t.match(await failureOf(bodyOf(session, 'rusak.php')), { kind: 'unreadable', stage,
    message: 'sent a page that was not expected' })
  t.equal(logins, 1)
})

t.test('a changed login form is told by what it lacks', async t => {
  const forms: readonly [string, RegExp][] = [
    ['<p>Situs dalam perbaikan</p>', /^has no login form where it used to be$/],
    ['<form method=post><input name=userid><input type=password name=kata_sandi></form>',
      /^has no field "nama_pengguna" in its form$/],
    ['<form><input name=nama_pengguna><input type=password name=kata_sandi></form>',
      /would put its fields into an address/],
    [
      '<form method=post action="http://127.0.0.2:9/"><input name=nama_pengguna><input type=password ' +
      'name=kata_sandi></form>',
      /^leads to another address$/
    ]
  ]
  for (const [body, message] of forms) {
    const session = await serving(t, (request, response) => {
      if (request.method === 'POST') t.fail('the password was sent')
      response.end(`<html><body>${body}</body></html>`)
    })
    t.match(await failureOf(bodyOf(session, 'daftar.php')), { kind: 'unreadable', stage: 'log in', message })
  }
})

t.test('redirects are followed five times at most', async t => {
  let asked = 0
  const session = await serving(t, (_, response) => {
    asked++
    response.writeHead(302, { location: `/masuk.php?lagi=${asked}` }).end()
  })
  t.match(await failureOf(bodyOf(session, 'daftar.php')), { kind: 'unreadable', stage: 'log in',
    message: 'redirects more than 5 times' })
  t.equal(asked, 6)
})

t.test('redirects that lead away are not followed', async t => {
  const other = await startHttp(t, (_, response) => {
    t.fail('it was followed')
    response.end()
  })
  for (const location of [`${other}/curi.php`, '//127.0.0.2/curi.php', 'http://[', 'javascript:alert(1)']) {
    const session = await serving(t, (_, response) => void response.writeHead(302, { location }).end())
    t.match(await failureOf(bodyOf(session, 'daftar.php')), { kind: 'unreadable', message: 'leads to another address' })
  }
})

t.test('a redirect above the path of the address is not followed', async t => {
  const asked: (string | undefined)[] = []
  const url = await startHttp(t, (request, response) => {
    asked.push(request.url)
    response.writeHead(302, { location: '/admin/masuk.php' }).end()
  })
  const session = createHtmlSession({ http: clientOf(t, `${url}/ppid`), login })
  t.match(await failureOf(bodyOf(session, 'daftar.php')), { kind: 'unreadable', message: 'leads to another address' })
  t.strictSame(asked, ['/ppid/masuk.php'])
})

t.test('cookies set for other hosts are not sent', async t => {
  const sent: (string | undefined)[] = []
  const session = await serving(t, (request, response) => {
    sent.push(request.headers.cookie)
    response.setHeader('set-cookie', ['milik=ini; path=/', 'asing=1; domain=lain.example', 'luas=1; domain=example',
      'aman=1; secure'])
    response.end(
      request.method === 'POST'
        ? appPage('')
        : request.url === '/masuk.php'
        ? loginForm('t')
        : appPage('<p id=isi>ya</p>')
    )
  })
  await bodyOf(session, 'daftar.php')
  t.strictSame(sent, [undefined, 'milik=ini', 'milik=ini'])
})

t.test('a 404 is undefined only for those who ask for that', async t => {
  const { session } = await start(t)
  t.equal(await session.page({ path: 'hilang.php', accept404: true, stage }, aCall()), undefined)
  t.match(await failureOf(bodyOf(session, 'hilang.php')), { kind: 'failed', message: 'answered with status 404' })
})

t.test('statuses are faults as everywhere', async t => {
  for (const [status, kind] of [[500, 'failed'], [503, 'throttled'], [403, 'denied'], [419, 'failed']] as const) {
    const session = await serving(t, (_, response) => void response.writeHead(status).end(loginForm('t')))
    t.match(await failureOf(bodyOf(session, 'daftar.php')), { kind, stage: 'log in',
      message: `answered with status ${status}` })
  }
})

t.test('pages without a login are read as they are', async t => {
  const http = clientOf(t, await startHttp(t, (_, response) => void response.end('<p id=isi>halo')))
  const session = createHtmlSession({ http })
  t.equal(await bodyOf(session, 'index.html'), 'halo')
})

t.test('a login sent as one byte a second ends in time', async t => {
  const http = clientOf(
    t,
    await startHttp(t, (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const drip = setInterval(() => response.write(' '), 20)
      response.once('close', () => clearInterval(drip))
    }),
    { wholeTimeoutMs: 150 }
  )
  const fault = await failureOf(createHtmlSession({ http, login }).page({ path: 'daftar.php', stage }, aCall()))
  t.match(fault, { kind: 'timeout', stage: 'log in', message: 'did not finish its answer within 150 ms' })
})

t.test('a caller that leaves is gone from the system too', async t => {
  const control = new AbortController()
  const gone = Promise.withResolvers<void>()
  const session = await serving(t, request => {
    request.socket.once('close', gone.resolve)
    control.abort(new Error('left'))
  })
  t.match(await failureOf(session.page({ path: 'daftar.php', stage }, aCall(control.signal))), { message: 'left' })
  await gone.promise
})
