import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { type Fault, type FaultKind, type LegacyProtocol, type RunningSystem,
  startLegacySystem } from '../../demo/legacy-system.ts'

const whole = 'all of it, twelve times over. '.repeat(12)

const protocol: LegacyProtocol = {
  id: 'permits',
  operation: ({ url }) => url.pathname.slice(1),
  answer: ({ body }) => ({ headers: { 'content-type': 'text/x-permits' }, body: body.length > 0 ? body : whole }),
  failure: () => ({ status: 200, headers: { 'content-type': 'text/x-permits' }, body: 'GAGAL' }),
  records: () => ['written'],
  environment: url => ({ PERMITS_URL: url })
}

async function start(t: Test, fault: Fault = { kind: 'none' }): Promise<RunningSystem> {
  const system = await startLegacySystem(protocol)
  t.teardown(() => system.stop())
  await system.setFault(fault)
  return system
}

const ask = async ({ url }: RunningSystem, path = '/list') => {
  const answer = await fetch(url + path)
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}
const codeOf = (error: unknown) => ((error as Error).cause as { code?: string } | undefined)?.code

t.test('answers in its protocol and tells what it is', async t => {
  const system = await start(t)
  t.same(await ask(system), { status: 200, type: 'text/x-permits', text: whole })
  t.equal(system.id, 'permits')
  t.same(system.environment, { PERMITS_URL: system.url })
  t.same(system.records(), ['written'])
  t.match(system.url, /^http:\/\/127\.0\.0\.1:\d+$/)
})

t.test('comes back on its port when somebody else has had it meanwhile', async t => {
  const system = await start(t, { kind: 'down' })
  const other = createServer().listen(Number(new URL(system.url).port), '127.0.0.1')
  await once(other, 'listening')
  const back = system.setFault({ kind: 'none' })
  // It has been refused once by then.
  await Promise.race([back, wait(50)])
  other.close()
  await back
  t.equal((await ask(system)).status, 200)
})

t.test('reads a body whole and refuses one that is too large', async t => {
  const system = await start(t)
  const post = (body: string) => fetch(`${system.url}/write`, { method: 'POST', body })
  t.equal(await (await post('x'.repeat(1_000_000))).text(), 'x'.repeat(1_000_000))
  t.equal((await post('x'.repeat(5_000_000))).status, 413)
})

t.test('counts calls by operation and the most requests at once', async t => {
  const system = await start(t, { kind: 'slow', ms: 600_000 })
  const asked = ['/list', '/list', '/one'].map(path => ask(system, path))
  while (system.maxConcurrency < 3 || Object.keys(system.calls).length < 2)
    await new Promise(resolve => setImmediate(resolve))
  await system.setFault({ kind: 'none' })
  await Promise.all(asked)
  await ask(system)
  t.same(system.calls, { list: 3, one: 1 })
  t.equal(system.maxConcurrency, 3)
})

t.test('refuses connections when it is down, cuts those it has, and comes back on the same port', async t => {
  const system = await start(t, { kind: 'slow', ms: 600_000 })
  const waiting = ask(system).catch(codeOf)
  while (system.calls['list'] === undefined) await new Promise(resolve => setImmediate(resolve))
  const { url } = system
  await system.setFault({ kind: 'down' })
  t.not(typeof (await waiting), 'object', 'the running request is cut')
  t.equal(await ask(system).catch(codeOf), 'ECONNREFUSED')
  await system.setFault({ kind: 'down' })
  await system.setFault({ kind: 'none' })
  t.equal(system.url, url)
  t.equal((await ask(system)).status, 200)
})

t.test('waits before it answers when it is slow', async t => {
  const system = await start(t, { kind: 'slow', ms: 80 })
  const begun = performance.now()
  t.equal((await ask(system)).text, whole)
  t.ok(performance.now() - begun >= 75)
})

t.test('does not keep a request whose caller has left', async t => {
  const system = await start(t, { kind: 'slow', ms: 600_000 })
  const asked = request(`${system.url}/list`, { agent: new Agent() })
  asked.once('error', () => {})
  asked.end()
  while (system.calls['list'] === undefined) await new Promise(resolve => setImmediate(resolve))
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = timers()
  asked.destroy()
  while (timers() >= before) await new Promise(resolve => setImmediate(resolve))
  t.equal(system.maxConcurrency, 1)
})

t.test('reports an error in its own way', async t => {
  t.same(await ask(await start(t, { kind: 'error' })), { status: 200, type: 'text/x-permits', text: 'GAGAL' })
})

t.test('sends what is not its protocol', async t => {
  const system = await start(t, { kind: 'garbage' })
  const [page, bytes] = [await ask(system), await ask(system)]
  t.match(page, { type: /^text\/html/, text: /A PHP Error was encountered/ })
  t.equal(bytes.type, 'application/octet-stream')
  t.notMatch(bytes.text, /[a-z]{4}/)
})

t.test('breaks off in the middle of an answer', async t => {
  const system = await start(t, { kind: 'truncate' })
  const answer = await fetch(`${system.url}/list`)
  t.equal(answer.headers.get('content-length'), String(whole.length), 'promises all of it')
  let got = ''
  await t.rejects(async () => {
    for await (const chunk of answer.body ?? []) got += Buffer.from(chunk as Uint8Array).toString()
  })
  t.equal(got, whole.slice(0, whole.length / 2))
})

/** Takes what is posted to it. */
async function startTaking(
  t: Test,
  kind: FaultKind
): Promise<{ system: RunningSystem; post(): Promise<string>; kept: string[] }> {
  const kept: string[] = []
  const system = await startLegacySystem({
    ...protocol,
    answer: ({ request, body }) => {
      if (request.method === 'POST') kept.push(String(body))
      return { body: whole }
    },
    refusal: ({ request }) => (request.method === 'POST' ? { status: 200, body: 'DITOLAK' } : undefined)
  })
  t.teardown(() => system.stop())
  await system.setFault({ kind })
  return { system, kept,
    post: async () => (await fetch(`${system.url}/write`, { method: 'POST', body: 'mine' })).text() }
}

t.test('keeps a write and never answers, until it is well', async t => {
  const { system, kept, post } = await startTaking(t, 'hang')
  const cut = t.rejects(post())
  while (kept.length === 0) await new Promise(resolve => setImmediate(resolve))
  t.equal((await ask(system)).text, whole, 'it can be read meanwhile')
  await system.setFault({ kind: 'none' })
  await cut
  t.same(kept, ['mine'])
})

t.test('keeps a write and cuts the connection', async t => {
  const { system, kept, post } = await startTaking(t, 'reset')
  await t.rejects(post())
  t.same(kept, ['mine'])
  t.equal((await ask(system)).text, whole)
})

t.test('says no to a write in its own way, and keeps nothing', async t => {
  const { system, kept, post } = await startTaking(t, 'refuse')
  t.equal(await post(), 'DITOLAK')
  t.same(kept, [])
  t.equal((await ask(system)).text, whole)
})

t.test('ends the connection of a caller when its own code fails, and goes on', async t => {
  const written = t.capture(process.stderr, 'write', (() => true) as typeof process.stderr.write)
  const system = await startLegacySystem({
    ...protocol,
    answer: ({ url }) => {
      if (url.pathname === '/broken') throw new Error('a bug of the demo')
      return { body: 'fine' }
    }
  })
  t.teardown(() => system.stop())
  await t.rejects(ask(system, '/broken'))
  t.match(written().map(({ args }) => String(args[0])).join(''), /demo: permits: Error: a bug of the demo/)
  t.equal((await ask(system)).text, 'fine')
})
