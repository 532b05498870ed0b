import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { type HubProcess, startHub } from '../../demo/hub-process.ts'
import type { RunningSystem } from '../../demo/legacy-system.ts'
import { startLegacySystems } from '../chaos/city.ts'
import { SCOPES, SECRET } from '../chaos/sending.ts'
import { haproxy } from '../services.ts'
import { startHaproxy } from '../services/haproxy.ts'
import { type PostgresOptions, startPostgres } from '../services/postgres.ts'
import { startRedis } from '../services/redis.ts'
import { freePort } from '../services/wait.ts'
import { testFolder } from '../suites/folder.ts'

/** Something that can be stopped, and started again at the same place. */
export interface Part {
  stop(): Promise<void>
  start(): Promise<void>
}

/** Two replicas over PostgreSQL and Redis behind HAProxy, in front of legacy systems that take writes. */
export interface Installation {
  /** Of the balancer. */
  url: string
  replicas: readonly Replica[]
  postgres: Part
  redis: Part & { url: string }
  legacy: readonly RunningSystem[]
  /** Of the city's file, which the replicas share. */
  configFile: string
  close(): Promise<void>
}

export interface Replica extends Part {
  port: number
  logFile: string
  /** Sends it a signal. */
  signal(name: NodeJS.Signals): void
}

export const READER = 'reader'
const READS = ['complaints:read', 'licences:read', 'licence-applications:read', 'systems:read']

export async function startInstallation(): Promise<Installation> {
  const folder = testFolder()
  // PostgreSQL has an account of its own.
  chmodSync(folder, 0o777)
  const configFile = join(folder, 'city.yaml')
  const legacy = await startLegacySystems()
  writeFileSync(configFile, cityFile(legacy))
  const postgres = await restartable(async () => {
    const options: PostgresOptions = { data: join(folder, 'postgres'), port: postgresPort }
    return startPostgres(options)
  })
  const redis = await restartable(() => startRedis({ port: redisPort }))
  const ports = [await freePort(), await freePort()] as const
  const replicas = await Promise.all(ports.map((port, index) =>
    startReplica(port, {
      ...process.env,
      ...Object.assign({}, ...legacy.map(({ environment }) => environment)) as Record<string, string>,
      DATABASE_URL: `postgres://postgres:only-for-tests@127.0.0.1:${postgresPort}/postgres`,
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      PORT: String(port),
      SATU_CONFIG: configFile,
      SATU_DATA_DIR: testFolder(),
      SATU_ENV: 'development',
      SATU_JWT_SECRET: SECRET,
      SATU_REPLICAS: String(ports.length)
    }, join(folder, `hub-${index}.log`))
  ))
  const balancer = await startHaproxy(await haproxy(), ports)
  return {
    url: balancer.url,
    replicas,
    postgres,
    redis: { ...redis, url: `redis://127.0.0.1:${redisPort}` },
    legacy,
    configFile,
    async close() {
      await balancer.stop()
      await Promise.all(replicas.map(replica => replica.stop()))
      await Promise.all([postgres.stop(), redis.stop(), ...legacy.map(system => system.stop())])
    }
  }
}

const postgresPort = await freePort()
const redisPort = await freePort()

async function restartable(begin: () => Promise<{ stop(): Promise<void> }>): Promise<Part> {
  let running: { stop(): Promise<void> } | undefined = await begin()
  return {
    async stop() {
      const before = running
      running = undefined
      await before?.stop()
    },
    async start() {
      running ??= await begin()
    }
  }
}

async function startReplica(port: number, env: NodeJS.ProcessEnv, logFile: string): Promise<Replica> {
  let running: HubProcess | undefined
  const replica: Replica = {
    port,
    logFile,
    signal(name) {
      if (running?.pid !== undefined) process.kill(running.pid, name)
    },
    async start() {
      running = startHub({ entry: 'bin/hub.mjs', cwd: process.cwd(), port, env: { ...env, SATU_LOG_FILE: logFile } })
      await Promise.race([running.ready, running.ended])
    },
    async stop() {
      await running?.stop(15_000)
    }
  }
  await replica.start()
  return replica
}

/** The city's own file with these systems alone, asked anew for each read, and with what writes and reads here. */
export function cityFile(legacy: readonly RunningSystem[]): string {
  const { city, systems } = parse(readFileSync('config/bandung.yaml', 'utf8')) as { city: unknown;
    systems: Record<string, Record<string, unknown>> }
  const generous = { requests: 1_000_000, seconds: 1 }
  return stringify({
    city,
    hub: { rate: { consumer: generous, anonymous: generous } },
    consumers: { writer: { name: 'Writer', scopes: SCOPES }, [READER]: { name: 'Reader', scopes: READS } },
    systems: { register: systems['register'], ...Object.fromEntries(legacy.map(({ id }) => [id, systems[id]])) }
  }, { aliasDuplicateObjects: false })
}
