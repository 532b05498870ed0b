import t from 'tap'
import { satu } from '../../src/cli/satu.ts'
import { until } from '../services/wait.ts'
import { loadSections } from '../suites/config.ts'
import { happenings, JWT_SECRET, reader, startEventsHub } from '../suites/events-hub.ts'
import { sqlitePlace } from '../suites/stores.ts'
import { signToken } from '../suites/token.ts'
import { run } from './terminal.ts'

const place = await sqlitePlace(t)
let hub = await startEventsHub(t, place)
const happen = await happenings(t, place)
const env = (): NodeJS.ProcessEnv => ({ SATU_URL: hub.url,
  SATU_TOKEN: signToken(JWT_SECRET, { sub: 'reader', scope: reader.scopes.join(' ') }) })

t.test('shows what happened since an event, one line each', async t => {
  await happen({ subject: 'TAIL-1', data: { status: 'submitted', service_code: 'lamp' } }, { subject: 'TAIL-2',
    type: 'complaint.status_changed', data: { status: 'closed' } })
  t.same((await run('events tail --after 0 --limit 2', env())).out, [
    '2023-11-15 05:13:20  complaint.created  TAIL-1  status=submitted  service_code=lamp',
    '2023-11-15 05:13:20  complaint.status_changed  TAIL-2  status=closed'
  ])
  t.match(
    (await run('events tail --after 0 --limit 1 --type complaint.status_changed --resource complaints', env())).out,
    [/TAIL-2/]
  )
  const [json = ''] =
    (await run('events tail --since 2016-01-01T00:00:00Z --limit 1 --json --system complaints --subject TAIL-1', env()))
      .out
  t.match(JSON.parse(json), { specversion: '1.0', type: 'org.example.complaint.created', subject: 'TAIL-1' })
})

t.test('says why nothing is shown', async t => {
  t.match(
    await run('events tail', { ...env(), SATU_TOKEN: signToken(JWT_SECRET, { sub: 'reader', scope: 'systems:read' }) }),
    { code: 1, err: [/^satu events tail: 403 forbidden: The caller lacks the scope events:read\.$/] }
  )
  t.match(await run('events tail --type complaint.eaten', env()), { code: 1,
    err: [/400 invalid_request: .*type is not one of the allowed values/] })
  t.match(await run('events tail', { SATU_URL: 'http://127.0.0.1:1', SATU_TOKEN: 'a.b.c' }), { code: 1,
    err: ['satu events tail: no hub answers at http://127.0.0.1:1'] })
  t.match(await run('events tail', { SATU_URL: hub.url }), { code: 1, err: [/no access token/] })
})

t.test('goes on where it was when the hub is away for a moment', async t => {
  const lines: string[] = []
  const { port } = new URL(hub.url)
  const running = satu(['events', 'tail', '--after', '0', '--limit', '4'], { env: env(), adapters: {},
    sections: loadSections, write: line => lines.push(line) }, line => {
    t.fail(line)
  })
  await until(() => lines.length === 2, { what: 'what happened before' })
  await hub.close()
  await happen({ subject: 'AWAY-1' })
  hub = await startEventsHub(t, place, undefined, [], Number(port))
  await until(() => lines.length === 3, { what: 'what happened meanwhile' })
  await happen({ subject: 'AWAY-2' })
  t.equal(await running, 0)
  t.match(lines.slice(2), [/AWAY-1/, /AWAY-2/])
})
