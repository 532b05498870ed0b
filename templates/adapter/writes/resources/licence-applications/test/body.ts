import type { WriteBodies } from '../../../../../../src/kit/index.ts'

/** An application that the system takes. */
export const body: WriteBodies['licence-applications']['create'] = {
  service_id: 'TEST-SIUP',
  kind: 'new',
  applicant: { name: 'SITI RAHMAWATI', phone: '+6281200000001' },
  location: { address: 'Jl. Wastukancana No. 2', district_code: '32.73.19' }
}
