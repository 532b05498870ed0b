import t from 'tap'
import type { components } from '../../src/contract/types.ts'
import { SystemFault } from '../../src/kit/faults.ts'
import { run } from '../cli/terminal.ts'
import { until } from '../services/wait.ts'
import { onlyDown, SECRET } from '../suites/alerts-city.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { createLegacy } from '../suites/core/legacy.ts'
import { startReceiver } from '../suites/receiver.ts'
import { signToken } from '../suites/token.ts'

type Schemas = components['schemas']

t.test('a hub whose system falls tells people, and operators see and steer it', async t => {
  const receiver = await startReceiver(t)
  const legacy = createLegacy({ id: 'lapor', prefix: 'LAPOR', rows: [] })
  const hub = await startHub(t, [legacy], {
    systems: { lapor: { probe: { idle_seconds: 1, connect_seconds: 0 } } },
    consumers: {
      desk: {
        scopes: ['admin:read', 'admin:write', 'events:read', 'systems:read', 'metrics:read', 'command-center:read']
      }
    },
    alerts: { language: 'en', receivers: { duty: { webhook: { url: receiver.url, secret: SECRET } } },
      rules: { ...onlyDown, 'system-down': { enabled: true, for_seconds: 0 } } }
  })
  const token = signToken(JWT_SECRET, { sub: 'desk',
    scope: 'admin:read admin:write events:read systems:read metrics:read command-center:read' })
  const headers = { authorization: `Bearer ${token}` }
  const ask = async <T>(
    operation: string,
    method: string,
    path: string,
    body?: object
  ): Promise<{ status: number; body: T }> => {
    const response = await fetch(`${hub.url}${path}`, { method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }) })
    const reply = { status: response.status, headers: response.headers, body: await response.json() as T }
    t.same(contractErrors(operation, reply), [], operation)
    return reply
  }
  const satu = (args: string) => run(args, { SATU_URL: hub.url, SATU_TOKEN: token })
  const received = (): { type: string; alerts?: { state: string; subject: string }[] }[] =>
    receiver.received.map(({ body }) => JSON.parse(body) as { type: string })

  await t.test('a test message says whether a receiver works', async t => {
    t.same(
      (await ask<Schemas['AlertTestResults']>('testReceivers', 'POST', '/admin/alerts/test', { reason: 'is it there' }))
        .body,
      { results: [{ receiver: 'duty', outcome: 'sent', detail: 'took it' }] }
    )
    t.match(await satu('alerts test --receiver duty --reason again'), { code: 0, out: ['duty: sent, took it'] })
    t.equal(
      (await ask('testReceivers', 'POST', '/admin/alerts/test', { reason: 'is it there', receiver: 'nobody' })).status,
      404
    )
    t.same(received().map(({ type }) => type), ['satu.test', 'satu.test'])
    t.match(receiver.received[0]?.body, /Sent by desk/)
  })

  const { body: silence } = await ask<Schemas['Silence']>('createSilence', 'POST', '/admin/silences', { system: 'lapor',
    until: '2099-01-01T00:00:00+07:00', reason: 'too long' })
  await t.test('a silence needs something to be about, a reason, and an end within a year', async t => {
    t.match(silence, { errors: [{ field: 'until', code: 'range' }] })
    const until = new Date(Date.now() + 3_600_000).toISOString()
    for (const body of [{ until, reason: 'about nothing' }, { system: 'lapor', until }, { system: 'nobody', until,
      reason: 'whose' }, { system: 'lapor', from: until, until, reason: 'no time' }, { kind: 'tired', until,
      reason: 'no kind' }, { system: 'lapor', reason: 'for ever' }, { system: 'lapor', until, minutes: 5,
      reason: 'until when' }])
    {
      t.equal((await ask('createSilence', 'POST', '/admin/silences', body)).status, 400, JSON.stringify(body))
    }
  })

  await t.test('what is silenced is seen and not told; when the silence ends it is told, and by whom it was silenced ' +
    'is on record', async t => {
    t.match(await satu('alerts silences'), { code: 0, out: ['There are none.'] })
    const made = await satu('alerts silence --system lapor --for 1h --reason maintenance')
    t.equal(made.code, 0, made.err.join())
    legacy.before = () => {
      throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused the connection' })
    }
    const list = async () => (await ask<Schemas['AlertList']>('listAlerts', 'GET', '/admin/alerts')).body.items
    await until(async () => (await list()).length === 1, { what: 'an alert' })
    const [alert] = await list()
    t.match(alert, { state: 'firing', rule: 'system-down', kind: 'system_down', severity: 'page', subject: 'lapor',
      agency: 'Dinas Perhubungan', resources: ['complaints'], told: [] })
    const state = await (await fetch(`${hub.url}/command-center/state`, { headers })).json() as { picture?: unknown }
    t.match(JSON.stringify(state), '"state":"down"', 'the Command Center shows it')
    const [, row] = (await satu('alerts silences')).out
    t.match(row, /^sil-[0-9a-f]{16} {2}system lapor .* desk +maintenance$/)
    const { body: other } = await ask<Schemas['Silence']>('createSilence', 'POST', '/admin/silences', { kind: 'drift',
      minutes: 30, reason: 'an update' })
    t.equal(Date.parse(other.until) - Date.parse(other.from), 30 * 60_000)
    const { body: first } = await ask<Schemas['SilenceList']>('listSilences', 'GET', '/admin/silences?limit=1')
    const { body: second } = await ask<Schemas['SilenceList']>('listSilences', 'GET',
      `/admin/silences?limit=1&cursor=${first.next_cursor}`)
    t.match([first.items, second.items, second.next_cursor], [[{ id: other.id }], [{ system: 'lapor' }], null],
      'they come page by page')
    await satu(`alerts unsilence ${other.id} --reason over`)
    t.match((await satu(`alerts unsilence ${row?.split(' ')[0]} --reason mended`)).out, [/is over: system lapor$/])
    await receiver.until(3)
    t.match(received()[2], { type: 'satu.alerts', alerts: [{ state: 'firing', subject: 'lapor' }] })
    t.match((await satu('alerts list')).out[1], /^alt-\d+ +page +system_down +lapor .* duty$/)
    t.match((await satu(`alerts acknowledge ${alert?.id} --reason we-are-at-it`)).out, [/is acknowledged by desk$/])
    t.match(await list(), [{ acknowledged: { by: 'desk', reason: 'we-are-at-it' } }])
    const { body } = await ask<Schemas['OperatorActionList']>('listOperatorActions', 'GET', '/admin/actions')
    t.same(body.items.map(({ action, result }) => `${action} ${result}`).toReversed(), ['alert.test done',
      'alert.test done', 'silence.create done', 'silence.create done', 'silence.end done', 'silence.end done',
      'alert.acknowledge done'])
    const { body: events } = await ask<Schemas['EventList']>('listEvents', 'GET', '/v1/events?type=alert.fired')
    t.match(events.items, [{ subject: 'lapor', data: { rule: 'system-down', severity: 'page' } }])
    t.match(await (await fetch(`${hub.url}/metrics`, { headers })).text(),
      /satu_alerts_firing\{kind="system_down",severity="page"\} 1/)
  })

  await t.test('its end is told, and stands in the list of all', async t => {
    legacy.before = () => {}
    await receiver.until(4)
    t.match(received()[3], { alerts: [{ state: 'resolved', subject: 'lapor' }] })
    t.same((await ask<Schemas['AlertList']>('listAlerts', 'GET', '/admin/alerts')).body.items, [])
    const { body: { items: [over] } } = await ask<Schemas['AlertList']>('listAlerts', 'GET',
      '/admin/alerts?state=all&limit=1')
    t.match(over, { state: 'resolved', subject: 'lapor' })
    t.equal(
      (await ask('acknowledgeAlert', 'POST', `/admin/alerts/${over?.id}/acknowledge`, { reason: 'too late' })).status,
      409
    )
    t.match(await satu('alerts unsilence sil-0123456789abcdef --reason gone'), { code: 1 })
  })

  await t.test('a command line that is wrong is told so', async t => {
    for (const args of ['alerts silence --reason x --for 1h', 'alerts silence --system a --for soon --reason x',
      'alerts silence --system a --reason x', 'alerts acknowledge --reason x', 'alerts test'])
      t.equal((await satu(args)).code, 2, args)
  })
})
