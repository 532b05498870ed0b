import type { AddressInfo } from 'node:net'
import t from 'tap'
import { seeded } from '../kit/seeded.ts'
import { contractErrors, operations as all } from '../suites/contract-check.ts'
import { contract, startHub } from '../suites/core/hub.ts'
import { pick, strangeRequest, strangeSystems } from '../suites/core/strange.ts'
import { bearer } from '../suites/core/tokens.ts'
import { sendRaw, sendTogether } from '../suites/raw-http.ts'

// A table that is streamed is no JSON: the fuzzer looks at it.
const operations = all.filter(({ id }) => id !== 'exportDisagreements')
const scopes = [...new Set(operations.flatMap(operation => operation.scopes))]

for (const seed of [1, 2, 3]) {
  t.test(`whatever is asked, and whatever systems say, is answered as the contract has it (${seed})`, async t => {
    const random = seeded(seed)
    const hub = await startHub(t, strangeSystems(random, contract), { consumers: { app: { scopes } },
      limits: { breaker: { failures: 1_000_000, cooldown_ms: 1 } } })
    const { port } = hub.app.server.address() as AddressInfo
    const { authorization } = bearer({ claims: { sub: 'app', scope: scopes.join(' ') } })
    const reads = operations.filter(({ method }) => method === 'GET')
    const seen = new Set<number>()
    for (let round = 0; round < 40; round++) {
      const asked = Array.from({ length: 25 }, () => {
        const operation = pick(random, random.int(0, 5) === 0 ? operations : reads)
        const request = strangeRequest(random, operation)
        return { operation, ...request, headers: [...request.headers, `Authorization: ${authorization}`] }
      })
      // A body that is not read ends its connection.
      const together = asked.filter(({ method }) => method === 'GET')
      const answers = await sendTogether(port, together)
      for (const request of asked) {
        const { operation, method, target } = request
        const answer = method === 'GET' ? answers[together.indexOf(request)] : await sendRaw(port, target, request)
        if (answer === undefined) throw new Error(`no answer to ${method} ${target}`)
        seen.add(answer.status)
        const body: unknown = answer.body === '' ? '' : JSON.parse(answer.body)
        const errors = contractErrors(operation.id, { status: answer.status, headers: new Headers(answer.headers),
          body })
        if (errors.length > 0)
          t.fail(`${method} ${target} ${answer.status}`, { errors, body: answer.body.slice(0, 500) })
      }
    }
    t.ok([200, 400, 404, 501].every(status => seen.has(status)), [...seen].join(' '))
    t.same(hub.lines.filter(({ status }) => status === 500), [])
  })
}
