import { randomBytes } from 'node:crypto'
import { createScript } from './guard-script.ts'
import type { RedisConnection } from './redis.ts'

export interface LoadCounts {
  calls: number
  /** Calls that the cache made needless. */
  spared: number
  errors: number
  /** Of all calls together. */
  ms: number
  worstMs: number
  /** The most calls at once. */
  largest: number
}

/** Sums up what the processes of a hub count, by system and hour. */
export interface LoadStore {
  /**
   * Adds counts of this process to an hour (its start in ms since 1970). The same number again adds nothing, so what
   * may or may not have come through can be said once more.
   */
  add(system: string, hour: number, number: number, counts: LoadCounts): Promise<void>
  /** Undefined for an hour of which nothing is known. */
  read(system: string, hours: readonly number[]): Promise<(LoadCounts | undefined)[]>
}

const KEPT_MS = 50 * 3_600_000
const SUMMED = ['calls', 'spared', 'errors', 'ms'] as const
const LARGEST = ['worstMs', 'largest'] as const

// ARGV: process, number, how long it is kept, then the sums and the largest in the order above.
const ADD = `
if tonumber(redis.call('HGET', KEYS[1], '@' .. ARGV[1]) or '0') >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], '@' .. ARGV[1], ARGV[2])
local names = { '${[...SUMMED, ...LARGEST].join("', '")}' }
for i = 1, ${SUMMED.length} do
  if ARGV[3 + i] ~= '0' then redis.call('HINCRBY', KEYS[1], names[i], ARGV[3 + i]) end
end
for i = ${SUMMED.length + 1}, #names do
  local known = tonumber(redis.call('HGET', KEYS[1], names[i]) or '0')
  if tonumber(ARGV[3 + i]) > known then redis.call('HSET', KEYS[1], names[i], ARGV[3 + i]) end
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`

/** Undefined without Redis. */
export function createLoadStore(
  { client }: Pick<RedisConnection, 'client'>,
  { prefix }: { prefix: string }
): LoadStore | undefined {
  if (client === undefined) return undefined
  const process = randomBytes(9).toString('base64url')
  const add = createScript(client, ADD)
  const keyOf = (system: string, hour: number): string => `${prefix}:load:{${system}}:${hour / 3_600_000}`
  return {
    async add(system, hour, number, counts) {
      const values = [...SUMMED, ...LARGEST].map(name => Math.round(counts[name]))
      await add([keyOf(system, hour)], [process, number, KEPT_MS, ...values])
    },
    read: (system, hours) =>
      Promise.all(hours.map(async hour => {
        const found = await client.hmget(keyOf(system, hour), ...SUMMED, ...LARGEST)
        if (found.every(value => value === null)) return undefined
        const [calls = 0, spared = 0, errors = 0, ms = 0, worstMs = 0, largest = 0] = found.map(value =>
          Number(value) || 0
        )
        return { calls, spared, errors, ms, worstMs, largest }
      }))
  }
}
