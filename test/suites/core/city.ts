import { createCity } from '../../../src/gateway/systems/city.ts'
import type { CityConfig, Config, ConsumerConfig, LimitsConfig,
  SystemConfig } from '../../../src/platform/config/schema.ts'
import { createConsumer } from './consumer.ts'
import type { Legacy } from './legacy.ts'

const cityConfig: CityConfig = {
  name: 'Kota Contoh',
  event_prefix: 'org.example',
  time_zone: 'Asia/Jakarta',
  phone_area: '022',
  province: '32',
  regency: '32.73',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  districts: [
    { code: '32.73.01', bps: '3273250', name: 'Sukasari', aliases: [] },
    { code: '32.73.02', bps: '3273230', name: 'Coblong', aliases: ['Koblong'] },
    { code: '32.73.19', bps: '3273170', name: 'Sumur Bandung', aliases: [] }
  ],
  agencies: [
    { code: 'DISHUB', name: 'Dinas Perhubungan', kind: 'dinas', skpd_codes: ['1.07.01.01'], aliases: ['DLLAJ'] },
    { code: 'DPU', name: 'Dinas Pekerjaan Umum', kind: 'dinas', skpd_codes: [], aliases: [] }
  ],
  office: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], closes: '16:00' },
  holidays: []
}

export const LIMITS: LimitsConfig = { concurrency: 4, queue: 64, timeout_ms: 5_000,
  breaker: { failures: 5, cooldown_ms: 5_000 } }

/** A part of the configuration: lists are replaced, of anything else what is given is put on what is there. */
type PartOf<T> = T extends readonly unknown[] ? T : Partial<T>

/** What is not as usual. The keys of features are those that they add to `Config`: none is named here. */
export type TestConfig =
  & { [K in Exclude<keyof Config, 'file' | 'city' | 'consumers' | 'systems'>]?: PartOf<Config[K]> }
  & {
    consumers?: Record<string, Partial<ConsumerConfig>>
    /** Of all systems. */
    limits?: Partial<LimitsConfig>
    /** More of some systems' entries, by id. */
    systems?: Record<string, Partial<SystemConfig>>
  }

/** A small city's configuration over the systems of the test. */
export function createConfig(
  legacies: readonly Legacy[],
  { consumers = {}, limits, systems = {}, ...changed }: TestConfig = {}
): Config {
  const generous = { requests: 100_000, seconds: 60 }
  const known: Record<string, ConsumerConfig> = Object.create(null)
  for (const [id, consumer] of Object.entries(consumers)) {
    known[id] = createConsumer(id, consumer)
  }
  // As the city's file gives it without a word on any feature. A test of a feature whose keys are not here gives them;
  // a key of a feature that is gone is nobody's.
  const usual = {
    file: 'test',
    city: cityConfig,
    hub: {
      rate: { anonymous: generous, consumer: generous },
      max_body_bytes: 1_048_576,
      max_upload_bytes: 10_485_760,
      max_scan: 2_000,
      reads: { wait_ms: 10_000 },
      cache: { max_mb: 64 },
      writes: { wait_ms: 5_000, max_sends: 12, max_file_bytes: 5_242_880, max_waiting_files: 20 },
      enumeration: { people: 10_000, misses: 10_000, seconds: 3_600 },
      retention: { submission_body_days: 7, submission_days: 365, pushed_days: 90, access_log_days: 1_826,
        action_days: 1_826, event_days: 30, media_days: 365, edition_days: 365, webhook_days: 30, mirror_days: 90 },
      open_data: { min_count: 5 },
      events: { max_streams: 500 },
      track: { address: { requests: 120, seconds: 600 }, misses: { requests: 20, seconds: 600 },
        all: { requests: 3_000, seconds: 60 }, legacy_cost: 1 },
      mirror: { resources: [], on_error: 86_400 },
      webhooks: { per_consumer: 20, allow_http: false, ports: [443], networks: [], loopback: ['development'],
        parallel: 4, connect_ms: 5_000, timeout_ms: 15_000, retry_hours: 72 },
      drift: { enabled: true, warm_up_records: 300 },
      // Callers of tests ask nothing more.
      times: { headers_ms: 10_000, request_ms: 30_000, read_ms: 30_000, idle_ms: 72_000, drain_ms: 0 },
      trusted_proxies: [],
      cors: { origins: [] }
    },
    identity: { own_tokens: ['development'], clock_skew_seconds: 30, issuers: {} },
    features: {},
    open311: {},
    catalogue: {},
    command_center: {},
    alerts: { language: 'id', repeat_hours: 12, retry_hours: 24, receivers: {}, rules: {} },
    datasets: Object.create(null) as object,
    disagreements: { every_seconds: 30, records_per_pass: 20_000, records_per_key: 50, rules: {} },
    routes: {},
    successions: [],
    writes: {},
    consumers: known,
    systems: legacies.map(({ id, prefix, resource, adapter }) => ({
      id,
      prefix,
      name: id,
      adapter: adapter.product,
      url: '',
      resources: [resource],
      settings: {},
      freshness: {},
      changes: {},
      mirror: {},
      agency: 'DISHUB',
      limits: { ...LIMITS, ...limits },
      probe: { idle_seconds: 60, connect_seconds: 3 },
      snapshot: { poll_seconds: 1, min_share: 0.7, timeout_ms: 60_000 },
      ...systems[id]
    }))
  }
  const config: Record<string, unknown> = { ...usual }
  for (const [name, value] of Object.entries(changed)) {
    const before = config[name] ?? {}
    config[name] = value === undefined || Array.isArray(value)
      ? value ?? before
      : Object.assign(Object.create(Object.getPrototypeOf(before) as object | null), before, value)
  }
  return config as unknown as Config
}

export const city = createCity(createConfig([]))
