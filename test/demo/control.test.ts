import { createHmac } from 'node:crypto'
import t, { type Test } from 'tap'
import { startControl } from '../../demo/control.ts'
import { createInbox } from '../../demo/inbox.ts'
import { type LegacyProtocol, type Presses, type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'

const protocol = (id: string): LegacyProtocol => ({
  id,
  operation: () => 'list',
  answer: () => ({ body: 'fine' }),
  failure: () => ({ body: 'GAGAL' }),
  records: () => [{ id: 1 }],
  environment: () => ({})
})

async function start(t: Test): Promise<{ url: string; permits: RunningSystem }> {
  const systems = await Promise.all(['permits', 'people'].map(id => startLegacySystem(protocol(id))))
  const control = await startControl(systems, { port: 0 })
  t.teardown(async () => {
    await control.stop()
    await Promise.all(systems.map(system => system.stop()))
  })
  return { url: control.url, permits: systems[0]! }
}

const read = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init)
  return { status: answer.status, value: (await answer.json()) as Record<string, unknown> }
}
const post = (url: string, body: string) => read(url, { method: 'POST', body })

t.test('lists the systems with what they saw', async t => {
  const { url, permits } = await start(t)
  await fetch(permits.url)
  const { status, value } = await read(`${url}/systems`)
  t.equal(status, 200)
  t.same((value['systems'] as unknown[])[0], { id: 'permits', url: permits.url, calls: { list: 1 }, max_concurrency: 1,
    fault: { kind: 'none' } })
  t.match(value, { systems: [{ id: 'permits' }, { id: 'people', calls: {}, max_concurrency: 0 }] })
})

t.test('switches faults on and off', async t => {
  const { url, permits } = await start(t)
  t.same(await post(`${url}/systems/permits/fault`, '{"kind":"down"}'), { status: 200,
    value: { id: 'permits', fault: { kind: 'down' } } })
  await t.rejects(fetch(permits.url))
  t.same(await post(`${url}/systems/permits/fault`, '{"kind":"slow","ms":5}'), { status: 200,
    value: { id: 'permits', fault: { kind: 'slow', ms: 5 } } })
  t.match((await read(`${url}/systems`)).value, {
    systems: [{ fault: { kind: 'slow', ms: 5 } }, { fault: { kind: 'none' } }]
  })
  t.same((await post(`${url}/systems/permits/fault`, '{"kind":"none","ms":5}')).value, { id: 'permits',
    fault: { kind: 'none' } }, 'how slow it would be counts for slow alone')
  t.equal(await (await fetch(permits.url)).text(), 'fine')
})

t.test('updates what can be updated, and nothing else', async t => {
  const changing = await startLegacySystem({ ...protocol('desk'),
    drifted: (answer, change) => ({ body: `${String(answer.body)} ${change}` }) })
  const still = await startLegacySystem(protocol('board'))
  const control = await startControl([changing, still], { port: 0 })
  t.teardown(async () => {
    await control.stop()
    await Promise.all([changing.stop(), still.stop()])
  })
  for (const kind of ['new_field', 'new_code', 'new_type']) {
    t.match(await post(`${control.url}/systems/desk/fault`, JSON.stringify({ kind })), { status: 200,
      value: { fault: { kind } } })
    t.equal(await (await fetch(changing.url)).text(), `fine ${kind}`)
    t.match(await post(`${control.url}/systems/board/fault`, JSON.stringify({ kind })), { status: 409,
      value: { error: `board sends what it always did; ${kind} is for desk` } })
  }
})

t.test('breaks writes of what is written to, and of nothing else', async t => {
  const taking = await startLegacySystem({ ...protocol('desk'), refusal: () => ({ body: 'no' }) })
  const reading = await startLegacySystem(protocol('board'))
  const control = await startControl([taking, reading], { port: 0 })
  t.teardown(async () => {
    await control.stop()
    await Promise.all([taking.stop(), reading.stop()])
  })
  for (const kind of ['hang', 'reset', 'refuse']) {
    t.match(await post(`${control.url}/systems/desk/fault`, JSON.stringify({ kind })), { status: 200,
      value: { fault: { kind } } })
    t.match(await post(`${control.url}/systems/board/fault`, JSON.stringify({ kind })), { status: 409,
      value: { error: `board takes no writes; ${kind} is a fault of writes` } })
  }
  t.same(reading.fault, { kind: 'none' })
})

t.test('tells what was written to a system', async t => {
  const { url } = await start(t)
  t.same(await read(`${url}/systems/permits/records`), { status: 200, value: { records: [{ id: 1 }] } })
})

t.test('shows its paths to whoever opens it', async t => {
  const { url } = await start(t)
  t.match(await (await fetch(`${url}/`)).text(), /POST \/systems\/\{id\}\/fault/)
})

t.test('presses a button', async t => {
  const pressed: Presses[] = []
  const button = await startLegacySystem({ ...protocol('button'), pushTo: () => ({ press: async presses => {
    pressed.push(presses)
    return [{ id: 'PB1' }]
  }, stop: () => {} }) })
  const control = await startControl([button], { port: 0 })
  t.teardown(async () => {
    await control.stop()
    await button.stop()
  })
  const press = (body: string) => post(`${control.url}/systems/button/press`, body)
  t.match(await press(''), { status: 409, value: { error: /the hub has not started/ } })
  button.pushTo?.('http://127.0.0.1:9')
  t.same(await press(''), { status: 200, value: { id: 'button', alerts: [{ id: 'PB1' }] } })
  t.equal((await press('{"count":3,"taps":2}')).status, 200)
  t.same(pressed, [{ count: 1 }, { count: 3, taps: 2 }])
  for (const [body, words] of [
    ['{', /not JSON/],
    ['[]', /must be an object/],
    ['{"times":2}', /unknown key "times"; there are count and taps/],
    ['{"count":0}', /count must be a whole number from 1 to 50/],
    ['{"count":"3"}', /count must be/],
    ['{"taps":11}', /taps must be a whole number from 1 to 10/]
  ] as const) {
    t.match(await press(body), { status: 400, value: { error: words } }, body)
  }
  t.match(await read(`${control.url}/systems/button/press`), { status: 405 })
  t.equal(pressed.length, 2)
})

t.test('refuses what it does not know, in words, and changes nothing', async t => {
  const { url, permits } = await start(t)
  const fault = `${url}/systems/permits/fault`
  for (const [body, words] of [
    ['', /not JSON/],
    ['{"kind":', /not JSON/],
    ['[]', /must be an object/],
    ['null', /must be an object/],
    ['{}', /kind must be one of none, down, slow, error, garbage, truncate/],
    ['{"kind":"explode"}', /kind must be one of/],
    ['{"kind":["down"]}', /kind must be one of/],
    ['{"kind":"slow","ms":"5"}', /ms must be a whole number/],
    ['{"kind":"slow","ms":-1}', /ms must be a whole number/],
    ['{"kind":"slow","ms":1.5}', /ms must be a whole number/],
    ['{"kind":"down","ms":-5}', /ms must be a whole number/],
    ['{"kind":"down","secs":5}', /unknown key "secs"/],
    [`{"kind":"${'x'.repeat(70_000)}"}`, /larger than/]
  ] as const) {
    const { status, value } = await post(fault, body)
    t.equal(status, 400, body.slice(0, 40))
    t.match(value['error'], words)
  }
  t.match(await post(`${url}/systems/nobody/fault`, '{"kind":"down"}'), { status: 404,
    value: { error: 'no system "nobody"; there are permits, people' } })
  t.match(await read(`${url}/systems/permits/what`), { status: 404,
    value: { error: 'permits has /fault and /records' } })
  t.match(await post(`${url}/systems/permits/press`, ''), { status: 404 }, 'it has no button')
  t.match(await read(`${url}/systems/permits`), { status: 404 })
  t.match(await read(`${url}/other`), { status: 404 })
  t.match(await read(fault), { status: 405 })
  t.match(await post(`${url}/systems`, '{}'), { status: 405 })
  t.match(await post(`${url}/systems/permits/records`, '{}'), { status: 405 })
  t.same(permits.fault, { kind: 'none' })
})

t.test('shows what the hub tells people, as text, and takes only what it has signed', async t => {
  const inbox = createInbox()
  const control = await startControl([], { port: 0, inbox })
  t.teardown(() => control.stop())
  const body = JSON.stringify({ id: 'ntc-1', type: 'satu.alerts', time: '2026-11-29T08:15:00+07:00',
    title: 'LAPOR <b> is down', text: 'Since <i>08:15</i>' })
  const send = (secret: string, at: number): Promise<{ status: number }> => {
    const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(
      `ntc-1.${at}.${body}`
    ).digest('base64')
    return read(`${control.url}/inbox`, { method: 'POST', body,
      headers: { 'webhook-id': 'ntc-1', 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` } })
  }
  const now = Math.floor(Date.now() / 1_000)
  t.equal((await send(createInbox().secret, now)).status, 401, 'of somebody else')
  t.equal((await send(inbox.secret, now - 3_600)).status, 401, 'caught an hour ago')
  t.equal((await read(`${control.url}/inbox`, { method: 'POST', body })).status, 401, 'not signed')
  t.equal((await send(inbox.secret, now)).status, 200)
  t.equal((await send(inbox.secret, now)).status, 200)
  t.match((await read(`${control.url}/inbox.json`)).value, { messages: [{ title: 'LAPOR <b> is down' }] })
  t.equal(((await read(`${control.url}/inbox.json`)).value['messages'] as unknown[]).length, 1,
    'what came twice stands there once')
  const page = await fetch(`${control.url}/inbox`)
  t.match(await page.text(), 'LAPOR &lt;b&gt; is down')
  t.equal((await read(`${control.url}/inbox/x`)).status, 404)
})
