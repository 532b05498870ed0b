import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { createDemoCity } from '../../demo/city/city.ts'
import { type Fault, type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createComplaintsSystem } from '../../demo/systems/complaints.ts'
import { createLicensingSystem } from '../../demo/systems/licensing.ts'
import { SCOPES, SECRET } from './sending.ts'

/** What a legacy system does to those who write to it. `slow` keeps a write as its sender gives up. */
export const faults: readonly Fault[] = [
  { kind: 'none' },
  { kind: 'none' },
  { kind: 'none' },
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'refuse' },
  { kind: 'down' },
  { kind: 'error' },
  { kind: 'slow', ms: 1_500 },
  { kind: 'truncate' }
]

/** The legacy systems that are written to: complaints, and files for applications. */
export async function startLegacySystems(): Promise<readonly RunningSystem[]> {
  const city = createDemoCity()
  return Promise.all([startLegacySystem(createComplaintsSystem(city)),
    startLegacySystem(createLicensingSystem(city, { id: 'licensing-a' }))])
}

export interface Place {
  /** Where the hub keeps its state: every process the same. */
  dataDir: string
  /** PostgreSQL in place of SQLite. */
  databaseUrl?: string
  /** Hub processes, each on a port of its own. */
  ports: readonly number[]
}

/** The city's own file with these systems alone, for one of the processes. */
export function environmentOf(
  { dataDir, databaseUrl, ports }: Place,
  legacy: readonly RunningSystem[],
  index: number
): NodeJS.ProcessEnv {
  const file = join(dataDir, 'chaos.yaml')
  const generous = { requests: 1_000_000, seconds: 1 }
  const limits = { concurrency: 8, timeout_ms: 1_000, breaker: { failures: 5, cooldown_ms: 300 } }
  const { city, systems } = parse(readFileSync('config/bandung.yaml', 'utf8')) as { city: unknown;
    systems: Record<string, Record<string, unknown>> }
  const written = Object.fromEntries(legacy.map(({ id }) => [id, { ...systems[id], limits }]))
  writeFileSync(file, stringify({
    // A file that waits behind one that a person has to look at would never arrive.
    city,
    hub: { rate: { consumer: generous }, writes: { wait_ms: 1_500, max_sends: 1_000 } },
    consumers: { writer: { name: 'Writer', scopes: SCOPES } },
    systems: { register: systems['register'], ...written }
  }))
  return {
    ...process.env,
    ...Object.assign({}, ...legacy.map(({ environment }) => environment)) as Record<string, string>,
    PORT: String(ports[index]),
    SATU_CONFIG: file,
    SATU_ENV: 'development',
    SATU_DATA_DIR: dataDir,
    SATU_LOG_FILE: join(dataDir, `hub-${index}.log`),
    SATU_JWT_SECRET: SECRET,
    SATU_REPLICAS: String(ports.length),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl })
  }
}
