import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { until } from '../services/wait.ts'
import { authorization, happenings, JWT_SECRET } from '../suites/events-hub.ts'
import { type Receiver, startReceiver } from '../suites/receiver.ts'
import { overEachStore, postgresPlace, type StorePlace } from '../suites/stores.ts'
import { consumers } from '../suites/webhooks-hub.ts'

interface HubProcess {
  url: string
  /** How often it tried to send something. */
  attempts(): Promise<number>
  kill(): Promise<void>
}

async function startProcess(t: Test, { options }: StorePlace): Promise<HubProcess> {
  const child = fork(fileURLToPath(new URL('../suites/webhooks-process.ts', import.meta.url)), [
    JSON.stringify({ options, settings: { consumers }, jwtSecret: JWT_SECRET })
  ])
  const exited = once(child, 'exit')
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  t.teardown(async () => {
    if (child.connected) child.disconnect()
    await exited
  })
  return {
    url,
    async attempts() {
      child.send('numbers')
      const [{ attempts }] = (await once(child, 'message')) as [{ attempts: number }]
      return attempts
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    }
  }
}

async function subscribe({ url }: HubProcess, receiver: string): Promise<string> {
  const response = await fetch(`${url}/v1/subscriptions`, {
    method: 'POST',
    body: JSON.stringify({ url: receiver }),
    headers: { ...authorization('reader', consumers.reader.scopes), 'content-type': 'application/json',
      'idempotency-key': `"${randomUUID()}"` }
  })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return ((await response.json()) as { id: string }).id
}

const names = (count: number, of: string): string[] => Array.from({ length: count }, (_, i) => `${of}-${i}`)
/** How often each message came, by the path that it came to. */
const countsOf = ({ received }: Receiver): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { path, event } of received)
    counts.set(`${path} ${event.id}`, (counts.get(`${path} ${event.id}`) ?? 0) + 1)
  return counts
}

t.test('two processes share the work, and nothing is sent twice', async t => {
  const place = await postgresPlace(t)
  const [happen, receiver, one, two] = await Promise.all([happenings(t, place), startReceiver(t),
    startProcess(t, place), startProcess(t, place)])
  // Each message takes its time: there is work for both.
  receiver.answer = (_, response) => {
    setImmediate(() => {
      response.writeHead(200).end()
    })
  }
  const paths = names(20, 'sub')
  await Promise.all(paths.map((path, i) => subscribe(i % 2 === 0 ? one : two, `${receiver.url}/${path}`)))
  let shares = [0, 0]
  let events = 0
  const done = async (): Promise<boolean> => {
    shares = await Promise.all([one.attempts(), two.attempts()])
    return (shares[0] ?? 0) + (shares[1] ?? 0) >= events * paths.length
  }
  for (let round = 0; round < 10 || shares.includes(0); round++, events += 10) {
    await happen(...names(10, `SHARE-${round}`).map(subject => ({ subject })))
    if (round >= 9) await until(done, { what: 'what came of all' })
  }
  await until(done, { what: 'what came of all' })
  const all = events * paths.length
  t.comment(`${all} messages: ${shares.join(' by one process, ')} by the other`)
  t.equal((shares[0] ?? 0) + (shares[1] ?? 0), all)
  const counts = countsOf(receiver)
  t.equal(counts.size, all)
  t.same([...counts].filter(([, count]) => count !== 1), [])
  for (const path of paths)
    t.equal(receiver.received.filter(message => message.path === `/${path}`).length, events, path)
})

overEachStore(async (t, place) => {
  t.test('a process killed while it sends loses nothing: what it may have sent comes again under its id', async t => {
    const [happen, receiver] = [await happenings(t, place), await startReceiver(t)]
    let hub = await startProcess(t, place)
    const id = await subscribe(hub, receiver.url)
    let dying: Promise<void> | undefined
    receiver.answer = (_, response) => {
      // Somewhere in the middle of what is on its way, before it is answered.
      if (receiver.received.length > 30 && dying === undefined)
        dying = hub.kill().then(async () => {
          hub = await startProcess(t, place)
        })
      response.writeHead(200).end()
    }
    const subjects = names(100, 'KILL')
    for (let at = 0; at < subjects.length; at += 10)
      await happen(...subjects.slice(at, at + 10).map(subject => ({ subject })))
    await until(() => subjects.every(subject => receiver.received.some(({ event }) => event.subject === subject)), {
      what: 'every message',
      timeoutMs: 110_000
    })
    await dying
    const counts = [...countsOf(receiver).values()]
    t.equal(counts.length, subjects.length, 'none is lost')
    const repeated = counts.filter(count => count > 1).length
    t.comment(`killed once, ${subjects.length} messages, ${repeated} of them came again`)
    t.ok(repeated <= 8 && counts.every(count => count <= 2), 'and none comes again but what was on its way')
    await until(async () => {
      const response = await fetch(`${hub.url}/v1/subscriptions/${id}`, {
        headers: authorization('reader', consumers.reader.scopes)
      })
      return ((await response.json()) as { waiting: number }).waiting === 0
    }, { what: 'nothing that waits' })
  })
}, { together: true })
