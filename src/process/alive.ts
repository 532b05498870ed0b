// The health check of the image: whether the hub of this machine answers, over TLS or not.
import { get as getPlain } from 'node:http'
import { get as getSecure } from 'node:https'

const port = process.env['PORT'] ?? '8080'
const TIMEOUT_MS = 2_500

/** Nothing is believed of what answers, and nothing is sent: whose certificate it is does not matter here. */
function asks(get: typeof getPlain | typeof getSecure): Promise<boolean> {
  return new Promise(resolve => {
    const request = get({ host: '127.0.0.1', port, path: '/livez', timeout: TIMEOUT_MS, rejectUnauthorized: false },
      answer => {
        answer.resume()
        resolve(answer.statusCode === 200)
      })
    // Where certificates are required a hub that refuses this one is alive.
    request.on('error', (error: NodeJS.ErrnoException) => {
      resolve(/_ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)$/.test(error.code ?? ''))
    })
    request.on('timeout', () => {
      request.destroy()
    })
  })
}

process.exit((await asks(getPlain)) || (await asks(getSecure)) ? 0 : 1)
