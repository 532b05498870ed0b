import t from 'tap'
import { until } from '../services/wait.ts'
import { happenings, JWT_SECRET } from '../suites/events-hub.ts'
import { startReceiver } from '../suites/receiver.ts'
import { sqlitePlace } from '../suites/stores.ts'
import { signToken } from '../suites/token.ts'
import { type ConsumerName, consumers, startWebhooksHub } from '../suites/webhooks-hub.ts'
import { run as runIn } from './terminal.ts'

const place = await sqlitePlace(t)
const hub = await startWebhooksHub(t, place)
const happen = await happenings(t, place)
const receiver = await startReceiver(t)
const tokenOf = (sub: ConsumerName): string => signToken(JWT_SECRET, { sub, scope: consumers[sub].scopes.join(' ') })
const run = (args: string, as: ConsumerName = 'desk') =>
  runIn(`subscriptions ${args}`, { SATU_URL: hub.url, SATU_TOKEN: tokenOf(as) })

t.test('lists who has events sent where', async t => {
  t.same((await run('list')).out, ['There are none.'])
  const { id } = await hub.subscribe({ url: `${receiver.url}/hook/secret`, types: ['complaint.created'],
    system: 'complaints' })
  const other = await hub.subscribe({ url: receiver.url }, 'other')
  const { code, out, err } = await run('list')
  t.same([code, err], [0, []])
  t.match(out, [/^ID +CONSUMER +STATUS +WAITING +OLDEST +LAST SUCCESS +ADDRESS +WANTS$/,
    new RegExp(`^${id} +reader +active +0 +- +- +${receiver.url} +complaint\\.created; system complaints$`),
    new RegExp(`^${other.id} +other +active .* all that it may read$`)])
  t.notMatch(out.join('\n'), 'secret')
  const page = (await run('list --limit 1')).out
  const more = /^There are more: add (--cursor \S+)$/.exec(page.at(-1) ?? '')?.[1]
  t.match((await run(`list --limit 1 ${more}`)).out[1], new RegExp(`^${other.id} `))
  t.match((await run('list --consumer other')).out[1], new RegExp(`^${other.id} `))
  t.match(await run('list --consumer other', 'reader'), { code: 1, err: [/403 forbidden: Only operators see/] })
})

t.test('shows one with what became of its messages', async t => {
  const receiver = await startReceiver(t)
  const { id } = await hub.subscribe({ url: receiver.url, description: 'Peta', subject: 'SHOW-1' })
  await happen({ subject: 'SHOW-1' })
  await receiver.until(1)
  await hub.settled(id)
  const { out } = await run(`show ${id}`, 'reader')
  t.match(out, [`id             ${id}`, /^consumer +reader$/, /^address +http/, 'description    Peta',
    'wants          SHOW-1', /^status +active$/, /^since /, /^made /, /^last success +20/, /^failed rounds +0$/,
    /^waiting +0$/])
  t.match(out.slice(out.indexOf('') + 1), [/^MESSAGE +TYPE +SUBJECT +STATUS +TRIED +SINCE +LAST ANSWER +NEXT$/,
    /^\d+ +complaint\.created +SHOW-1 +delivered +1 +20\S+ \S+ +took it$/])
  t.match(await run('show whk-nobody'), { code: 1,
    err: [/^satu subscriptions show: 404 not_found: There is no subscription with this id\.$/] })
})

t.test('pauses, resumes, pings and sends again', async t => {
  const receiver = await startReceiver(t)
  const { id } = await hub.subscribe({ url: receiver.url, types: ['complaint.created'] })
  t.same((await run(`pause ${id}`)).out, [`${id} is paused`])
  await happen({ subject: 'ACT-1' })
  t.match(await run(`ping ${id}`), { code: 1, err: [/409 state_conflict: It is paused/] })
  t.same((await run(`resume ${id}`)).out, [`${id} is active`])
  await until(() => receiver.subjects().includes('ACT-1'), { what: 'what waited' })
  await run(`pause ${id}`)
  await happen({ subject: 'ACT-2' })
  t.same((await run(`resume ${id} --skip-missed`)).out, [`${id} is active`])
  t.match((await run(`ping ${id}`)).out, [
    new RegExp(`^\\d+ is in line; \`satu subscriptions show ${id}\` tells what came of it$`)
  ])
  await until(() => receiver.subjects().includes(id), { what: 'the ping' })
  t.notOk(receiver.subjects().includes('ACT-2'))
  await hub.settled(id)
  const [{ id: message } = { id: '' }] = await hub.deliveries(id)
  t.same((await run(`redeliver ${id} --message ${message}`)).out, [`${message} is in line again`])
  await until(() => receiver.subjects().filter(subject => subject === 'ACT-1').length === 2, {
    what: 'what was sent again'
  })
  await hub.settled(id)
  t.match((await run(`redeliver ${id} --since 2016-01-01T00:00:00Z`)).out, [
    /^0 are in line again, and \d+ that never were$/
  ])
  await until(() => receiver.subjects().includes('ACT-2'), { what: 'what was left out' })
  t.match((await run(`redeliver ${id} --since 2016-01-01T00:00:00Z --all`)).out, [
    /^\d+ are in line again, and 0 that never were$/
  ])
  t.match(await run(`redeliver ${id} --since yesterday`), { code: 1,
    err: [/400 invalid_request: .*since must be a date-time/] })
})
