import { createDemoCity } from '../../../demo/city/city.ts'
import { createReports } from '../../../demo/systems/complaints-records.ts'
import { topics } from '../../../demo/systems/complaints-topics.ts'
import { createComplaintsSystem } from '../../../demo/systems/complaints.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  async start() {
    const city = createDemoCity()
    const standIn = await standInOf(createComplaintsSystem(city), ({ COMPLAINTS_KEY }) => ({ api_key: COMPLAINTS_KEY }))
    // LAPOR keeps secret reports to itself.
    const writes = {
      complaints: {
        create: {
          service_code: 'TEST-11',
          classification: 'complaint' as const,
          title: 'Lampu jalan mati',
          description: 'Lampu jalan di depan taman mati sejak Senin & gelap.',
          location: { lat: -6.8853, long: 107.6137, address: 'Jl. Ir. H. Juanda No. 100', district_code: '32.73.02' },
          reporter: { name: 'SITI RAHMAWATI', phone: '+6281200000001', anonymous: false, confidential: false }
        },
        update: { text: 'Masih mati malam ini.' },
        close: { note: 'Lampu sudah menyala.' }
      }
    }
    return { ...standIn, writes,
      holds: { complaints: createReports(city).filter(({ _rahasia }) => !_rahasia).length, services: topics.length } }
  }
})
