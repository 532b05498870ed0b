import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { adapters as table } from '../../adapters/index.ts'
import { createDemoCity, type DemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { type Bound, configuredSystem } from '../../src/cli/adapter/configured.ts'
import { operationNames } from '../../src/cli/adapter/record/ask.ts'
import { type Recording, recordSystem } from '../../src/cli/adapter/record/recording.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { sections } from '../../src/features.ts'
import type { Adapter, Reader, ResourceName } from '../../src/kit/adapter.ts'
import type { Call } from '../../src/kit/call.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import { city, contractErrors, toolsOf } from '../adapters/mapping.ts'

export const TODAY = '2026-11-20'
const call = (): Call => ({ signal: AbortSignal.timeout(60_000), requestId: 'test' })

/** A demo system and the adapter in front of it, as the config has them. */
export interface Bench {
  demo: DemoCity
  bound: Bound
  adapter: Adapter
  record(options?: { rows?: number; keys?: readonly string[] }): Promise<Recording & { said: string[] }>
  stop(): Promise<void>
}

export async function startBench(id: string): Promise<Bench> {
  const demo = createDemoCity()
  // A system's adapter needs no other system.
  const running: RunningSystem = await startLegacySystem(createSystems(demo).find(system => system.id === id)!)
  const loaded = await loadAdapters(table)
  const bound = configuredSystem(id, { file: 'config/bandung.yaml', env: running.environment, sections,
    adapters: loaded })
  const adapter = loaded.get(bound.product) as Adapter
  return {
    demo,
    bound,
    adapter,
    async record({ rows = 10, keys = [] } = {}) {
      const said: string[] = []
      const recording = await recordSystem({
        bound,
        adapter,
        city,
        contract: loadContract(),
        operations: operationNames,
        rows,
        keys,
        today: TODAY,
        say: line => said.push(line),
        secret: 'a secret of the test'
      })
      return { ...recording, said }
    },
    stop: () => running.stop()
  }
}

export function writeAll(folder: string, files: ReadonlyMap<string, Buffer>): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
  return folder
}

/**
 * What an adapter makes of what it reads: of each row the fields that are there and what was noted, or why it was left
 * out.
 */
export interface Mapped {
  resource: ResourceName
  key: string
  fields: string[]
  notes: string[]
  misfits: string[]
  refusal?: string
}

type AnyReader = Reader<ResourceName, unknown, unknown>

/** Reads lists and some records through an adapter, in the way that the recording did. */
export async function mapAll(
  { bound, adapter }: Pick<Bench, 'bound' | 'adapter'>,
  { url, settings, rows = 10, keys = [] }: { url: string; settings: object; rows?: number; keys?: readonly string[] }
): Promise<Mapped[]> {
  const agencyId = city.agencies.find(({ code }) => code === bound.agency)?.id
  const client = adapter.connect(settings, { system: { id: bound.id, name: bound.id, prefix: bound.prefix, agencyId },
    url, city, today: () => TODAY })
  const mapped: Mapped[] = []
  try {
    for (const resource of bound.resources) {
      const reader = adapter.resources[resource] as unknown as AnyReader
      const found: unknown[] = []
      if (reader.snapshot !== undefined) {
        const newest = await reader.snapshot.newest(client, call())
        for await (const row of reader.snapshot.rows(client, newest?.version ?? '', call())) found.push(row)
      }
      const limit = Math.min(reader.pageSize, rows)
      for (let page = 0; reader.list !== undefined && page < 2; page++) {
        const { rows, end } = await reader.list(client, { offset: page * limit, limit, filters: {} }, call())
        found.push(...rows)
        if (end) break
      }
      const listed = found.map(row => mapOne(resource, reader, row, client, bound.prefix))
      for (const key of keys.length > 0 ? keys : listed.flatMap(({ key }) => (key === '' ? [] : [key])).slice(0, 3)) {
        const row = await reader.get?.(client, key, call())
        if (row !== undefined) listed.push(mapOne(resource, reader, row, client, bound.prefix))
      }
      mapped.push(...listed)
    }
  } finally {
    await adapter.close(client)
  }
  return mapped
}

function mapOne(resource: ResourceName, reader: AnyReader, row: unknown, client: unknown, prefix: string): Mapped {
  const tools = toolsOf(prefix)
  try {
    const made = reader.map(row, tools, client)
    return {
      resource,
      key: made.key,
      fields: leaves(made.record),
      misfits: contractErrors(resource, made, tools),
      notes: tools.notes.list().map(({ field, code, severity }) => `${field} ${code} ${severity}`).toSorted()
    }
  } catch (error) {
    return { resource, key: '', fields: [], notes: [], misfits: [], refusal: (error as Error).message }
  }
}

function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`))
}
