import t from 'tap'
import type { Call, CallTimeouts } from '../../../src/kit/call.ts'
import { createFiles } from '../../../src/kit/connectors/files/files.ts'
import { createSession } from '../../../src/kit/connectors/session.ts'
import { createSql } from '../../../src/kit/connectors/sql/sql.ts'
import { aCall, clientOf, failureOf, startHttp, startTcp } from './servers.ts'

const stage = 'list permits'
const HOURS = 3_600_000
const within = (timeouts: CallTimeouts): Call => ({ ...aCall(), timeouts })

t.test("a call's time to connect comes before the connector's own", async t => {
  const mute = (await startTcp(t, () => {})).slice('http://'.length)
  const connectTimeoutMs = HOURS
  const key = { hostKey: `SHA256:${'a'.repeat(43)}`, password: 'x' }
  const clients = {
    http: () => clientOf(t, `https://${mute}`, { connectTimeoutMs }).send({ stage }, within({ connectMs: 30 })),
    mysql: () =>
      createSql({ url: `mysql://u@${mute}/d`, password: 'x', connectTimeoutMs }).rows('SELECT 1', {}, { stage },
        within({ connectMs: 30 })),
    postgres: () =>
      createSql({ url: `postgres://u@${mute}/d`, password: 'x', connectTimeoutMs }).rows('SELECT 1', {}, { stage },
        within({ connectMs: 30 })),
    ftp: () =>
      createFiles({ url: `ftp://u@${mute}/`, password: 'x', connectTimeoutMs }).list('*', within({ connectMs: 30 })),
    sftp: () => createFiles({ url: `sftp://u@${mute}/`, connectTimeoutMs, ...key }).list('*', within({ connectMs: 30 }))
  }
  for (const [name, ask] of Object.entries(clients))
    t.match(await failureOf(ask()), { kind: 'timeout', stage: 'connect' }, name)
})

t.test('a connection is made within the time of the call that it is made for', async t => {
  const mute = (await startTcp(t, () => {})).slice('http://'.length)
  const client = clientOf(t, `https://${mute}`, { connectTimeoutMs: 30 })
  const patient = new AbortController()
  const first = failureOf(client.send({ stage }, { ...within({ connectMs: 5_000 }), signal: patient.signal }))
  t.match(await failureOf(client.send({ stage }, aCall())), { kind: 'timeout', stage: 'connect' })
  patient.abort(new Error('still waiting'))
  t.match(await first, { message: 'still waiting' })
})

t.test("a call's time to the first byte comes before the connector's own", async t => {
  const slow = await startHttp(t, (_request, response) => {
    setTimeout(() => response.end('{}'), 100)
  })
  const impatient = clientOf(t, slow, { firstByteTimeoutMs: 10 })
  t.match(await failureOf(impatient.send({ stage }, aCall())), { kind: 'timeout',
    message: 'sent no answer within 10 ms' })
  t.match(await impatient.send({ stage }, within({ firstByteMs: HOURS })), { status: 200 })
  t.match(await failureOf(clientOf(t, slow).send({ stage }, within({ firstByteMs: 20 }))), { kind: 'timeout',
    message: 'sent no answer within 20 ms' })
})

t.test('logging in has the time-outs of the call that it is done for', async t => {
  let seen: Call | undefined
  const session = createSession<string>({ open: async call => {
    seen = call
    return { token: 'x' }
  } })
  await session.use(within({ connectMs: 7 }), async () => {})
  t.match(seen, { requestId: 'req-1', timeouts: { connectMs: 7 } })
})
