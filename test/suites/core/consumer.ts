import type { ConsumerConfig } from '../../../src/platform/config/schema.ts'

/** A consumer of a test's config, as the loader gives one that says nothing but this. */
export function createConsumer(id: string, more: Partial<ConsumerConfig> = {}): ConsumerConfig {
  return { id, name: id, scopes: [], environments: ['development', 'production'],
    rate: { requests: 100_000, seconds: 60 }, purposes: [], fields: [], clients: {}, certificates: [],
    needs_certificate: false, keys: [], ...more }
}
