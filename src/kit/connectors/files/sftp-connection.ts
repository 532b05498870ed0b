import { createHash } from 'node:crypto'
import { connect as connectTcp, type Socket } from 'node:net'
import type { ConnectConfig, SFTPWrapper } from 'ssh2'
import type { Call } from '../../call.ts'
import { SystemFault } from '../../faults.ts'
import { transportFault } from '../transport-faults.ts'
import { within } from './within.ts'

export interface SftpOptions {
  password?: string
  privateKey?: string
  passphrase?: string
  hostKey?: string | readonly string[]
  trustFirst?: boolean
  connectTimeoutMs?: number
  idleTimeoutMs?: number
}

export interface SftpLogin {
  host: string
  port: number
  config: ConnectConfig
  /** Says whether a server's key, by its fingerprint, is the right one. */
  trusts(fingerprint: string): boolean
  connectTimeoutMs: number
}

export interface SftpConnection {
  sftp: SFTPWrapper
  /** Closes the connection; what is under way on it fails. */
  end(): void
}

/** Connects and logs in. The library is loaded at the first call: a hub without SFTP never needs it. */
export async function connectSftp(login: SftpLogin, call: Call): Promise<SftpConnection> {
  const { default: SftpClient } = await import('ssh2-sftp-client')
  call.signal.throwIfAborted()
  const connectMs = call.timeouts?.connectMs ?? login.connectTimeoutMs
  const nothing = (): void => {}
  const client = new SftpClient('satu', { error: nothing, end: nothing, close: nothing })
  const socket = connectTcp({ host: login.host, port: login.port, noDelay: true })
  const failure: Failure = {}
  client.on('error', (error: unknown) => (failure.error ??= error))
  client.on('keyboard-interactive',
    (_name: string, _text: string, _language: string, prompts: unknown[], answer: (texts: string[]) => void) => {
      answer(prompts.map(() => login.config.password ?? ''))
    })
  try {
    const sftp = await within(
      client.connect({
        ...login.config,
        sock: socket,
        readyTimeout: connectMs,
        hostVerifier: (key: Buffer) => {
          const fingerprint = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
          if (login.trusts(fingerprint)) return true
          failure.stranger = fingerprint
          return false
        }
      }),
      {
        ms: connectMs,
        signal: call.signal,
        late: () => new SystemFault('timeout', { stage: 'connect', detail: 'did not accept a login in time' })
      }
    )
    // Without a listener, a malformed packet would end the process.
    sftp.on('error', nothing)
    return { sftp, end: () => socket.destroy() }
  } catch (error) {
    socket.destroy()
    if (error instanceof SystemFault || call.signal.aborted) throw error
    throw connectFault(failure, error, socket)
  }
}

interface Failure {
  error?: unknown
  /** Fingerprint of a key that is not trusted. */
  stranger?: string
}

function connectFault({ error, stranger }: Failure, thrown: unknown, socket: Socket): SystemFault {
  const stage = 'connect'
  const cause = error ?? thrown
  if (stranger !== undefined) {
    return new SystemFault('unreachable', { stage, detail: `has another host key than the settings allow: ${stranger}`,
      cause })
  }
  const { level, code } = (cause ?? {}) as { level?: unknown; code?: unknown }
  const message = cause instanceof Error ? cause.message : ''
  if (message.startsWith('Cannot parse privateKey')) {
    return new SystemFault('denied', { stage, detail: 'cannot be logged into with this private key', cause })
  }
  if (level === 'client-authentication') return new SystemFault('denied', { stage, detail: 'refused the login', cause })
  if (level === 'client-timeout')
    return new SystemFault('timeout', { stage, detail: 'did not finish its greeting in time', cause })
  if (cause instanceof Error && (socket.connecting || isSocketCode(code)))
    return transportFault(cause, 'connect', stage)
  if (level === 'handshake') {
    return new SystemFault('unreachable', { stage, detail: 'agrees with the hub on no method of encryption', cause })
  }
  if (level === 'protocol' && !message.startsWith('Connection lost'))
    return new SystemFault('unreadable', { stage, detail: 'does not speak SSH as expected', cause })
  return new SystemFault('unreachable', { stage, detail: 'broke off the connection while it was being made', cause })
}

function isSocketCode(code: unknown): boolean {
  return typeof code === 'string' && /^E[A-Z_]+$/.test(code) && code !== 'ERR_GENERIC_CLIENT'
}

/**
 * Who may log in where, checked once.
 * @throws TypeError when there is no way to know the server or to log in
 */
export function sftpLogin(address: { host: string; port: number; user: string }, options: SftpOptions): SftpLogin {
  const { password, privateKey, passphrase, hostKey, trustFirst = false, connectTimeoutMs = 10_000 } = options
  if (password === undefined && privateKey === undefined) throw new TypeError('SFTP needs a password or a privateKey')
  const pinned = new Set(typeof hostKey === 'string' ? [hostKey] : hostKey)
  if (pinned.size === 0 && !trustFirst)
    throw new TypeError("SFTP needs the server's hostKey: SHA256:… as ssh-keygen -lf prints it")
  for (const fingerprint of pinned) {
    if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(fingerprint))
      throw new TypeError('a hostKey is written SHA256: and 43 characters')
  }
  return {
    host: address.host,
    port: address.port,
    config: {
      username: address.user,
      ...(password !== undefined && { password, tryKeyboard: true }),
      ...(privateKey !== undefined && { privateKey }),
      ...(passphrase !== undefined && { passphrase })
    },
    trusts(fingerprint) {
      if (pinned.size === 0) pinned.add(fingerprint)
      return pinned.has(fingerprint)
    },
    connectTimeoutMs
  }
}
