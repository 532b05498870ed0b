import type { DemoCity } from '../city/city.ts'
import type { LegacyProtocol } from '../legacy-system.ts'
import { createComplaintsSystem } from './complaints.ts'
import { createLicensingSystem } from './licensing.ts'
import { createPopulationSystem } from './population.ts'
import { createTransportSystem } from './transport.ts'

/** Every legacy application of the demo, by its id in the hub's config. */
export function createSystems(city: DemoCity): LegacyProtocol[] {
  return [
    createLicensingSystem(city, { id: 'licensing-a' }),
    createLicensingSystem(city, { id: 'licensing-b' }),
    createComplaintsSystem(city),
    createPopulationSystem(city),
    createTransportSystem(city)
  ]
}
