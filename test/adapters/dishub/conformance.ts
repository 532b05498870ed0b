import { createDemoCity } from '../../../demo/city/city.ts'
import { createApplications } from '../../../demo/systems/transport-applications.ts'
import { createIncidents } from '../../../demo/systems/transport-incidents.ts'
import { createPermits } from '../../../demo/systems/transport-permits.ts'
import { PERMIT_TYPES } from '../../../demo/systems/transport-types.ts'
import { createTransportSystem } from '../../../demo/systems/transport.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISHUB',
  async start() {
    const city = createDemoCity()
    const permits = createPermits(city)
    const standIn = await standInOf(createTransportSystem(city),
      ({ TRANSPORT_USER, TRANSPORT_PASSWORD }) => ({ user: TRANSPORT_USER, password: TRANSPORT_PASSWORD }))
    const writes = {
      incidents: {
        create: {
          kind: 'traffic' as const,
          occurred_at: '2026-11-20T15:38:00+07:00',
          headline: 'Truk mogok di simpang',
          description: 'Lajur kiri tertutup & antre.',
          location: { address: 'Jl. Ir. H. Juanda', lat: -6.8853, long: 107.6137, village_code: '32.73.02.1004' },
          reporter: { name: 'SITI RAHMAWATI', phone: '+6281200000001' }
        }
      }
    }
    return { ...standIn, writes,
      holds: { 'licences': permits.length, 'licence-applications': createApplications(city, permits).length,
        'services': PERMIT_TYPES.length, 'incidents': createIncidents(city).length } }
  }
})
