import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t, { type Test } from 'tap'
import type { SendResult } from '../../../src/features/alerts/channels/channel.ts'
import { textOf } from '../../../src/features/alerts/channels/telegram.ts'
import type { AlertView, NoticeBody } from '../../../src/features/alerts/notices.ts'
import { createPost, type Post } from '../../../src/features/alerts/post.ts'
import type { ReceiverConfig } from '../../../src/features/alerts/settings.ts'
import { keepSecret } from '../../canary/canaries.ts'
import { freePort } from '../../services/wait.ts'
import { SECRET } from '../../suites/alerts-city.ts'
import { createAuthority } from '../../suites/authority.ts'
import { createConfig } from '../../suites/core/city.ts'
import { type MailServerOptions, startMailServer } from '../../suites/mail-server.ts'
import { startReceiver } from '../../suites/receiver.ts'

const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
const PASSWORD = 'a-password-of-the-mail-server'
keepSecret(TOKEN, PASSWORD)
const authority = createAuthority()
const certificate = authority.issue('/CN=localhost', { hosts: ['localhost', '127.0.0.1'] })
const never = new AbortController().signal

const view: AlertView = { id: 'alt-7', rule: 'system-down', kind: 'system_down', severity: 'page', subject: 'lapor',
  name: 'LAPOR <b>& co_*[x](y)', since: 1_480_000_000_000, firedAt: 1_480_000_003_000, resources: ['complaints'],
  consumers: 3, agency: 'Diskominfo' }
const body: NoticeBody = { kind: 'alerts', alerts: { firing: [view], again: [], resolved: [], more: 0 } }
const notice = { id: 'ntc-1', at: 1_480_000_005_000, body }

function postOf(
  t: Test,
  receiver: ReceiverConfig,
  { timeoutMs = 5_000, ca = authority.ca, publicUrl = 'https://satu.example.go.id' } = {}
): () => Promise<SendResult> {
  const { webhooks } = createConfig([]).hub
  const config = createConfig([], {
    hub: { public_url: publicUrl, webhooks: { ...webhooks, timeout_ms: timeoutMs, connect_ms: timeoutMs } },
    alerts: { receivers: { it: receiver } }
  })
  const post: Post = createPost({ config: () => config, environment: 'development', ca })
  t.teardown(() => post.close())
  return () => post.send(receiver, notice, never)
}

const mailOf = (port: number, more: Partial<NonNullable<ReceiverConfig['email']>> = {}): ReceiverConfig => ({
  email: { host: 'localhost', port, security: 'starttls', from: 'satu@example.go.id',
    to: ['jaga@example.go.id', 'dua@example.go.id'], ...more }
})

t.test('a mail', async t => {
  const login = { user: 'satu', password: PASSWORD }
  const start = (options: Partial<MailServerOptions> = {}) => startMailServer(t, { certificate, ...options })

  await t.test('goes over STARTTLS with a login, in the words of the city, as text and as HTML that a name cannot ' +
    'break', async t => {
    const server = await start({ login })
    t.same(await postOf(t, mailOf(server.port, login))(), { outcome: 'sent', detail: 'took it' })
    const [mail] = server.mails
    t.match(mail, { from: 'satu@example.go.id', to: ['jaga@example.go.id', 'dua@example.go.id'], isEncrypted: true,
      user: 'satu' })
    const text = mail!.text.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    t.match(text, 'Message-ID: <ntc-1@example.go.id>')
    t.match(text, 'Auto-Submitted: auto-generated')
    t.match(text, '[SEGERA] LAPOR <b>& co_*[x](y) tidak menjawab')
    t.match(text, 'LAPOR &lt;b&gt;&amp; co_*[x](y) tidak menjawab')
    t.match(text, 'Sejak 2016-11-24 22:06 WIB')
    t.match(text, 'Terdampak: pengaduan; Diskominfo; 3 aplikasi pemakai')
    t.match(text, 'Tindakan: docs/alerts.md#system_down')
    t.match(text, 'Command Center: https://satu.example.go.id/command-center')
  })

  await t.test('goes over TLS from the beginning', async t => {
    const server = await start({ security: 'tls', login })
    t.match(await postOf(t, mailOf(server.port, { security: 'tls', ...login }))(), { outcome: 'sent' })
    t.equal(server.mails[0]?.isEncrypted, true)
  })

  await t.test('goes in the clear only where that is said', async t => {
    const server = await start({ security: 'none' })
    t.match(await postOf(t, mailOf(server.port, { security: 'none' }))(), { outcome: 'sent' })
    t.match(await postOf(t, mailOf(server.port))(), { outcome: 'refused',
      detail: 'does not encrypt the connection as it has to be' })
    t.equal(server.mails.length, 1)
  })

  await t.test('is not given to a server that nobody vouches for', async t => {
    const server = await start()
    t.match(await postOf(t, mailOf(server.port), { ca: createAuthority('Another').ca })(), { outcome: 'refused',
      detail: 'shows a certificate that nobody vouches for' })
    t.equal(server.mails.length, 0)
  })

  await t.test('is refused by a wrong login, its content, or nobody there; nothing tells the password', async t => {
    const results = [
      await postOf(t, mailOf((await start({ login: { user: 'satu', password: 'another' } })).port, login))(),
      await postOf(t, mailOf((await start({ refuse: 552 })).port))(),
      await postOf(t, mailOf((await start({ refuse: 451 })).port))(),
      await postOf(t, mailOf(await freePort()))()
    ]
    t.same(results, [
      { outcome: 'refused', detail: 'refused the login' },
      { outcome: 'refused', detail: 'refused it with 552 (DATA)' },
      { outcome: 'busy', detail: 'put it off with 451' },
      { outcome: 'unreachable', detail: 'could not be reached (ESOCKET)' }
    ])
  })

  await t.test('does not wait for a server that says nothing, nor for one that says nonsense', async t => {
    const silent = createServer(socket => socket.on('error', () => {})).listen(0, '127.0.0.1')
    const garbage = createServer(socket => socket.on('error', () => {}).end('\0\0<html>\r\n')).listen(0, '127.0.0.1')
    await Promise.all([silent, garbage].map(server => once(server, 'listening')))
    t.teardown(() => {
      for (const server of [silent, garbage]) server.close()
    })
    const portOf = (server: typeof silent) => (server.address() as AddressInfo).port
    t.match(await postOf(t, mailOf(portOf(silent)), { timeoutMs: 200 })(), { outcome: 'timeout' })
    t.match((await postOf(t, mailOf(portOf(garbage)))()).outcome, /unreachable|refused/)
  })
})

t.test('a message of a bot', async t => {
  const receiver = await startReceiver(t)
  const ok = JSON.stringify({ ok: true, result: {} })
  receiver.answer = (_, response) => {
    response.end(ok)
  }
  const send = postOf(t, { telegram: { url: receiver.url, token: TOKEN, chat: '-1001234' }, language: 'en' })

  await t.test('goes to sendMessage, with what a name holds written as text', async t => {
    t.match(await send(), { outcome: 'sent' })
    const [message] = receiver.received
    t.equal(message?.path, `/bot${TOKEN}/sendMessage`)
    const { chat_id: chat, text, parse_mode: mode } = JSON.parse(message!.body) as Record<string, string>
    t.same({ chat, mode }, { chat: '-1001234', mode: 'HTML' })
    t.match(text, '<b>Satu Kota Contoh: [NOW] LAPOR &lt;b&gt;&amp; co_*[x](y) does not answer</b>\n')
  })

  await t.test('waits as long as the server asks for', async t => {
    receiver.answer = (_, response) => {
      response.writeHead(429).end(
        JSON.stringify({ ok: false, error_code: 429, description: 'Too Many Requests',
          parameters: { retry_after: 35 } })
      )
    }
    t.same(await send(), { outcome: 'busy', detail: 'answered with status 429', retryAfterMs: 35_000 })
  })

  await t.test('is refused where the token or the chat is wrong, and by nonsense; nothing tells the token', async t => {
    const results: string[] = []
    for (const [status, said] of [[401, '{"ok":false}'], [400, '{"ok":false,"description":"chat not found"}'], [200,
      '<html>'], [200, '{"ok":false}'], [502, 'x'.repeat(100_000)]] as const)
    {
      receiver.answer = (_, response) => {
        response.writeHead(status).end(said)
      }
      const { outcome, detail } = await send()
      results.push(`${outcome}: ${detail}`)
    }
    t.same(results, [
      'refused: answered with status 401',
      'refused: answered with status 400',
      'busy: answered with what is no answer of the Bot API',
      'busy: answered with what is no answer of the Bot API',
      'busy: answered with status 502'
    ])
    t.notMatch(results.join(), TOKEN)
  })

  await t.test('is cut at a whole line, where it is too long', t => {
    const text = textOf({ title: 'T', lines: Array.from({ length: 900 }, (_, i) => `${i} & more`) })
    t.ok(text.length <= 4_096)
    t.match(text, /&amp; more\n\.\.\.$/)
    t.end()
  })
})

t.test('a webhook', async t => {
  const hook = (url: string): ReceiverConfig => ({ webhook: { url, secret: SECRET } })
  await t.test('is refused with 4xx, put off with 5xx, and not waited for', async t => {
    const receiver = await startReceiver(t)
    const send = postOf(t, hook(receiver.url), { timeoutMs: 300 })
    const outcomes: Record<string, string> = {}
    for (const status of [200, 204, 301, 400, 404, 410, 429, 500]) {
      receiver.answer = status
      outcomes[status] = (await send()).outcome
    }
    receiver.answer = () => {}
    outcomes['nothing'] = (await send()).outcome
    receiver.answer = (_, response) => {
      response.socket?.end('garbage\r\n\r\n')
    }
    outcomes['garbage'] = (await send()).outcome
    t.same(outcomes, { 200: 'sent', 204: 'sent', 301: 'refused', 400: 'refused', 404: 'refused', 410: 'refused',
      429: 'busy', 500: 'busy', nothing: 'timeout', garbage: 'unreachable' })
  })

  await t.test('does not lead where the hub may not go', async t => {
    t.same(await postOf(t, hook('https://169.254.169.254/'))(), { outcome: 'refused',
      detail: 'leads to a link-local address' })
    t.same(await postOf(t, hook('http://hooks.example.go.id/'))(), { outcome: 'refused',
      detail: 'must begin with https://' })
  })
})
