import { Agent, request as send } from 'node:http'
import t from 'tap'
import { until } from '../services/wait.ts'
import { startProcesses } from '../suites/hub-processes.ts'

t.setTimeout(120_000)

const CALLERS = 24

/**
 * What a balancer gets that has connections to a replica: an answer, a closed door before anything was sent, or a
 * broken promise.
 */
type Outcome = 'answered' | 'refused' | 'failed'

interface Replica {
  url: string
  agent: Agent
}

t.test('a replica that is told to stop under load answers whatever it has taken', async t => {
  const hub = await startProcesses(t, { count: 2 })
  const replicas = hub.urls.map((url): Replica => ({ url, agent: new Agent({ keepAlive: true, maxSockets: CALLERS }) }))
  t.teardown(() => {
    for (const { agent } of replicas) agent.destroy()
  })
  const counts = { answered: 0, refused: 0, failed: 0 }
  const failures: string[] = []
  let isOver = false

  const ask = ({ url, agent }: Replica, number: number): Promise<Outcome> =>
    new Promise(resolve => {
      const isWrite = number % 10 === 0
      const request = send(`${url}${isWrite ? '/v1/complaints' : `/v1/complaints?limit=${(number % 40) + 1}`}`, {
        agent,
        method: isWrite ? 'POST' : 'GET',
        headers: { ...hub.authorization, ...(isWrite &&
          { 'content-type': 'application/json', 'idempotency-key': `"stop-${number}-${crypto.randomUUID()}"` }) }
      })
      request.once('response', response => {
        response.resume()
        response.once('error', fail)
        response.once('end', () => {
          if (response.statusCode === 200 || response.statusCode === 201 || response.statusCode === 202)
            resolve(
              'answered'
            )
          else fail(new Error(`answered ${response.statusCode}`))
        })
      })
      const fail = (error: NodeJS.ErrnoException): void => {
        if (error.code === 'ECONNREFUSED') return resolve('refused')
        failures.push(
          `${isWrite ? 'POST' : 'GET'} ${error.message}${request.reusedSocket ? ', over an open connection' : ''}`
        )
        resolve('failed')
      }
      request.once('error', fail)
      request.end(isWrite ? JSON.stringify({ description: `Lampu jalan mati ${number}.` }) : undefined)
    })

  const callers = Array.from({ length: CALLERS }, async (_, caller) => {
    for (let turn = 0; !isOver; turn++) {
      const first = (caller + turn) % 2
      // Who finds a door closed goes to the other, as balancers do.
      let outcome = await ask(replicas[first] as Replica, caller * 100_000 + turn)
      if (outcome === 'refused') {
        counts.refused++
        outcome = await ask(replicas[1 - first] as Replica, caller * 100_000 + turn)
      }
      counts[outcome]++
      // Some connections rest for a moment before they are used again.
      if (caller % 3 === 0)
        await new Promise(resolve => {
          setTimeout(resolve, caller)
        })
    }
  })
  const more = (least: number): Promise<void> => until(() => counts.answered >= least, { what: `${least} answers` })
  await more(500)
  const code = await hub.close(0)
  await more(counts.answered + 500)
  isOver = true
  await Promise.all(callers)
  t.comment(JSON.stringify(counts))
  t.equal(code, 0)
  t.ok(counts.refused > 0, 'the door was closed to new ones')
  t.same(failures, [])
})
