import { loadContract } from '../../src/contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../src/contract/resources.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { createTools } from '../../src/gateway/systems/records.ts'
import type { City, MapTools } from '../../src/kit/adapter.ts'
import { toId } from '../../src/kit/ids.ts'
import { createRegions } from '../../src/kit/indonesia/regions.ts'

export const TODAY = '2026-11-20'

/** A city with these districts and agencies, and no configuration. */
export function cityWith(
  { districts = [], agencies = [] }: { districts?: Parameters<typeof createRegions>[0]['districts'];
    agencies?: City['agencies'] } = {}
): City {
  return {
    name: 'Bandung',
    box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
    phoneArea: '022',
    regions: createRegions({ province: { code: '32', name: 'Jawa Barat' },
      regency: { code: '32.73', name: 'Kota Bandung' }, districts }),
    agencies
  }
}

/** What a mapping is given, as the hub gives it. */
export function toolsFor(city: City, prefix: string, today = TODAY): MapTools {
  return createTools({ city, today: () => today, id: key => toId(prefix, key) })
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with a mapped record once the hub has added its own fields; empty when it fits. */
export function contractErrors(
  resource: ResourceName,
  { key, updatedAt, record }: { key: string; updatedAt: string; record: object },
  { id, notes }: Pick<MapTools, 'id' | 'notes'>
): string[] {
  const source = { system: 'test', record_id: key, fetched_at: `${TODAY}T10:00:00+07:00`, updated_at: updatedAt }
  const whole = { id: id(key), ...record, source, quality: notes.list() }
  return validation.errorsOf(recordSchemas[resource], whole).map(error => `${error.instancePath} ${error.message}`)
}
