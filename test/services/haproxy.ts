import { join } from 'node:path'
import { onPath, type RunningService, type Service, startServer, temporaryDirectory } from './service.ts'
import { freePort } from './wait.ts'

/** What `npm test` gives is the program alone: each test starts one of its own. */
export const haproxyService: Service = {
  name: 'HAProxy',
  variable: 'TEST_HAPROXY',
  example: '/usr/sbin/haproxy',
  package: 'haproxy',
  slow: true,
  locate: () => onPath('haproxy'),
  start: () => Promise.resolve({ url: haproxyService.locate() ?? '', stop: () => Promise.resolve() })
}

/** The balancer of `deploy/haproxy` in front of two replicas on 127.0.0.1. */
export async function startHaproxy(
  program: string,
  [one, two]: readonly [number, number]
): Promise<RunningService & { port: number }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const variables = { SATU_PORT: port, SATU_REPLICA_1: `127.0.0.1:${one}`, SATU_REPLICA_2: `127.0.0.1:${two}` }
  const { stop } = await startServer({
    name: 'haproxy',
    directory: temporaryDirectory('haproxy'),
    program: '/usr/bin/env',
    parameters: [...Object.entries(variables).map(([name, value]) => `${name}=${value}`), program, '-db', '-f',
      join(import.meta.dirname, '../../deploy/haproxy/haproxy.cfg')],
    ready: () => fetch(`${url}/readyz`).then(({ status }) => status === 200, () => false)
  })
  return { url, port, stop }
}
