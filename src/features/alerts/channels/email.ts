import type { Message } from '../message.ts'
import type { ReceiverConfig } from '../settings.ts'
import type { Channel, SendResult } from './channel.ts'

type EmailConfig = NonNullable<ReceiverConfig['email']>

export interface EmailOptions {
  timeoutMs(): number
  /** PEM of the authorities that certificates of mail servers are signed by, in place of the public ones. */
  ca?: string | undefined
}

/** What nodemailer tells of a failure. */
interface MailFault {
  code?: string
  responseCode?: number
  command?: string
  message?: string
}

/** Sends mails. The client of SMTP is loaded with the first one. */
export function createEmailChannel({ timeoutMs, ca }: EmailOptions): Channel {
  return {
    async send({ email }, { id, at, message }, signal) {
      if (email === undefined) throw new Error('no email')
      const { createTransport } = await import('nodemailer')
      const { host, port, security, user, password } = email
      const ms = timeoutMs()
      const transport = createTransport({
        host,
        port,
        secure: security === 'tls',
        requireTLS: security === 'starttls',
        ignoreTLS: security === 'none',
        ...(user !== undefined && password !== undefined && { auth: { user, pass: password } }),
        ...(ca !== undefined && { tls: { ca } }),
        connectionTimeout: ms,
        greetingTimeout: ms,
        socketTimeout: ms,
        dnsTimeout: ms,
        // Whatever a text says, it is text.
        disableFileAccess: true,
        disableUrlAccess: true
      })
      const late = Promise.withResolvers<SendResult>()
      const timer = setTimeout(() => {
        late.resolve({ outcome: 'timeout', detail: 'did not answer in time' })
      }, ms * 2)
      const cut = (): void => {
        late.reject(signal.reason as Error)
      }
      signal.addEventListener('abort', cut, { once: true })
      try {
        const sent = transport.sendMail(mailOf(email, id, at, message)).then(
          (): SendResult => ({ outcome: 'sent', detail: 'took it' }),
          faultOf
        )
        return await Promise.race([sent, late.promise])
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', cut)
        transport.close()
      }
    }
  }
}

function mailOf({ from, to }: EmailConfig, id: string, at: number, { title, lines }: Message): object {
  return {
    from: { name: 'Satu', address: from },
    to: [...to],
    subject: title,
    date: new Date(at),
    messageId: `<${id}@${from.split('@')[1]}>`,
    // RFC 3834: no machine answers it.
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: `${lines.join('\n')}\n`,
    html: `<p><strong>${escapeText(title)}</strong></p>\n${paragraphs(lines)}\n`
  }
}

function paragraphs(lines: readonly string[]): string {
  return lines.map(
    line => (line.startsWith('  ')
      ? `&nbsp;&nbsp;${escapeText(line.trim())}<br>`
      : line === ''
      ? '<br>'
      : `<b>${escapeText(line)}</b><br>`)
  ).join('\n')
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Only codes: a server's words may repeat addresses, and what was sent. */
function faultOf(error: unknown): SendResult {
  const { code, responseCode, command, message } = error as MailFault
  if (code === 'EAUTH') return { outcome: 'refused', detail: 'refused the login' }
  // Node's own code of it is written over with the one of nodemailer; the words stay.
  if (/certificate|self-signed|altnames/i.test(message ?? ''))
    return { outcome: 'refused', detail: 'shows a certificate that nobody vouches for' }
  if (code === 'ETLS') return { outcome: 'refused', detail: 'does not encrypt the connection as it has to be' }
  if (code === 'ETIMEDOUT') return { outcome: 'timeout', detail: 'did not answer in time' }
  if (responseCode !== undefined && responseCode >= 500)
    return { outcome: 'refused',
      detail: `refused it with ${responseCode}${command === undefined ? '' : ` (${command})`}` }
  if (responseCode !== undefined) return { outcome: 'busy', detail: `put it off with ${responseCode}` }
  return { outcome: 'unreachable', detail: `could not be reached (${code ?? 'unknown'})` }
}
