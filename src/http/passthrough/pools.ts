import { Pool } from 'undici'

/** Connections to systems for what is passed through, whichever way it goes. */
export interface Pools {
  /**
   * @param url of the system: its host is asked, whatever path stands there
   * @param connectMs until a connection is made
   */
  of(url: string, connectMs: number | undefined): Pool
  close(): Promise<void>
}

export function createPools(): Pools {
  const pools = new Map<string, Pool>()
  return {
    of(url, connectMs) {
      const key = connectMs === undefined ? url : `${url} ${connectMs}`
      let pool = pools.get(key)
      if (pool === undefined) {
        const connect = connectMs === undefined ? {} : { connect: { timeout: connectMs } }
        // The guard says how long a call may take.
        pools.set(key, (pool = new Pool(new URL(url).origin, { headersTimeout: 0, bodyTimeout: 0, ...connect })))
      }
      return pool
    },
    async close() {
      await Promise.all([...pools.values()].map(pool => pool.destroy()))
    }
  }
}
