import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Call } from '../call.ts'
import { SystemFault } from '../faults.ts'
import type { SystemTls } from '../tls.ts'
import { type BrokerAddress, type ConnectionOptions, type MqttMessage, runConnection } from './mqtt-connection.ts'

export type { MqttMessage } from './mqtt-connection.ts'

export interface MqttOptions {
  /** `mqtt://host:1883`, or `mqtts://host:8883` over TLS. */
  url: string
  username?: string
  password?: string
  /** As the adapter's context has it; for mqtts. */
  tls?: SystemTls | undefined
  /**
   * The same at every start: under it the broker keeps what comes while the hub is away. No two processes may share
   * one.
   */
  clientId: string
  /** Most bytes of one message, its topic included; larger ones are left out and told as a fault. Default 256 KiB. */
  maxMessageBytes?: number
  /** From the attempt to connect to the broker's consent. Default 10,000. */
  connectTimeoutMs?: number
  /** Waits before connecting again: the first, doubled each time up to the longest. Default 500 and 30,000. */
  retryMs?: { first: number; longest: number }
  /** Told of everything after which a subscription goes on: connections lost, messages left out or not handled. */
  onFault?: (fault: SystemFault) => void
}

export interface MqttClient {
  /**
   * Hands over messages one after the other, until the signal aborts: it then fulfils, when the message at hand is
   * done. A message is acknowledged (QoS 1) once `onMessage` has fulfilled, which it should within a minute; when it
   * rejects, the message is delivered again over a new connection. Lost connections are made again.
   * @throws SystemFault `denied` when the broker refuses the credentials or a topic, `rejected` when it refuses the
   *   client
   */
  subscribe(
    topics: readonly string[],
    onMessage: (message: MqttMessage) => Promise<void>,
    signal: AbortSignal
  ): Promise<void>
  /** Connects and leaves again, beside any subscription. */
  probe(call: Call): Promise<void>
  /** Ends all subscriptions. */
  close(): Promise<void>
}

/** A client of an MQTT 3.1.1 broker, for messages pushed to the hub. Makes no connection yet. */
export function createMqtt(options: MqttOptions): MqttClient {
  const { maxMessageBytes = 256 * 1024, connectTimeoutMs = 10_000, retryMs = { first: 500, longest: 30_000 },
    onFault = () => {} } = options
  const { username, password, tls, clientId } = options
  const address = readAddress(options.url)
  if (tls !== undefined && !address.secure)
    throw new TypeError('tls has no use: the address of the broker is not mqtts')
  const common = { address, username, password, tls, maxMessageBytes, connectTimeoutMs }
  const closing = new AbortController()
  const running = new Set<Promise<void>>()

  async function keepSubscribed(
    topics: readonly string[],
    handle: (message: MqttMessage) => Promise<void>,
    signal: AbortSignal
  ): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const began = performance.now()
      let handled = 0
      const connection: ConnectionOptions = {
        ...common,
        clientId,
        clean: false,
        topics,
        async onMessage(message) {
          await handle(message)
          handled++
        },
        onOversized: () => onFault(oversized(maxMessageBytes)),
        onReady: () => {}
      }
      const fault = await runConnection(connection, signal)
      if (fault === undefined) return
      if (fault.kind === 'denied' || fault.kind === 'rejected') throw fault
      onFault(fault)
      // One that worked for a while is no sign that the next will fail.
      if (handled > 0 || performance.now() - began > retryMs.longest) attempt = 0
      const wait = Math.min(retryMs.longest, retryMs.first * 2 ** attempt)
      await delay(wait * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {})
    }
  }

  return {
    subscribe(topics, onMessage, signal) {
      const kept = keepSubscribed(topics, onMessage, AbortSignal.any([signal, closing.signal]))
      running.add(kept)
      const forget = (): void => void running.delete(kept)
      kept.then(forget, forget)
      return kept
    },
    async probe({ signal }) {
      signal.throwIfAborted()
      const done = new AbortController()
      const connection: ConnectionOptions = {
        ...common,
        clientId: `${clientId}-${randomUUID().slice(0, 8)}`,
        clean: true,
        topics: [],
        onMessage: async () => {},
        onOversized: () => {},
        onReady: () => done.abort()
      }
      const fault = await runConnection(connection, AbortSignal.any([signal, done.signal]))
      signal.throwIfAborted()
      if (fault) throw fault
    },
    async close() {
      closing.abort()
      await Promise.allSettled(running)
    }
  }
}

function oversized(bytes: number): SystemFault {
  return new SystemFault('oversized', { stage: 'receive',
    detail: `sent a message of more than ${bytes} bytes; it was left out` })
}

const ports: Readonly<Record<string, { port: number; secure: boolean }>> = {
  'mqtt:': { port: 1883, secure: false },
  'mqtts:': { port: 8883, secure: true }
}

function readAddress(url: string): BrokerAddress {
  const address = URL.canParse(url) ? new URL(url) : undefined
  const scheme = ports[address?.protocol ?? '']
  if (address === undefined || scheme === undefined || address.hostname === '')
    throw new TypeError('the url must begin with mqtt:// or mqtts://')
  if (address.username || address.password)
    throw new TypeError('the url must not hold credentials: they belong in settings of their own')
  if (!['', '/'].includes(address.pathname) || address.search || address.hash)
    throw new TypeError('the url must end with its host and port')
  return { host: address.hostname.replace(/^\[|\]$/g, ''), port: Number(address.port) || scheme.port,
    secure: scheme.secure }
}
