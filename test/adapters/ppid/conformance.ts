import { createDemoCity } from '../../../demo/city/city.ts'
import { createRequests } from '../../../demo/systems/ppid-requests.ts'
import { createPpidSystem } from '../../../demo/systems/ppid.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  async start() {
    const city = createDemoCity()
    const standIn = await standInOf(createPpidSystem(city),
      ({ PPID_USER, PPID_PASSWORD }) => ({ user: PPID_USER, password: PPID_PASSWORD }))
    const writes = {
      'information-requests': {
        create: {
          requester: { name: 'SITI RAHMAWATI', nik: '3273021305859991', phone: '+6281200000001',
            email: 'siti@example.org', location: { address: 'Jl. Wastukancana No. 2', district_code: '32.73.19' } },
          detail: 'Rincian anggaran pemeliharaan taman tahun 2015.',
          purpose: 'Penelitian & skripsi',
          delivery: 'email' as const
        },
        object: { ground: 'no_response' as const, note: 'Sudah lewat sepuluh hari kerja.' }
      }
    }
    return { ...standIn, writes, holds: { 'information-requests': createRequests(city).length } }
  }
})
