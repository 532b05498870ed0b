import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Test } from 'tap'
import { until } from '../services/wait.ts'
import type { Issued } from './authority.ts'

/** A mail as it reached the server. */
export interface Mail {
  from: string
  to: string[]
  /** Head and body, as they came. */
  text: string
  isEncrypted: boolean
  user: string | undefined
}

export interface MailServer {
  port: number
  mails: Mail[]
  until(count: number): Promise<Mail[]>
}

export interface MailServerOptions {
  certificate: Issued
  security?: 'starttls' | 'tls' | 'none'
  login?: { user: string; password: string }
  /** Status that every message is refused with. */
  refuse?: number
}

/** A real mail server that keeps what it gets. */
export async function startMailServer(
  t: Pick<Test, 'teardown'>,
  { certificate, security = 'starttls', login, refuse }: MailServerOptions
): Promise<MailServer> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    key: certificate.key,
    cert: certificate.certificate,
    secure: security === 'tls',
    disabledCommands: [...(security === 'starttls' ? [] : ['STARTTLS']), ...(login === undefined ? ['AUTH'] : [])],
    authOptional: login === undefined,
    logger: false,
    onAuth({ username, password }, _session, callback) {
      if (username === login?.user && password === login?.password) callback(null, { user: username })
      else callback(new Error('who are you'))
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
      })
      stream.on('end', () => {
        if (refuse !== undefined) return callback(Object.assign(new Error('no'), { responseCode: refuse }))
        const { mailFrom, rcptTo } = session.envelope
        mails.push({ from: mailFrom === false ? '' : mailFrom?.address ?? '', to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(), isEncrypted: session.secure,
          user: typeof session.user === 'string' ? session.user : undefined })
        callback()
      })
    }
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  t.teardown(() =>
    new Promise<void>(resolve => {
      server.close(() => {
        resolve()
      })
    })
  )
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    async until(count) {
      await until(() => mails.length >= count, { what: `${count} mails` })
      return mails
    }
  }
}
