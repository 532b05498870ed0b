import { createScript } from './guard-script.ts'
import type { RedisClient } from './redis.ts'

/** What several processes count together, each count for a time. */
export interface CountStore {
  /**
   * Adds to a count; the first one to add says for how long it runs.
   * @param name may be of a person or an address: it is not kept as it stands
   */
  add(name: string, requests: number, lifeMs: number): Promise<{ requests: number; endsInMs: number }>
}

const ADD = `
local together = redis.call('INCRBY', KEYS[1], ARGV[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  left = tonumber(ARGV[2])
  redis.call('PEXPIRE', KEYS[1], left)
end
return { together, left }
`

export function createCountStore(
  client: RedisClient,
  { prefix, nameOf }: { prefix: string; nameOf(text: string): string }
): CountStore {
  const add = createScript(client, ADD)
  return {
    async add(name, requests, lifeMs) {
      const reply = await add([`${prefix}:count:{${nameOf(name)}}`], [requests, Math.max(1, Math.ceil(lifeMs))])
      const [together, endsInMs] = Array.isArray(reply) ? (reply as unknown[]) : []
      if (!Number.isSafeInteger(together) || !Number.isSafeInteger(endsInMs))
        throw new Error('Redis answered what makes no sense')
      return { requests: together as number, endsInMs: endsInMs as number }
    }
  }
}
