import type { Test } from 'tap'
import { createTraitsMaker, keysOf } from '../../src/features/matching/traits.ts'
import { createMirror, type Mirror, type MirrorOptions } from '../../src/features/mirror/mirror.ts'
import type { CanonicalRecord } from '../../src/gateway/systems/records.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import type { Store } from '../../src/platform/store/database.ts'
import { contract, JWT_SECRET } from './core/hub.ts'
import { silent } from './stores.ts'

export const traits = createTraitsMaker(createAccessLogKeys({ jwtSecret: JWT_SECRET }).current)

/** A mirror of everything, of one process of the hub; closed with the test. */
export function openMirror(t: Test, store: Store, more: Partial<MirrorOptions> = {}): Mirror {
  const mirror = createMirror({
    store,
    contract,
    allows: () => true,
    logger: silent,
    encode(resource, record) {
      const made = traits.traitsOf(resource, record)
      return { traits: made ?? null, keys: made === undefined ? [] : keysOf(made) }
    },
    ...more
  })
  t.teardown(() => mirror.close())
  return mirror
}

/** A complaint as a system gave it at a time, with its reporter. */
export function complaint(
  id: string,
  fetched: string,
  more: Record<string, unknown> = {},
  changed = '2026-11-01T08:00:00+07:00'
): CanonicalRecord {
  return {
    id,
    identifiers: [],
    status: { code: 'in_progress', raw_code: 'proses' },
    description: 'Lampu jalan mati.',
    reporter: { anonymous: false, confidential: false, name: 'SITI AMINAH', phone: '+6281299990001' },
    source: { system: 'lapor', record_id: id, fetched_at: fetched, updated_at: changed },
    quality: [],
    ...more
  } as unknown as CanonicalRecord
}
