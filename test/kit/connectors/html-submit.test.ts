import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import t, { type Test } from 'tap'
import type { Call } from '../../../src/kit/call.ts'
import { createHtmlSession, type HtmlSession } from '../../../src/kit/connectors/html.ts'
import { appPage, loginForm } from './html-app.ts'
import { aCall, clientOf, failureOf, listening } from './servers.ts'

const form = (token: string): string =>
  `<form id="baru" action="simpan.php" method="post"><input type=hidden name="_token" value="${token}"><textarea ` +
  'name="isi"></textarea><button name="kirim" value="1">Kirim</button></form>'

type Act = (request: IncomingMessage, response: ServerResponse, sent: URLSearchParams) => void
interface App {
  session: HtmlSession
  /** Method and path of every request behind the login. */
  asked: string[]
  /** What was posted to the form. */
  sent: URLSearchParams[]
  logins: number
  /** How the application answers the form. */
  onSend: Act
  /** How it answers what it leads to then. */
  onNext: Act
  endSession(): void
  /** Takes no further connection. */
  goAway(): void
}

const page = (response: ServerResponse, body: string, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
const leadTo = (location: string, status = 302): Act => (_request, response) => {
  response.writeHead(status, { location }).end()
}

/** An application with a login and one form. */
async function start(t: Test, options: Parameters<typeof clientOf>[2] = {}): Promise<App> {
  let cookie = ''
  let serial = 0
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = new URLSearchParams(Buffer.concat(chunks).toString())
      if (path === 'masuk.php' && request.method === 'GET') return page(response, loginForm('masuk'))
      if (path === 'masuk.php') {
        app.logins++
        cookie = `SESI=s${app.logins}`
        response.writeHead(302, { 'location': 'beranda.php', 'set-cookie': cookie })
        return response.end()
      }
      app.asked.push(`${request.method} ${path}`)
      if (request.headers.cookie !== cookie || cookie === '') return leadTo('masuk.php')(request, response, body)
      if (path === 'baru.php') return page(response, appPage(form(`tok${++serial}`)))
      if (path !== 'simpan.php') return app.onNext(request, response, body)
      app.sent.push(body)
      app.onSend(request, response, body)
    })
  })
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = await listening(server)
  const session = createHtmlSession({
    http: clientOf(t, url, options),
    login: { path: 'masuk.php', form: () => ({ nama_pengguna: 'petugas', kata_sandi: 'sandi' }),
      isLoggedIn: $ => $('a[href="keluar.php"]').length > 0 }
  })
  const app: App = {
    session,
    asked: [],
    sent: [],
    logins: 0,
    onSend: leadTo('detail.php?id=7'),
    onNext: (_request, response) => {
      page(response, appPage('<p id=nomor>7</p>'))
    },
    endSession: () => {
      cookie = ''
    },
    goAway: () => {
      server.close()
    }
  }
  return app
}

const submit = (
  { session }: App,
  call: Call = aCall(),
  values: Record<string, string> = { isi: 'Lampu mati & gelap' }
): Promise<unknown> =>
  session.submit({ path: 'baru.php', selector: 'form#baru', values, stage: 'create' }, call).then($ =>
    $('#nomor').text()
  )

t.test('fills the form in, token and button with it, sends it once, and gives the page that comes of it', async t => {
  const app = await start(t)
  t.equal(await submit(app), '7')
  t.same(app.sent.map(String), ['_token=tok1&isi=Lampu+mati+%26+gelap&kirim=1'])
  t.same(app.asked, ['GET beranda.php', 'GET baru.php', 'POST simpan.php', 'GET detail.php?id=7'])
})

t.test('a session that has ended before the form is shown is opened again, and the form is sent once', async t => {
  const app = await start(t)
  await submit(app)
  app.endSession()
  t.equal(await submit(app), '7')
  t.same([app.logins, app.sent.length], [2, 2])
})

t.test('a login that is asked for in answer to the form leaves it unclear, and nothing is sent again', async t => {
  const app = await start(t)
  app.onSend = leadTo('masuk.php')
  t.match(await failureOf(submit(app)), { kind: 'failed', message: 'asks for the login again' })
  app.onSend = (_request, response) => {
    page(response, loginForm('masuk'))
  }
  t.match(await failureOf(submit(app)), { kind: 'failed' })
  t.same([app.sent.length, app.logins], [2, 1])
})

t.test('whatever comes behind the redirect says nothing of what was sent, and nothing is sent again', async t => {
  for (const status of [401, 403, 429, 503]) {
    const app = await start(t)
    app.onNext = (request, response) => {
      page(response, appPage('no'), request.url?.includes('detail') ? status : 200)
    }
    t.match(await failureOf(submit(app)), { kind: 'failed', message: `answered with status ${status}` }, String(status))
    t.equal(app.sent.length, 1)
  }
  const app = await start(t)
  app.onSend = (_request, response) => {
    // Nobody listens there any more when it is followed.
    app.goAway()
    response.writeHead(302, { location: 'detail.php', connection: 'close' }).end()
  }
  t.match(await failureOf(submit(app)), { kind: 'failed', message: 'refused the connection' })
  t.equal(app.sent.length, 1)
})

t.test('a redirect that leads away is not followed, and nothing is sent again', async t => {
  const app = await start(t)
  app.onSend = leadTo('http://127.0.0.1:9/')
  t.match(await failureOf(submit(app)), { kind: 'unreadable', message: 'leads to another address' })
  t.equal(app.sent.length, 1)
})

t.test('an answer that says no, or nothing of use, is told, and nothing is sent again', async t => {
  const cases: [Act, object][] = [
    [(_request, response) => {
      page(response, 'x', 500)
    }, { kind: 'failed' }],
    [(_request, response) => {
      page(response, 'x', 503)
    }, { kind: 'failed', message: 'answered with status 503' }],
    [(_request, response) => {
      page(response, 'x', 429)
    }, { kind: 'throttled' }],
    [(_request, response) => {
      page(response, 'x', 404)
    }, { kind: 'failed' }],
    [(_request, response) => {
      page(response, '<!DOCTYPE html><html><body>Sedang dalam perbaikan</body></html>')
    }, { kind: 'unreadable' }],
    [request => {
      request.socket.destroy()
    }, { kind: 'reset' }]
  ]
  for (const [act, fault] of cases) {
    const app = await start(t)
    app.onSend = act
    t.match(await failureOf(submit(app)), fault)
    t.equal(app.sent.length, 1)
  }
})

t.test('a form that is refused at the door is sent after a new login', async t => {
  const app = await start(t)
  app.onSend = (request, response, sent) => {
    if (app.sent.length === 1) page(response, 'no', 403)
    else leadTo('detail.php?id=7')(request, response, sent)
  }
  t.equal(await submit(app), '7')
  t.same([app.logins, app.sent.map(sent => sent.get('_token'))], [2, ['tok1', 'tok2']])
})

t.test('no answer in time is told as that, and nothing is sent again', async t => {
  const app = await start(t, { firstByteTimeoutMs: 150 })
  app.onSend = () => {}
  t.match(await failureOf(submit(app)), { kind: 'timeout' })
  t.equal(app.sent.length, 1)
})

t.test('a caller who leaves while it is answered ends the call, and nothing is sent again', async t => {
  const app = await start(t)
  const control = new AbortController()
  const reason = new Error('has left')
  const ended = new Promise(resolve => {
    app.onSend = (request, response) => {
      response.once('close', resolve)
      control.abort(reason)
      request.resume()
    }
  })
  t.equal(await failureOf(submit(app, aCall(control.signal))), reason)
  await ended
  t.equal(app.sent.length, 1)
})

t.test('a form that lacks a field, or is not there, is told before anything is sent', async t => {
  const app = await start(t)
  t.match(await failureOf(submit(app, aCall(), { isi: 'x', lampiran: 'y' })), { kind: 'unreadable',
    message: /lampiran/ })
  t.match(
    await failureOf(
      app.session.submit({ path: 'lain.php', selector: 'form#baru', values: {}, stage: 'create' }, aCall())
    ),
    { kind: 'unreadable' }
  )
  t.equal(app.sent.length, 0)
})

t.test('an application that cannot be reached is told as that: nothing was sent', async t => {
  const session = createHtmlSession({ http: clientOf(t, 'http://127.0.0.1:9') })
  t.match(await failureOf(session.submit({ path: 'baru.php', selector: 'form', values: {}, stage: 'create' }, aCall())),
    { kind: 'unreachable', stage: 'connect' })
})
