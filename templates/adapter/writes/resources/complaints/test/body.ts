import type { WriteBodies } from '../../../../../../src/kit/index.ts'

/** A complaint that the system takes. */
export const body: WriteBodies['complaints']['create'] = {
  description: 'Lampu jalan di depan taman mati sejak Senin & gelap.',
  location: { lat: -6.8853, long: 107.6137, address: 'Jl. Ir. H. Juanda No. 100', district_code: '32.73.02' }
}
