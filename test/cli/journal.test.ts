import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import t from 'tap'
import { SystemFault } from '../../src/kit/faults.ts'
import { until } from '../services/wait.ts'
import { startHub } from '../suites/core/hub.ts'
import { createLegacy } from '../suites/core/legacy.ts'
import { token } from '../suites/core/tokens.ts'
import { run as runIn } from './terminal.ts'

const consumers = { app: { scopes: ['complaints:write', 'complaints:operate', 'submissions:read'] },
  desk: { scopes: ['submissions:read', 'submissions:operate'] } }
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'blind' })
const hub = await startHub(t, [legacy], { consumers, limits: { breaker: { failures: 1_000, cooldown_ms: 50 } } })
const tokenOf = (sub: keyof typeof consumers): string =>
  token({ claims: { sub, scope: consumers[sub].scopes.join(' ') } })
const env = { SATU_URL: hub.url, SATU_TOKEN: tokenOf('desk') }
const run = (args: string, more: NodeJS.ProcessEnv = {}) => runIn(args, { ...env, ...more })

/** A write whose answer was lost, at a system that cannot be searched. */
async function parked(): Promise<string> {
  legacy.after = () => {
    throw new SystemFault('reset', { stage: 'send', detail: 'in a test' })
  }
  const response = await fetch(`${hub.url}/v1/complaints`, {
    method: 'POST',
    body: '{"description":"Lampu mati."}',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${tokenOf('app')}`,
      'idempotency-key': `"${randomUUID()}"` }
  })
  legacy.after = () => {}
  const { receipt } = await response.json() as { receipt: string }
  await until(async () => (await run(`journal show ${receipt}`)).out.some(line => /^status +parked$/.test(line)), {
    what: 'a parked write'
  })
  return receipt
}

t.test('lists what there is as a table', async t => {
  t.same((await run('journal list')).out, ['There are none.'])
  const first = await parked()
  const second = await parked()
  const { code, out, err } = await run('journal list --status parked --system complaints')
  t.same([code, err], [0, []])
  t.match(out, [/^RECEIPT +STATUS +SYSTEM +WRITE +CONSUMER +ACCEPTED +SENT +OUTLOOK$/, new RegExp(
    `^${second} +parked +complaints +create complaints +app +\\d{4}-\\d\\d-\\d\\d [\\d:]{8} +1 +complaints may ` +
      'have it, and there is no way to look$'
  ), new RegExp(`^${first} `)])
  const page = (await run('journal list --limit 1 --oldest')).out
  t.match(page[1], new RegExp(`^${first} `))
  const more = /^There are more: add (--cursor \S+)$/.exec(page.at(-1) ?? '')?.[1]
  t.match((await run(`journal list --limit 1 --oldest ${more}`)).out[1], new RegExp(`^${second} `))
})

t.test('shows one with its steps, by its receipt as it was read out', async t => {
  const receipt = await parked()
  const { out } = await run(`journal show ${receipt.toLowerCase().replaceAll('-', ' ')}`)
  t.match(out[0], `receipt   ${receipt}`)
  t.ok(out.includes('fields    description'))
  t.match(out.slice(out.indexOf('') + 1), [/^TIME +FROM +TO +BY +CAUSE$/, / - +accepted +app +accepted$/,
    /accepted +delivering +hub +attempt 1$/])
  t.match(out.at(-1), /uncertain +parked +hub +complaints may have it/)
  t.notMatch(out.join('\n'), /Lampu/)
})

t.test('tries again, corrects and gives up', async t => {
  const receipt = await parked()
  t.match(await run(`journal retry ${receipt}`), { code: 1, err: [
    /^satu journal retry: 409 state_conflict: It may be in complaints already, and there is no way to look\. .*force/
  ] })
  t.match(await run(`journal retry ${receipt} --force --reason looked`), { code: 0,
    out: [new RegExp(`^${receipt} is accepted`)] })
  await until(async () => /delivered/.test((await run(`journal show ${receipt}`)).out.join('\n')), {
    what: 'a delivered write'
  })

  const other = await parked()
  const file = `${t.testdir({})}/changes.json`
  writeFileSync(file, '{"title":"Lampu"')
  t.match(await run(`journal edit ${other} --file ${file}`), { code: 1, err: [/changes\.json is not valid JSON$/] })
  t.match(await run(`journal edit ${other} --file ${file}.not`), { code: 1, err: [/cannot be read$/] })
  writeFileSync(file, '{"title":7}')
  t.match(await run(`journal edit ${other} --force --file ${file}`), { code: 1,
    err: [/400 invalid_request: .*changes\.title must be string/] })
  writeFileSync(file, '{"title":"Lampu"}')
  t.match(await run(`journal edit ${other} --force --file ${file}`), { code: 0, out: [/is accepted/] })
  await until(() => legacy.written.some(({ body }) => (body as { title?: string }).title === 'Lampu'), {
    what: 'what was corrected'
  })

  const last = await parked()
  t.match(await run(`journal abandon ${last} --reason twice`), { code: 0, out: [new RegExp(`^${last} is abandoned`)] })
  t.match((await run(`journal show ${last}`)).out.at(-1), /parked +abandoned +desk +abandoned: twice$/)
})

t.test('says where a write is', async t => {
  const receipt = await parked()
  t.match(await run(`journal found ${receipt}`), { code: 2, err: [/--key is missing/] })
  t.match(await run(`journal found ${receipt} --key nowhere`), { code: 1,
    err: [/409 state_conflict: complaints has no record under this key\./] })
  const key = `W${receipt.replaceAll('-', '')}`
  t.match(await run(`journal found ${receipt} --key ${key} --reason looked`), { code: 0,
    out: [new RegExp(`^${receipt} is delivered: LAPOR-${key}`)] })
  t.match((await run(`journal show ${receipt}`)).out.at(-1), /parked +delivered +desk +found by an operator: looked$/)
})

t.test('stops and resumes deliveries, of one system and of all', async t => {
  t.match((await run('journal status')).out, [/^SYSTEM +DELIVERIES +WAITING +UNCERTAIN +PARKED +OLDEST$/,
    /^complaints +go on +\d+ +\d+ +\d+ +/])
  t.same((await run('journal pause complaints --reason backup')).out, [
    'paused: complaints. Writes are accepted and wait.'
  ])
  t.same((await run('journal pause --all --reason flood')).out, ['paused: all systems. Writes are accepted and wait.'])
  t.match((await run('journal status')).out, [/^Nothing is sent to any system: flood \(desk, /, /^SYSTEM/,
    /^complaints +paused: flood/])
  t.match(await run('journal resume complaints'), { code: 1,
    out: ['resumed: complaints', /^Still nothing is sent: flood \(desk, /] })
  t.match(await run('journal resume --all'), { code: 0, out: ['resumed: all systems'] })
  t.match(await run('journal pause nowhere --reason x'), { code: 1, err: [/404 not_found/] })
})

t.test('tries all that is parked again, and tells what stays', async t => {
  await parked()
  const { code, out } = await run('journal retry-all complaints --per-second 5')
  t.equal(code, 0)
  t.match(out, ['complaints: nothing to try again',
    /^\d+ stay parked: .*satu journal list --status parked --system complaints/])
  t.match(await run('journal retry-all complaints', { SATU_TOKEN: tokenOf('app') }), { code: 1,
    err: [/403 forbidden: The caller lacks the scope submissions:operate/] })
})
