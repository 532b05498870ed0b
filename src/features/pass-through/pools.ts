import { Pool } from 'undici'
import { createConnector } from '../../kit/connectors/http-connect.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'

/** Until a connection is made, where the config says nothing of it. */
const CONNECT_MS = 10_000

/** Connections to systems for what is passed through, whichever way it goes. */
export interface Pools {
  /**
   * @param system its host is asked, whatever path its address has
   * @param connectMs until a connection is made
   */
  of(system: Pick<SystemConfig, 'url' | 'tls'>, connectMs?: number): Pool
  close(): Promise<void>
}

export function createPools(): Pools {
  const pools = new Map<string, { tls: SystemConfig['tls']; pool: Pool }>()
  return {
    of({ url, tls }, connectMs = CONNECT_MS) {
      const key = `${url} ${connectMs}`
      const known = pools.get(key)
      if (known !== undefined && known.tls === tls) return known.pool
      // What was begun with another certificate may end with it.
      void known?.pool.close()
      // The guard says how long a call may take.
      const pool = new Pool(new URL(url).origin, { headersTimeout: 0, bodyTimeout: 0, allowH2: false,
        connect: createConnector(tls, () => connectMs) })
      pools.set(key, { tls, pool })
      return pool
    },
    async close() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()))
    }
  }
}
