import { createDemoCity } from '../../../demo/city/city.ts'
import { createLicensingData } from '../../../demo/systems/licensing-data.ts'
import { deployments, permitTypes } from '../../../demo/systems/licensing-tables.ts'
import { createLicensingSystem } from '../../../demo/systems/licensing.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DPMPTSP',
  async start() {
    const city = createDemoCity()
    const id = 'licensing-a'
    const { applications, decrees } = createLicensingData(city, deployments.find(deployment => deployment.id === id)!)
    const standIn = await standInOf(createLicensingSystem(city, { id }),
      ({ LICENSING_A_KEY }) => ({ api_key: LICENSING_A_KEY }))
    const writes = {
      'licence-applications': {
        create: {
          service_id: 'TEST-055',
          kind: 'new' as const,
          applicant: { name: 'SITI RAHMAWATI', nik: '3273021305859991', phone: '+6281200000001',
            location: { address: 'Jl. Wastukancana No. 2', district_code: '32.73.19' } },
          business: { name: 'PT CONTOH SEJAHTERA', npwp: '012345674423000' }
        },
        withdraw: { reason: 'Pindah ke kota lain.' },
        attach: { requirement: 'Denah lantai', file: 'denah.pdf', media_type: 'application/pdf',
          content: Buffer.from('%PDF-1.4\n') }
      }
    }
    return { ...standIn, writes,
      holds: { 'licence-applications': applications.length, 'licences': decrees.length,
        'services': permitTypes.length } }
  }
})
