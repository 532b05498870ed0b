import type { IPublishPacket } from 'mqtt'
import { connect as connectTcp, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { SystemFault } from '../faults.ts'
import { type SystemTls, tlsOptions } from '../tls.ts'
import { MqttSocket } from './mqtt-socket.ts'
import { isRefusedCertificate, transportFault } from './transport-faults.ts'

export interface MqttMessage {
  topic: string
  payload: Buffer
  /** The broker kept it for new subscribers: not news. */
  retained: boolean
  /** It may have been delivered before. */
  duplicate: boolean
}

export interface BrokerAddress {
  host: string
  port: number
  secure: boolean
}

export interface ConnectionOptions {
  address: BrokerAddress
  username?: string | undefined
  password?: string | undefined
  tls?: SystemTls | undefined
  clientId: string
  /** Whether the broker forgets the client when it leaves. */
  clean: boolean
  maxMessageBytes: number
  connectTimeoutMs: number
  topics: readonly string[]
  onMessage(message: MqttMessage): Promise<void>
  onOversized(): void
  /** The broker has consented, to the topics too. */
  onReady(): void
}

const KEEPALIVE_S = 60
const END_GRACE_MS = 2_000

/**
 * One connection's whole life. Fulfils when it has ended: with what ended it, or with undefined when the signal did,
 * after the message at hand.
 */
export async function runConnection(options: ConnectionOptions, signal: AbortSignal): Promise<SystemFault | undefined> {
  const { MqttClient } = await import('mqtt')
  if (signal.aborted) return undefined
  const { address, tls, topics, maxMessageBytes, connectTimeoutMs, onMessage, onOversized, onReady } = options
  const began = performance.now()
  const ended = Promise.withResolvers<void>()
  let fault: SystemFault | undefined
  let isConnected = false
  let isReady = false
  let isLeaving = false
  let current: Promise<void> = Promise.resolve()

  const socket = address.secure
    ? connectTls({ host: address.host, port: address.port,
      ...(isIP(address.host) === 0 && { servername: address.host }), ...tlsOptions(tls) })
    : connectTcp({ host: address.host, port: address.port })
  socket.once(address.secure ? 'secureConnect' : 'connect', () => (isConnected = true))
  const stream = new MqttSocket({ socket, maxMessageBytes, onOversized })
  const fail = (reason: SystemFault): void => {
    fault ??= reason
    stream.destroy()
  }
  stream.on('error', error => fail(faultOf(error)))
  stream.once('close', () => {
    if (!isLeaving) fault ??= lost()
    ended.resolve()
  })

  // One client, one connection: its own way of connecting again knows no patience.
  const client = new MqttClient(() => stream, {
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId: options.clientId,
    clean: options.clean,
    ...(options.username !== undefined && { username: options.username }),
    ...(options.password !== undefined && { password: options.password }),
    keepalive: KEEPALIVE_S,
    connectTimeout: connectTimeoutMs,
    reconnectPeriod: 0
  })
  client.on('error', error => fail(faultOf(error)))
  client.on('connect', () => {
    const ready = (): void => {
      isReady = true
      onReady()
    }
    if (topics.length === 0) return ready()
    client.subscribe([...topics], { qos: 1 }, (error, granted) => {
      // Gone meanwhile: the connection's own end says why.
      if (!client.connected) return
      if (error == null && granted?.every(({ qos }) => qos !== 128)) return ready()
      fail(new SystemFault('denied', { stage: 'subscribe', detail: 'refused the subscription', cause: error }))
    })
  })
  // Called for each message before the next; `done` acknowledges.
  client.handleMessage = (packet, done) => {
    if (isLeaving) return
    current = take(messageOf(packet), done)
  }

  let grace: NodeJS.Timeout | undefined
  const leave = async (): Promise<void> => {
    isLeaving = true
    await current
    grace = setTimeout(() => stream.destroy(), END_GRACE_MS)
    // The broker has nothing more to say once it was told goodbye.
    stream.once('finish', () => stream.destroy())
    if (client.connected) client.end()
    else stream.destroy()
  }
  const onAbort = (): void => void leave()
  signal.addEventListener('abort', onAbort)
  try {
    await ended.promise
    await current
    return fault
  } finally {
    signal.removeEventListener('abort', onAbort)
    clearTimeout(grace)
    client.end(true)
  }

  async function take(message: MqttMessage, acknowledge: () => void): Promise<void> {
    try {
      await onMessage(message)
    } catch (cause) {
      return fail(
        new SystemFault('failed', { stage: 'handle message',
          detail: 'sent a message that could not be handled; it will be sent again', cause })
      )
    }
    acknowledge()
  }

  function faultOf(error: Error): SystemFault {
    if (error instanceof SystemFault) return error
    const { code } = error as { code?: unknown }
    if (typeof code === 'number') return refusal(code, error)
    if (error.message === 'connack timeout') return lost()
    if (typeof code !== 'string')
      return new SystemFault('unreadable', { stage: 'receive', detail: 'did not answer in valid MQTT' })
    // TLS 1.3 tells a client that its certificate is refused when it takes itself to be connected.
    const isRefused = isRefusedCertificate((error as NodeJS.ErrnoException).code ?? '')
    return isConnected && !isRefused
      ? new SystemFault('reset', { stage: 'receive', detail: 'broke off the connection', cause: error })
      : transportFault(error, 'connect', 'connect')
  }

  function lost(): SystemFault {
    if (isReady) return new SystemFault('reset', { stage: 'receive', detail: 'broke off the connection' })
    return performance.now() - began >= connectTimeoutMs
      ? new SystemFault('timeout', { stage: 'connect',
        detail: `did not accept the connection within ${connectTimeoutMs} ms` })
      : new SystemFault('reset', { stage: 'connect', detail: 'broke off the connection without an answer' })
  }
}

/** MQTT 3.1.1 section 3.2.2.3. */
function refusal(code: number, cause: Error): SystemFault {
  if (code === 4 || code === 5)
    return new SystemFault('denied', { stage: 'connect', detail: 'refused the credentials', cause })
  if (code === 1 || code === 2)
    return new SystemFault('rejected', { stage: 'connect', detail: 'refused the client', cause })
  if (code === 3) return new SystemFault('throttled', { stage: 'connect', detail: 'is not available now', cause })
  return new SystemFault('unreadable', { stage: 'receive', detail: `did not keep to MQTT (reason ${code})`, cause })
}

function messageOf({ topic, payload, retain, dup }: IPublishPacket): MqttMessage {
  return { topic, payload: Buffer.from(payload as Buffer), retained: retain, duplicate: dup }
}
