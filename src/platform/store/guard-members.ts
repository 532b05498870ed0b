import { createScript } from './guard-script.ts'
import type { RedisClient } from './redis.ts'

/** Who of a hub's processes can be heard through Redis. */
export interface Members {
  /** Says that this process is here. @returns who else is */
  beat(): Promise<Presence>
  /** Says that it will not be missed. */
  leave(): Promise<void>
}

export interface Presence {
  /** Processes that were heard just now. */
  present: number
  /** Those that were heard a while ago, too: they may have ended, or be cut off. */
  known: number
  /** Since when processes are heard here, in ms: before that they may have been alone. */
  sinceMs: number
}

/** A process that was not heard for so long is missing. */
const MISSING_MS = 3_000
/** After so long it counts as ended. */
export const GONE_MS = 15_000

// KEYS: members (process by the time it was last heard), since. ARGV: process, when it is missing, when it is gone.
const BEAT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('SET', KEYS[2], now, 'NX')
redis.call('PEXPIRE', KEYS[2], ARGV[3])
local fresh = redis.call('ZCOUNT', KEYS[1], now - ARGV[2], '+inf')
return { fresh, redis.call('ZCARD', KEYS[1]), now - redis.call('GET', KEYS[2]) }
`

/** @param process no other process has this name */
export function createMembers(client: RedisClient, { prefix, process }: { prefix: string; process: string }): Members {
  const beat = createScript(client, BEAT)
  const [members, since] = ['members', 'since'].map(name => `${prefix}:guard:{hub}:${name}`) as [string, string]
  return {
    async beat() {
      const reply = await beat([members, since], [process, MISSING_MS, GONE_MS])
      if (!Array.isArray(reply) || !reply.every(Number.isSafeInteger))
        throw new Error('Redis answered what makes no sense')
      const [present = 0, known = 0, sinceMs = 0] = reply as number[]
      return { present, known, sinceMs }
    },
    async leave() {
      await client.zrem(members, process)
    }
  }
}
