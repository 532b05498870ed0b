import { adapters as table } from '../../../adapters/index.ts'
import type { MigratedRecord } from '../../../demo/systems/successor.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createCity } from '../../../src/gateway/systems/city.ts'
import { createRecordMaker } from '../../../src/gateway/systems/records.ts'
import type { Page, Reader, ResourceName } from '../../../src/kit/adapter.ts'
import { loadAdapters, type LoadedAdapters } from '../../../src/platform/config/adapters.ts'
import type { Config } from '../../../src/platform/config/schema.ts'

type AnyReader = Reader<ResourceName, unknown, unknown>

/**
 * Reads all records of an application through its adapter, as a migration reads its tables, and gives them ids of the
 * new application's own.
 */
export async function migrate(
  config: Config,
  id: string,
  resource: ResourceName,
  loaded?: LoadedAdapters
): Promise<MigratedRecord[]> {
  const system = config.systems.find(one => one.id === id)
  const adapter = system && (loaded ?? await loadAdapters(table)).get(system.adapter)
  if (system === undefined || adapter === undefined || adapter instanceof Error) throw new Error(`no system ${id}`)
  const city = createCity(config)
  const agencyId = city.agencies.find(({ code }) => code === system.agency)?.id
  const today = (): string => new Date().toISOString().slice(0, 10)
  const client = adapter.connect(system.settings, { system: { id, name: system.name, prefix: system.prefix, agencyId },
    url: system.url, city, today })
  const reader = adapter.resources[resource] as unknown as AnyReader
  const maker = createRecordMaker({ system: { id, prefix: system.prefix }, resource, city, today,
    validation: createValidation(loadContract()), map: (row, tools) => reader.map(row, tools, client) })
  const records: MigratedRecord[] = []
  const seen = new Set<string>()
  const call = { signal: AbortSignal.timeout(60_000), requestId: 'migration' }
  for (let offset = 0;;) {
    const page = await reader.list?.(client, { offset, limit: reader.pageSize, filters: {} }, call) as Page<unknown>
    for (const row of page.rows) {
      const made = maker.make(row, '2026-01-01T00:00:00+07:00')
      if (!('record' in made) || seen.has(made.record.id)) continue
      seen.add(made.record.id)
      const { source, quality: _quality, id: _id, ...record } = made.record as unknown as MigratedRecord & {
        quality: unknown
      }
      records.push({ ...record, id: `reg-${String(records.length + 1).padStart(6, '0')}`, source, quality: [] })
    }
    offset += page.rows.length
    if (page.end || page.rows.length === 0) break
  }
  await adapter.close(client)
  return records
}
