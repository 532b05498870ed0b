import { once } from 'node:events'
import { Agent, request as send } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { Test } from 'tap'
import type { KeyPair } from '../../src/platform/config/certificates.ts'
import type { ServerTls } from '../../src/platform/config/tls.ts'
import type { Authority, Issued } from './authority.ts'
import type { RunningHub } from './core/hub.ts'

export interface Answer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Record<string, unknown>
}

/** One caller with connections of its own. */
export interface Caller {
  ask(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Answer>
}

/** How a hub over TLS is started in a test. */
export const tlsOf = (pair: KeyPair, more: Partial<ServerTls> = {}): ServerTls => ({
  certificate: pair.certificate,
  key: pair.key,
  expiresAt: pair.expiresAt,
  minVersion: 'TLSv1.2',
  clientCa: undefined,
  clientCertificates: 'none',
  ...more
})

/** @param shown the certificate that the caller shows of itself */
export function callerOf(
  t: Test,
  { app }: Pick<RunningHub, 'app'>,
  { ca }: Pick<Authority, 'ca'>,
  shown?: Issued
): Caller {
  const { port } = app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca,
    ...(shown && { cert: shown.certificate, key: shown.key }) })
  t.teardown(() => {
    agent.destroy()
  })
  return {
    ask: (path, headers = {}, method = 'GET') =>
      new Promise((resolve, reject) => {
        const request = send({ agent, port, host: '127.0.0.1', path, headers, method }, response => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
          })
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers,
              body: text.startsWith('{') ? JSON.parse(text) as Answer['body'] : {} })
          })
        })
        request.on('error', reject).end()
      })
  }
}

/** A bare connection, its handshake done. */
export async function shakeHands(
  t: Test,
  { app }: Pick<RunningHub, 'app'>,
  options: ConnectionOptions
): Promise<TLSSocket> {
  const { port } = app.server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1', ...options })
  t.teardown(() => {
    socket.destroy()
  })
  await once(socket, 'secureConnect')
  return socket
}
