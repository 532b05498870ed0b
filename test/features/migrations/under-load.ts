import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { adapters as table } from '../../../adapters/index.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { startHub } from '../../../demo/hub-process.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createLicensingSystem } from '../../../demo/systems/licensing.ts'
import { createSuccessor, type MigratedRecord } from '../../../demo/systems/successor.ts'
import { loadAdapters } from '../../../src/platform/config/adapters.ts'
import { freePort, until } from '../../services/wait.ts'
import { loadConfig } from '../../suites/config.ts'
import { signToken } from '../../suites/token.ts'
import { migrate } from './migrate.ts'

const JWT_SECRET = 'a key for a switch that is long enough'
const LINE = (how: string): string =>
  '  permits: { resource: licences, old: licensing-a, new: licensing-new, key: identifiers.no_pendaftaran, sample: ' +
  `20, ${how} }\n`

/** What changes in the config file, in this order. */
export const phases = ['mode: shadow', 'mode: ramp, percent: 10', 'mode: ramp, percent: 50', 'mode: ramp, percent: 90',
  'mode: switched', 'mode: shadow', 'mode: switched'] as const

export interface LoadOptions {
  dataDir: string
  callers: number
  /** Requests of each phase, at least. */
  requests: number
  say(line: string): void
}

export interface PhaseResult {
  mode: string
  requests: number
  failed: number
  /** Answers whose records came from the successor. */
  byNew: number
  p50: number
  p99: number
}

export interface LoadResult {
  phases: PhaseResult[]
  /** Walks over all pages that gave a record twice, or other records than before. */
  brokenWalks: number
  walks: number
  failures: string[]
  /** `GET /admin/successions/permits/report`, in the shadow and at the end. */
  shadow: unknown
  end: unknown
  authorization: string
}

/**
 * A licensing office and the application that replaces it, the hub as a process of its own in front of them, and
 * callers who go on while one line of the config file is changed: shadow, ramp, switch, back, and switch again. The
 * migration has left some records out and some fields wrong.
 * @param then is told where the hub is before it is stopped
 */
export async function switchUnderLoad(
  { dataDir, callers, requests, say }: LoadOptions,
  then: (hub: { url: string; token: string }) => Promise<void> = async () => {}
): Promise<LoadResult> {
  const office = await startLegacySystem(createLicensingSystem(createDemoCity(), { id: 'licensing-a' }), {
    latencyMs: 2
  })
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'city.yaml')
  const write = (how: string): void => {
    // As editors do: a new file in place of the old one.
    writeFileSync(`${file}.new`, `${cityText()}successions:\n${LINE(how)}`)
    renameSync(`${file}.new`, file)
  }
  const records: MigratedRecord[] = []
  const successor = await startLegacySystem(
    createSuccessor({ id: 'licensing-new', environmentPrefix: 'LICENSING_NEW', records: { licences: records } }),
    { latencyMs: 2 }
  )
  const env = { ...office.environment, ...successor.environment } as NodeJS.ProcessEnv
  write(phases[0])
  const adapters = await loadAdapters(table)
  const whole = await migrate(loadConfig({ file, env, adapters }), 'licensing-a', 'licences', adapters)
  records.push(...whole.filter((_, i) => i % 200 !== 7).map(spoilt))
  say(
    `licensing-a has ${whole.length} licences, licensing-new ${records.length}: the migration left ${
      whole.length - records.length
    } out`
  )

  const port = await freePort()
  const hub = startHub({
    entry: 'bin/hub.mjs',
    cwd: process.cwd(),
    port,
    env: { ...process.env, ...env, PORT: String(port), SATU_CONFIG: file, SATU_ENV: 'development',
      SATU_DATA_DIR: dataDir, SATU_LOG_FILE: join(dataDir, 'hub.log'), SATU_JWT_SECRET: JWT_SECRET }
  })
  const url = `http://127.0.0.1:${port}`
  const token = signToken(JWT_SECRET, { sub: 'operations', scope: 'admin:read admin:write' })
  const authorization = `Bearer ${token}`
  const operate = async (path: string, init: RequestInit = {}): Promise<Record<string, unknown>> =>
    await (await fetch(url + path, { ...init, headers: { authorization, 'content-type': 'application/json' } }))
      .json() as Record<string, unknown>
  const result: LoadResult = { phases: [], brokenWalks: 0, walks: 0, failures: [], shadow: undefined, end: undefined,
    authorization }
  let isOver = false
  let current: { times: number[]; failed: number; byNew: number } = { times: [], failed: 0, byNew: 0 }
  let working: Promise<void>[] = []
  try {
    await hub.ready
    // A record that the migration left out is not there after the switch: the report says so. All others must be.
    const there = new Set(records.map(numberOf))
    const known = (await listed(url, '/v1/licences?limit=100')).items.map(({ id }) => id).filter(id =>
      there.has(id.slice('HAYU-'.length))
    )

    const ask = async (path: string): Promise<Listed | undefined> => {
      const begun = performance.now()
      const { status, text } = await fetch(url + path).then(
        async answer => ({ status: answer.status, text: await answer.text() }),
        (error: unknown) => ({ status: 0, text: String(error) })
      )
      current.times.push(performance.now() - begun)
      const isPartial = status === 200 && /"state":"failed"/.test(text)
      if (status !== 200 || isPartial) {
        current.failed++
        result.failures.push(`${path.slice(0, 60)}: ${status} ${text.slice(0, 200)}`)
        return undefined
      }
      if (text.includes('"system":"licensing-new","record_id"')) current.byNew++
      return JSON.parse(text) as Listed
    }
    /** Pages of one list, whatever is switched meanwhile. What the successor does not have may be missing. */
    const walk = async (limit: number): Promise<void> => {
      const seen: string[] = []
      for (let cursor: string | null = '', pages = 0; cursor !== null && pages < 6; pages++) {
        const page = await ask(`/v1/licences?limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`)
        if (page === undefined) return
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next_cursor
      }
      result.walks++
      if (new Set(seen).size !== seen.length || seen.some(id => !id.startsWith('HAYU-'))) result.brokenWalks++
    }
    const statuses = ['active', 'expired', 'revoked']
    working = Array.from({ length: callers }, async (_, caller) => {
      for (let i = caller; !isOver; i++) {
        if (i % 4 === 0) await ask(`/v1/licences?limit=${1 + (i % 60)}`)
        else if (i % 4 === 1) await ask(`/v1/licences/${known[(i * 7) % known.length]}`)
        else if (i % 4 === 2) await ask(`/v1/licences?limit=${1 + (i % 25)}&status=${statuses[i % 3]}`)
        else await walk(5 + (i % 40))
      }
    })

    for (const how of phases) {
      write(how)
      const mode = /mode: (\w+)/.exec(how)?.[1]
      const percent = Number(/percent: (\d+)/.exec(how)?.[1] ?? NaN)
      await until(async () => {
        const { items } = await operate('/admin/successions') as { items: { mode: string; percent?: number }[] }
        return items[0]?.mode === mode && (Number.isNaN(percent) || items[0]?.percent === percent)
      }, { what: `the hub taking up ${how}`, timeoutMs: 120_000 })
      current = { times: [], failed: 0, byNew: 0 }
      const mine = current
      if (how === 'mode: shadow' && result.shadow === undefined) {
        await until(
          async () =>
            ((await operate('/admin/successions/permits/report')) as { comparison?: { last?: { outcome?: string } } })
              .comparison?.last?.outcome !== undefined,
          { what: 'the comparison of all records', timeoutMs: 240_000 }
        )
        result.shadow = await operate('/admin/successions/permits/report')
      }
      await until(() => mine.times.length >= requests, { what: `${requests} requests`, timeoutMs: 240_000 })
      const sorted = mine.times.toSorted((a, b) => a - b)
      const phase: PhaseResult = { mode: how.replace('mode: ', ''), requests: sorted.length, failed: mine.failed,
        byNew: mine.byNew, p50: sorted[Math.floor(sorted.length / 2)] ?? 0,
        p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0 }
      result.phases.push(phase)
      say(
        `${phase.mode.padEnd(20)} ${String(phase.requests).padStart(6)} requests, ${phase.failed} failed, ${
          String(Math.round((phase.byNew / phase.requests) * 100)).padStart(3)
        } % by licensing-new, p50 ${phase.p50.toFixed(1)} ms, p99 ${phase.p99.toFixed(1)} ms`
      )
    }
    isOver = true
    await Promise.all(working)
    result.end = await operate('/admin/successions/permits/report')
    await then({ url, token })
    return result
  } finally {
    isOver = true
    await Promise.all(working)
    await hub.stop()
    await Promise.all([office.stop(), successor.stop()])
  }
}

interface Listed {
  items: { id: string }[]
  next_cursor: string | null
}

async function listed(url: string, path: string): Promise<Listed> {
  return await (await fetch(url + path)).json() as Listed
}

function numberOf({ identifiers }: MigratedRecord): string {
  return (identifiers as { scheme: string; value: string }[]).find(({ scheme }) => scheme === 'no_pendaftaran')
    ?.value ?? ''
}

/** What a migration gets wrong: a status that was not mapped, a field that was forgotten. */
function spoilt(record: MigratedRecord, i: number): MigratedRecord {
  if (i % 150 === 3)
    return { ...record, status: { ...record.status, code: record.status.code === 'active' ? 'expired' : 'active' } }
  if (i % 180 === 9) {
    const { permit_name: _forgotten, ...rest } = record
    return rest
  }
  return record
}

/** The demo city with these systems alone. */
function cityText(): string {
  const { city, consumers, systems } = parse(readFileSync('config/bandung.yaml', 'utf8')) as { city: object;
    consumers: Record<string, object>; systems: Record<string, Record<string, unknown>> }
  const { passthrough: _passthrough, changes: _changes, ...office } = systems['licensing-a'] as Record<string, unknown>
  const breaker = { failures: 1_000, cooldown_ms: 50 }
  return stringify({
    city,
    hub: { rate: { anonymous: { requests: 10_000_000, seconds: 60 } } },
    consumers: { operations: { ...consumers['operations'] } },
    systems: {
      'register': systems['register'],
      'licensing-a': { ...office, resources: ['licences'], limits: { concurrency: 8, breaker },
        freshness: { licences: { fresh: 2, revalidate: 0 } } },
      'licensing-new': {
        adapter: 'canonical',
        name: 'Perizinan Baru',
        prefix: 'LICN',
        agency: 'DPMPTSP',
        url: '${LICENSING_NEW_URL}',
        resources: ['licences'],
        limits: { concurrency: 8, breaker },
        freshness: { licences: { fresh: 2, revalidate: 0 } }
      }
    }
  })
}
