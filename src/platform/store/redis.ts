import { Cluster, type CommonRedisOptions, Redis } from 'ioredis'
import { describeRedis, parseRedisUrl, type RedisAddress } from './redis-url.ts'

export type RedisClient = Redis | Cluster

export interface RedisLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

export interface RedisStatus {
  /** `off`: no URL is configured. `lost`: it was reachable, or was expected to be, and connecting goes on. */
  state: 'off' | 'connecting' | 'ready' | 'lost'
  since: Date
  /** Hosts or path, without credentials. */
  target?: string
  /** Why it was lost. */
  detail?: string
}

export interface RedisConnection {
  /** Undefined if no URL is configured. A command fails within 300 ms at the latest, at once while not `ready`. */
  readonly client: RedisClient | undefined
  /** Whether a command is worth a try. */
  readonly ready: boolean
  status(): RedisStatus
  /** Ends the connection; never throws and waits 300 ms at most. */
  close(): Promise<void>
}

const commandTimeoutMs = 300

/** A dead Redis costs a command, never a request: nothing waits for a connection and nothing is sent a second time. */
const connectionOptions = {
  lazyConnect: true,
  connectTimeout: 2_000,
  commandTimeout: commandTimeoutMs,
  // A frozen server keeps its connections open: without this each request would wait for its own time-out.
  socketTimeout: 2 * commandTimeoutMs,
  enableOfflineQueue: false,
  // Commands under way fail as the connection breaks. Sent again after it, an increment would count twice.
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  enableAutoPipelining: true,
  retryStrategy: backOff
} satisfies CommonRedisOptions

/** 50 ms doubling to 5 s, with jitter so that replicas do not come back all at once; for ever. */
function backOff(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt - 1, 10), 5_000) * (0.8 + Math.random() * 0.4)
}

/**
 * Connects to Redis in the background: a Redis that is down delays neither the start nor a request.
 * @param url see `parseRedisUrl`; undefined or empty: no Redis
 * @throws Error if the URL is wrong
 */
export function createRedis(url: string | undefined, { log }: { log: RedisLog }): RedisConnection {
  if (!url) return withoutRedis()
  const address = parseRedisUrl(url)
  const client = createClient(address)
  const target = describeRedis(address)
  let status: RedisStatus = { state: 'connecting', since: new Date(), target }
  let reason = 'connection closed'
  let closing = false

  client.on('error', (error: Error) => {
    reason = error.message
  })
  client.on('close', () => {
    if (closing || status.state === 'lost') return
    status = { state: 'lost', since: new Date(), target, detail: reason }
    log.warn({ redis: target, reason }, 'Redis is lost: going on without it and connecting again')
  })
  client.on('ready', () => {
    const lost = status.state === 'lost'
    if (lost) log.info({ redis: target, lost_ms: Date.now() - status.since.getTime() }, 'Redis is back')
    status = { state: 'ready', since: new Date(), target }
    reason = 'connection closed'
  })
  client.connect().catch(() => {
    // Told by the events; the client tries again by itself.
  })

  return {
    client,
    get ready() {
      return client.status === 'ready'
    },
    status: () => status,
    async close() {
      closing = true
      await client.quit().catch(() => undefined)
      client.disconnect()
    }
  }
}

function withoutRedis(): RedisConnection {
  const status: RedisStatus = { state: 'off', since: new Date() }
  return { client: undefined, ready: false, status: () => status, close: () => Promise.resolve() }
}

function createClient(address: RedisAddress): RedisClient {
  const { tls, username, password, db } = address
  const options = {
    ...connectionOptions,
    ...(tls && { tls: {} }),
    ...(username && { username }),
    ...(password && { password }),
    db
  }
  switch (address.kind) {
    case 'single':
      return new Redis({ ...options, host: address.host, port: address.port })
    case 'socket':
      return new Redis({ ...options, path: address.path })
    case 'sentinel':
      return new Redis({
        ...options,
        sentinels: [...address.hosts],
        name: address.master,
        enableTLSForSentinelMode: tls,
        sentinelCommandTimeout: commandTimeoutMs,
        sentinelRetryStrategy: backOff
      })
    case 'cluster':
      return new Cluster([...address.hosts], {
        lazyConnect: true,
        enableOfflineQueue: false,
        enableAutoPipelining: true,
        clusterRetryStrategy: backOff,
        // A slot that moves is followed, a node that is gone is not waited for.
        maxRedirections: 3,
        retryDelayOnFailover: 50,
        retryDelayOnClusterDown: 50,
        slotsRefreshTimeout: 1_000,
        redisOptions: options
      })
  }
}
