import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { freePort, until } from '../services/wait.ts'
import { happenings } from '../suites/events-hub.ts'
import { sqlitePlace } from '../suites/stores.ts'
import { startWebhooksHub } from '../suites/webhooks-hub.ts'

const [, source = ''] = /^```ts\n(.*?)^```/ms.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? []

t.test('the receiver of the page takes what is signed, once, and refuses the rest', async t => {
  const file = `${t.testdir({ 'receiver.ts': source })}/receiver.ts`
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/satu`
  let out = ''
  const start = async (env: NodeJS.ProcessEnv): Promise<() => Promise<void>> => {
    const child = spawn(process.execPath, [file], { env: { ...process.env, PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString()
    })
    await until(() => fetch(url, { method: 'POST', body: '{}' }).then(({ status }) => status === 401, () => false), {
      what: 'a receiver'
    })
    return async () => {
      child.kill()
      await exited
    }
  }
  const place = await sqlitePlace(t)
  const hub = await startWebhooksHub(t, place)
  const happen = await happenings(t, place)

  const stop = await start({})
  const { id, secret } = await hub.subscribe({ url, types: ['complaint.created'] })
  await happen({ subject: 'PAGE-1' })
  await until(async () => (await hub.deliveries(id))[0]?.attempts === 1, { what: 'a message that is refused' })
  await stop()
  t.teardown(await start({ SECRET: secret }))
  await until(() => out.includes('PAGE-1'), { what: 'the message' })
  await happen({ subject: 'PAGE-2' })
  await until(() => out.includes('PAGE-2'), { what: 'another one' })
  await hub.settled(id)
  const [{ id: message } = { id: '' }] = await hub.deliveries(id)
  await hub.ask('redeliverOne', 'POST', `/v1/subscriptions/${id}/deliveries/${message}/redeliver`)
  await until(async () => (await hub.deliveries(id))[0]?.status.code === 'delivered', {
    what: 'a message that comes again'
  })
  t.same(out.trim().split('\n'), ['org.example.complaint.created PAGE-1', 'org.example.complaint.created PAGE-2'])
})
