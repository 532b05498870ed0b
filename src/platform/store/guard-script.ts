import { createHash } from 'node:crypto'
import type { RedisClient } from './redis.ts'

/**
 * A piece of Lua that Redis runs as one step. All its keys must hold one hash tag: a cluster keeps them on one node.
 */
export type Script = (keys: readonly string[], values: readonly (string | number)[]) => Promise<unknown>

/** Sends the text of the script only to a server that does not know it yet. */
export function createScript(client: RedisClient, text: string): Script {
  const sha = createHash('sha1').update(text).digest('hex')
  return async (keys, values) => {
    try {
      return await client.evalsha(sha, keys.length, ...keys, ...values)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return client.eval(text, keys.length, ...keys, ...values)
    }
  }
}
