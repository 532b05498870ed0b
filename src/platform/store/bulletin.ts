import { Cluster, type RedisOptions } from 'ioredis'
import type { RedisClient } from './redis.ts'

/** What the processes of a hub tell each other at once. A message may be lost with the connection: see who uses it. */
export interface Bulletin {
  /** Never rejects; false when nobody can have heard. */
  tell(topic: string, message: unknown): Promise<boolean>
  /** Hears every process, this one too. A message that is not JSON is dropped. */
  hear(topic: string, listener: (message: unknown) => void): void
  close(): Promise<void>
}

/** @param client sends; a connection of its own, made like it, listens */
export function createBulletin(client: RedisClient, prefix: string): Bulletin {
  const listeners = new Map<string, ((message: unknown) => void)[]>()
  const ear = listening(client)
  // The sending connection tells the operators when Redis is lost; this one shares its fate.
  ear.on('error', () => {})
  ear.on('message', (channel: string, text: string) => {
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      return
    }
    for (const listener of listeners.get(channel.slice(prefix.length)) ?? []) listener(message)
  })
  const subscribe = (): void => {
    if (listeners.size > 0) ear.subscribe(...[...listeners.keys()].map(topic => prefix + topic)).catch(() => {})
  }
  ear.on('ready', subscribe)
  ear.connect().catch(() => {})

  return {
    async tell(topic, message) {
      try {
        return (await client.publish(prefix + topic, JSON.stringify(message))) > 0
      } catch {
        return false
      }
    },
    hear(topic, listener) {
      const known = listeners.get(topic)
      if (known) {
        known.push(listener)
        return
      }
      listeners.set(topic, [listener])
      if (ear.status === 'ready') subscribe()
    },
    async close() {
      await ear.quit().catch(() => undefined)
      ear.disconnect()
    }
  }
}

// An ear that hears nothing for a while is not broken.
const patient: Partial<RedisOptions> = { socketTimeout: undefined, keepAlive: 10_000, autoResubscribe: false,
  lazyConnect: true }

function listening(client: RedisClient): RedisClient {
  if (!(client instanceof Cluster)) return client.duplicate(patient)
  const { redisOptions } = client.options
  return client.duplicate([],
    { redisOptions: { ...redisOptions, ...patient } } as unknown as Parameters<typeof client.duplicate>[1])
}
