import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface KeyServer {
  url: string
  /** Paths that were asked for. */
  asked: string[]
  /** Answers by path: a text is sent with 200, a number is a status, an object JSON; `hang` never answers. */
  answers: Record<string, unknown>
}

/** An address that a test answers for, as an identity provider's. */
export async function startKeyServer(t: Test): Promise<KeyServer> {
  const asked: string[] = []
  const answers: Record<string, unknown> = {}
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const answer = answers[path] ?? 404
    if (answer === 'hang') return
    if (answer instanceof URL) response.writeHead(302, { location: answer.href }).end()
    else if (typeof answer === 'number') response.writeHead(answer).end()
    else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, answers }
}

/** A key set with a fresh key of each of these ids. */
export function keySetOf(...ids: string[]): { keys: object[] } {
  return {
    keys: ids.map(kid => ({ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
      kid })
    )
  }
}
