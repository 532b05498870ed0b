import type { WriteBodies } from '../../../../../../src/kit/index.ts'

/** A request that the system takes. */
export const body: WriteBodies['information-requests']['create'] = {
  requester: { name: 'SITI RAHMAWATI' },
  detail: 'Rincian anggaran pemeliharaan taman tahun 2015.',
  purpose: 'Penelitian & skripsi'
}
