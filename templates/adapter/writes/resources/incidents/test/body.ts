import type { WriteBodies } from '../../../../../../src/kit/index.ts'

/** An incident that the system takes. */
export const body: WriteBodies['incidents']['create'] = {
  kind: 'traffic',
  occurred_at: '2026-11-30T08:38:00Z',
  headline: 'Truk mogok di simpang',
  description: 'Lajur kiri tertutup & antre',
  location: { address: 'Jl. Ir. H. Juanda', lat: -6.8853, long: 107.6137, village_code: '32.73.02.1004' }
}
