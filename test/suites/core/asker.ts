import type { Asker } from '../../../src/systems/asker.ts'

/** Who asks, where a test does not care. */
export const someone: Asker = { requestId: 'r', consumer: 'app' }
