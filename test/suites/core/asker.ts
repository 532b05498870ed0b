import type { Asker } from '../../../src/gateway/systems/asker.ts'

/** Who asks, where a test does not care. */
export const someone: Asker = { requestId: 'r', consumer: 'app' }
