import { createScript } from './guard-script.ts'
import type { RedisClient } from './redis.ts'

/** What a process says to the others about its places at a system, and what it wants. */
export interface Exchange {
  /** How long a place is kept for a process that says nothing any more. */
  leaseMs: number
  /** Places of the whole hub. */
  most: number
  /** Milliseconds between two calls; 0 without a rate. */
  distanceMs: number
  /** Milliseconds for which no call may go, as this process knows; others may know better. */
  quietMs: number
  /** Places that it gives back. */
  release: readonly string[]
  /** Places that it has although nobody gave them to it: it took them while it was alone. */
  adopt: readonly string[]
  /** Names of the places that it wants, the most urgent first. */
  want: readonly string[]
}

/** `trying`: this process has the one place from which the system is tried; `elsewhere`: another one has it. */
export type SharedBreaker = 'closed' | 'open' | 'trying' | 'elsewhere'

export interface Exchanged {
  /** So many of the wanted places are its own now. */
  granted: number
  /** Milliseconds after which asking again is worth while: 0 when that depends on others. */
  waitMs: number
  /** Places of all processes that are taken. */
  held: number
  breaker: SharedBreaker
  /** How long it stays so, if nothing happens. */
  openMs: number
}

/** Agreement of the processes of a hub about one system each; every step is one round trip. */
export interface GuardStore {
  exchange(system: string, exchange: Exchange): Promise<Exchanged>
  /** @returns for how long the system is left alone */
  open(system: string, options: { cooldownMs: number; longestMs: number; afterTry: boolean }): Promise<number>
  close(system: string): Promise<void>
}

/** A process that waits says so at least this often, else its turn is lost. */
export const TURN_MS = 500
const BREAKERS = ['closed', 'open', 'trying', 'elsewhere'] as const
/** Nobody tries a system that nobody asks for: in the end it counts as well. */
const FORGOTTEN_MS = 600_000

/*
 * KEYS: places (name by the time it ends), line (process by the time it came), seen (process by the time it last
 * asked), next (the earliest time of the next call), breaker, try (the place from which the system is tried). A free
 * place is for the process that has waited longest: one that only gives a place back and wants it again at once comes
 * after those that wait. All times are those of Redis.
 */
const EXCHANGE = `
local places, line, seen, next_at, breaker, try = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local process, lease, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local distance, quiet, turn = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local releases, adopts, wants = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

redis.call('ZREMRANGEBYSCORE', places, '-inf', now)
local trier = redis.call('GET', try)
for i = 10, 9 + releases do
  redis.call('ZREM', places, ARGV[i])
  if ARGV[i] == trier then
    redis.call('DEL', try)
    trier = false
  end
end
for i = 10 + releases, 9 + releases + adopts do redis.call('ZADD', places, now + lease, ARGV[i]) end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', now - turn)) do
  redis.call('ZREM', seen, gone)
  redis.call('ZREM', line, gone)
end

local held = redis.call('ZCARD', places)
local allowed, state, open_ms, wait = wants, 0, 0, 0
local open_until = tonumber(redis.call('HGET', breaker, 'until') or '')
if open_until then
  if open_until > now then
    allowed, state, open_ms = 0, 1, open_until - now
  elseif trier then
    allowed, state, open_ms = 0, 3, redis.call('PTTL', try)
  else
    allowed, state = math.min(1, wants), 2
  end
end

local came = redis.call('ZSCORE', line, process)
local ahead = came and redis.call('ZCOUNT', line, '-inf', '(' .. came) or redis.call('ZCARD', line)
local granted = math.max(0, math.min(allowed, most - held - ahead))
if distance > 0 then
  local next_time = math.max(tonumber(redis.call('GET', next_at) or '') or 0, now + quiet)
  if ahead > 0 or next_time > now then granted = 0 end
  if granted > 0 then
    granted = 1
    next_time = now + distance
  end
  if next_time > now then
    redis.call('SET', next_at, string.format('%.3f', next_time), 'PX', math.ceil(next_time - now))
  end
  if ahead == 0 and held + granted < most then wait = math.ceil(next_time - now) end
end

for i = 1, granted do
  local name = ARGV[9 + releases + adopts + i]
  redis.call('ZADD', places, now + lease, name)
  if state == 2 then redis.call('SET', try, name, 'PX', lease) end
end
if granted < wants and allowed > 0 then
  if granted > 0 or not came then redis.call('ZADD', line, string.format('%.3f', now), process) end
  redis.call('ZADD', seen, now, process)
  redis.call('PEXPIRE', line, turn * 2)
  redis.call('PEXPIRE', seen, turn * 2)
elseif came then
  redis.call('ZREM', line, process)
  redis.call('ZREM', seen, process)
end
if held + granted > 0 then redis.call('PEXPIRE', places, lease) end
if state == 2 and granted == 0 then open_ms = 0 end
return { granted, wait, held + granted, state, math.ceil(open_ms) }
`

// KEYS: breaker, try. ARGV: cool-down, longest cool-down, 1 after a try that failed, how long it is remembered after
// it.
const OPEN = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local open_until = tonumber(redis.call('HGET', KEYS[1], 'until') or '')
local cooldown = tonumber(ARGV[1])
if open_until and open_until > now then return math.ceil(open_until - now) end
if ARGV[3] == '1' then
  local doubled = tonumber(redis.call('HGET', KEYS[1], 'cooldown') or '0') * 2
  cooldown = math.max(cooldown, math.min(doubled, tonumber(ARGV[2])))
end
redis.call('HSET', KEYS[1], 'until', string.format('%.3f', now + cooldown), 'cooldown', cooldown)
redis.call('PEXPIRE', KEYS[1], cooldown + tonumber(ARGV[4]))
redis.call('DEL', KEYS[2])
return cooldown
`

/** @param process no other process has this name */
export function createGuardStore(
  client: RedisClient,
  { prefix, process }: { prefix: string; process: string }
): GuardStore {
  const exchange = createScript(client, EXCHANGE)
  const open = createScript(client, OPEN)
  const keyOf = (system: string, name: string): string => `${prefix}:guard:{${system}}:${name}`
  const breakerOf = (system: string): string[] => ['breaker', 'try'].map(name => keyOf(system, name))
  return {
    async exchange(system, { leaseMs, most, distanceMs, quietMs, release, adopt, want }) {
      const keys = ['places', 'line', 'seen', 'next'].map(name => keyOf(system, name))
      const numbers = [leaseMs, most, distanceMs, quietMs, TURN_MS, release.length, adopt.length, want.length]
      return readReply(
        await exchange([...keys, ...breakerOf(system)], [process, ...numbers, ...release, ...adopt, ...want]),
        want.length
      )
    },
    async open(system, { cooldownMs, longestMs, afterTry }) {
      const ms = await open(breakerOf(system), [cooldownMs, longestMs, afterTry ? 1 : 0, FORGOTTEN_MS])
      if (typeof ms !== 'number' || !(ms >= 0)) throw garbage()
      return ms
    },
    async close(system) {
      await client.del(...breakerOf(system))
    }
  }
}

function readReply(reply: unknown, wanted: number): Exchanged {
  if (!Array.isArray(reply) || !reply.every(part => Number.isSafeInteger(part) && (part as number) >= 0))
    throw garbage()
  const [granted = wanted + 1, waitMs = 0, held = 0, state = BREAKERS.length, openMs = 0] = reply as number[]
  const breaker = BREAKERS[state]
  if (granted > wanted || breaker === undefined) throw garbage()
  return { granted, waitMs, held, breaker, openMs }
}

function garbage(): Error {
  return new Error('Redis answered what makes no sense')
}
