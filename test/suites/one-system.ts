import { pino } from 'pino'
import type { Test } from 'tap'
import { adapters as table } from '../../adapters/index.ts'
import { buildHub } from '../../src/hub.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import { cityVariables } from './city-variables.ts'
import { loadConfig } from './config.ts'
import { quiet } from './quiet-city.ts'
import { signToken } from './token.ts'

const JWT_SECRET = 'a secret of the tests, long enough for HS256'

interface List {
  status: number
  body: {
    items?: readonly { id: string; source: { fetched_at: string } }[]
    meta?: { sources: readonly { state: string; as_of: string | null; detail?: string }[] }
    code?: string
    detail?: string
  }
}

export interface OneSystem {
  get(path: string): Promise<List>
  /** What was told of snapshots that were refused, newest last. */
  alarms(): string[]
  close(): Promise<void>
}

export interface OneSystemOptions {
  id: string
  /** What the system's entry takes from the environment. */
  environment: Readonly<Record<string, string>>
  dataDir: string
}

/** A hub over one system of the city's config. It looks for newer files each second. */
export async function startOne(t: Test, { id, environment, dataDir }: OneSystemOptions): Promise<OneSystem> {
  const adapters = await loadAdapters(table)
  const config = quiet(
    loadConfig({ file: 'config/bandung.yaml', env: { ...cityVariables(), ...environment }, adapters })
  )
  const systems = config.systems.filter(system => system.id === id).map(system => ({ ...system,
    snapshot: { ...system.snapshot, poll_seconds: 1 } })
  )
  const lines: { msg: string; detail?: string }[] = []
  const hub = await buildHub({
    config: { ...config, routes: {}, systems },
    adapters,
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir },
    log: { logger: pino({ level: 'info' }, { write: line => {
      lines.push(JSON.parse(line))
    } }), request: () => {}, flush: () => {} }
  })
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => (closed ??= hub.close())
  t.teardown(close)
  const headers = {
    authorization: `Bearer ${
      signToken(JWT_SECRET, { sub: 'demo-app', scope: config.consumers['demo-app']?.scopes.join(' ') })
    }`
  }
  return {
    async get(path) {
      const answer = await fetch(url + path, { headers })
      return { status: answer.status, body: (await answer.json()) as List['body'] }
    },
    alarms: () =>
      lines.flatMap(({ msg, detail }) => (msg === 'snapshot refused' && detail !== undefined ? [detail] : [])),
    close
  }
}
