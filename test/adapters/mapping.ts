import { loadContract } from '../../src/contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../src/contract/resources.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { createCity } from '../../src/gateway/systems/city.ts'
import { createTools } from '../../src/gateway/systems/records.ts'
import type { City, MapTools } from '../../src/kit/adapter.ts'
import { toId } from '../../src/kit/ids.ts'
import { loadConfig } from '../suites/config.ts'

/** The city of the config that ships. */
export const city: City = createCity(loadConfig({ file: 'config/bandung.yaml', env: {}, skipEnvironment: true }))

/** What a mapping is given, as the hub gives it. */
export function toolsOf(prefix: string): MapTools {
  return createTools({ city, today: () => '2026-11-20', id: key => toId(prefix, key) })
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with a mapped record once the hub has added its own fields; empty when it fits. */
export function contractErrors(
  resource: ResourceName,
  { key, updatedAt, record }: { key: string; updatedAt: string; record: object },
  tools: MapTools
): string[] {
  const source = { system: 'test', record_id: key, fetched_at: '2026-11-20T10:00:00+07:00', updated_at: updatedAt }
  const whole = { id: tools.id(key), ...record, source, quality: tools.notes.list() }
  return validation.errorsOf(recordSchemas[resource], whole).map(error => `${error.instancePath} ${error.message}`)
}
