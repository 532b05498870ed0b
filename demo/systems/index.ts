import type { DemoCity } from '../city/city.ts'
import type { LegacySystem } from '../legacy-system.ts'
import { createComplaintsSystem } from './complaints.ts'
import { createFinanceSystem } from './finance.ts'
import { createFireSystem } from './fire.ts'
import { createHumasSystem } from './humas.ts'
import { createLicensingSystem } from './licensing.ts'
import { createOpenDataSystem } from './open-data.ts'
import { createPanicButtonSystem } from './panic-button.ts'
import { createPopulationSystem } from './population.ts'
import { createPpidSystem } from './ppid.ts'
import { createSpatialSystem } from './spatial.ts'
import { createTaxSystem } from './tax.ts'
import { createTransportSystem } from './transport.ts'
import { createWeatherSystem } from './weather.ts'

/** Every legacy application of the demo, by its id in the hub's config. */
export function createSystems(city: DemoCity): LegacySystem[] {
  return [
    createLicensingSystem(city, { id: 'licensing-a' }),
    createLicensingSystem(city, { id: 'licensing-b' }),
    createComplaintsSystem(city),
    createPopulationSystem(city),
    createTransportSystem(city),
    createTaxSystem(city),
    createFinanceSystem(city),
    createPpidSystem(city),
    createHumasSystem(city),
    createWeatherSystem(city),
    createFireSystem(city),
    createPanicButtonSystem(city),
    createOpenDataSystem(city),
    createSpatialSystem(city)
  ]
}
