import { Type, type Static } from 'typebox'
import { resourceNames, type ResourceName } from '../contract/resources.ts'
import { ConsumerSchema } from './consumer-schema.ts'
import { DATASET_NAME, DatasetSchema, type DatasetConfig } from './dataset-schema.ts'
import { IdentitySchema } from './identity-schema.ts'
import { atLeast, coded, Enumeration, keyed, object, oneOf, path, Rate, several, text } from './schema-parts.ts'
import { writable } from './scopes.ts'
import type { ServerTls, SystemTlsConfig } from './tls.ts'
import { WebhooksSchema } from './webhooks-schema.ts'
import { weekdays } from './week.ts'

/** The zones of Waktu Indonesia Barat (UTC+7, no summer time): legacy times carry no offset and are read as WIB. */
export const timeZones = ['Asia/Jakarta', 'Asia/Pontianak'] as const

export const httpMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export const agencyKinds = ['dinas', 'badan', 'kantor', 'kecamatan', 'kelurahan', 'bagian', 'rsud', 'bumd'] as const

const District = object({
  code: coded('^\\d{2}\\.\\d{2}\\.\\d{2}$', '32.73.02', 'Kemendagri code.'),
  bps: coded('^\\d{7}$', '3273230', 'BPS code. Quote it.'),
  name: text('Official name.'),
  aliases: several(text('A spelling.'), 'Other spellings found in legacy records.', { default: [] })
})

const Agency = object({
  code: coded('^[A-Z][A-Z0-9-]{1,39}$', 'DISHUB', 'Short unique code; `<register prefix>-<code>` is its id.'),
  name: text('Official name.'),
  short_name: Type.Optional(text('What people call it.')),
  kind: Type.Optional(oneOf(agencyKinds, 'Kind of agency; left out when it is none of these.')),
  skpd_codes: several(coded('^\\d{1,2}(\\.\\d{2}){1,4}$', '1.07.01.01', 'A code.'), 'Codes in finance systems, present and past. Quote them.', { default: [] }),
  aliases: several(text('A name.'), 'Other and former names.', { default: [] }),
  parent: Type.Optional(text('Code of the agency it belongs to.'))
})

const Holiday = object({
  date: coded('^\\d{4}-\\d{2}-\\d{2}$', '2026-08-17', 'The day.'),
  name: text('What it is called.')
})

const HolidayYear = object({
  year: Type.Integer({ minimum: 1945, maximum: 2999, description: 'A year whose days off are all listed. In a year that is not here only weekends are known, and what is counted through it is marked `estimated`.' }),
  source: Type.Optional(text('The decree that the days are taken from.')),
  national: several(Holiday, 'National days (hari libur nasional).', { minItems: 1 }),
  collective_leave: several(Holiday, 'Collective leave (cuti bersama): offices are closed as well.', { default: [] })
})

const degrees = (limit: number, description: string) => Type.Number({ minimum: -limit, maximum: limit, description })

export const CitySchema = object({
  name: text('Name of the city.'),
  event_prefix: Type.String({
    pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*$', maxLength: 100, default: 'satu', examples: ['id.go.bandung'],
    description: 'Before the type of every event: the name of the city on the Internet, from the right. Never changed.'
  }),
  time_zone: oneOf(timeZones, 'Zone of the city and of times without an offset. WIB only: legacy times are read as UTC+7.'),
  phone_area: coded('^0\\d{2,3}$', '022', 'Area code of landline numbers. Quote it.'),
  box: object({
    south: degrees(90, 'Degrees of latitude.'),
    north: degrees(90, 'Degrees of latitude.'),
    west: degrees(180, 'Degrees of longitude.'),
    east: degrees(180, 'Degrees of longitude.')
  }, { description: 'Where records of the city must lie (WGS 84); a position outside is a fault of the record.' }),
  province: coded('^\\d{2}$', '32', 'Kemendagri code of the province. Quote it.'),
  regency: coded('^\\d{2}\\.\\d{2}$', '32.73', 'Kemendagri code of the city. Quote it.'),
  districts: several(District, 'The districts (kecamatan).', { minItems: 1 }),
  agencies: several(Agency, 'The agencies (SKPD, today OPD).', { minItems: 1 }),
  office: object({
    days: several(oneOf(weekdays, 'A day.'), 'On which offices work.', { minItems: 1, default: ['mon', 'tue', 'wed', 'thu', 'fri'] }),
    closes: { ...coded('^([01]\\d|2[0-3]):[0-5]\\d$', '16:00', 'Time of day at which they close: what comes later is received on the next working day.'), default: '16:00' }
  }, { default: {} }),
  holidays: several(HolidayYear, 'Days off beside weekends, year by year: working days are counted by them.', { default: [] })
})

export const clientCertificates = ['none', 'optional', 'required'] as const

const HubTlsSchema = object({
  certificate: path('PEM file with the certificate of the hub, first, and those between it and its authority. Beside the config file, as the others.'),
  key: path('PEM file with its private key, without a passphrase.'),
  min_version: Type.Unsafe<'1.2' | '1.3'>({ type: 'string', enum: ['1.2', '1.3'], default: '1.2', description: 'Oldest version of TLS that is spoken. Quote it.' }),
  client_certificates: Type.Unsafe<(typeof clientCertificates)[number]>({ type: 'string', enum: clientCertificates, default: 'none', description: 'Whether callers are asked for a certificate, and refused without one. Taken at the start.' }),
  client_ca: Type.Optional(path('PEM file with the authorities whose client certificates are believed.'))
}, { description: 'Callers reach the hub over TLS. Without it over plain HTTP: then something in front of it has to speak TLS.' })

const SystemTlsSchema = object({
  ca: Type.Optional(path('PEM file with the authorities that may have signed its certificate, in place of the public ones. Beside the config file, as the others.')),
  certificate: Type.Optional(path('PEM file with the certificate that the hub shows it.')),
  key: Type.Optional(path('PEM file with the private key of that certificate.')),
  server_name: Type.Optional(coded('^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$', 'perizinan.example.go.id', 'Name that its certificate must have, in place of the host of its address.'))
}, { description: 'How the hub reaches it over TLS.' })

export const HubSchema = object({
  rate: object({
    anonymous: { ...Rate, default: { requests: 600, seconds: 60 }, description: 'For each address that shows no credential, or one that is refused.' },
    consumer: { ...Rate, default: { requests: 6_000, seconds: 60 }, description: 'For each consumer without a limit of its own.' }
  }, { default: {} }),
  max_body_bytes: atLeast(1_024, 1_048_576, 'Largest request body.'),
  max_upload_bytes: atLeast(1_024, 10_485_760, 'Largest request body with photos in it. Each photo may have half of it.'),
  public_url: Type.Optional(coded('^https?://[^/]+(/[^?#]*[^?#/])?$', 'https://api.example.go.id', 'Address under which the world sees the hub, without a slash at its end, for links that leave it. Without it a link leads where the request came to.')),
  max_scan: atLeast(100, 2_000, 'Most rows read from one system to fill one page.'),
  cache: object({ max_mb: atLeast(1, 64, 'Memory of the cache in the process, in MiB.') }, { default: {} }),
  writes: object({
    wait_ms: atLeast(0, 5_000, 'How long a write waits for its system before it is answered with 202.'),
    max_sends: atLeast(1, 12, 'After so many sends of a write that came to nothing, a person has to look.'),
    max_file_bytes: atLeast(1_024, 5_242_880, 'Largest file that may be attached.'),
    max_waiting_files: atLeast(1, 20, 'Files of one record that may be on their way at once.')
  }, { default: {} }),
  enumeration: { ...Enumeration, default: { people: 600, misses: 60, seconds: 3_600 }, description: 'How many people a consumer may ask for: whoever tries out NIKs is stopped and told of.' },
  retention: object({
    submission_body_days: atLeast(1, 7, 'Days for which the hub keeps what was written, once the write has ended: delivered, refused by the system, or abandoned.'),
    submission_days: atLeast(1, 365, 'Days for which it keeps that there was a write, and its steps.'),
    pushed_days: atLeast(1, 90, 'Days for which it keeps what systems push, such as the positions of people in distress.'),
    access_log_days: atLeast(1, 1_826, 'Days for which it keeps who saw whose personal data.'),
    event_days: atLeast(1, 30, 'Days for which it keeps events: who comes back later has to read the records anew.'),
    media_days: atLeast(1, 365, 'Days for which it keeps and shows photos that were sent with a complaint.'),
    edition_days: atLeast(0, 365, 'Days for which it keeps and serves former editions of the open data.'),
    webhook_days: atLeast(1, 30, 'Days for which it keeps what became of each message to a receiver of events.')
  }, { default: {} }),
  open_data: object({
    min_count: atLeast(2, 5, 'A number about fewer records than this is not published, nor what it could be worked out from.')
  }, { default: {} }),
  events: object({
    max_streams: atLeast(1, 500, 'Streams of events that one consumer may have open, in each process.')
  }, { default: {} }),
  webhooks: WebhooksSchema,
  times: object({
    headers_ms: atLeast(100, 10_000, 'For the head of a request to come.'),
    request_ms: atLeast(100, 30_000, 'For a whole request to come.'),
    read_ms: atLeast(100, 30_000, 'For which a caller may leave an answer unread.'),
    idle_ms: atLeast(1_000, 72_000, 'For which a connection without a request is kept: longer than the balancer in front keeps it (60 s mostly), so that the balancer closes first.')
  }, { default: {}, description: 'How patient the hub is with slow callers. Taken at the start.' }),
  tls: Type.Optional(HubTlsSchema),
  trusted_proxies: several(coded('^[0-9A-Fa-f.:]+(/\\d{1,3})?$', '10.0.0.0/8', 'An address or a network.'), 'Proxies in front of the hub whose `X-Forwarded-For` is believed. Nobody is unless named: whoever may write it can pass for any address.', { default: [] }),
  cors: object({
    origins: several(coded('^(\\*|https?://[^/*]+)$', 'https://app.example.go.id', 'An origin, or `*` for every one.'), 'Sites whose pages may read answers in a browser. None unless named.', { default: [] })
  }, { default: {} })
}, { default: {} })

export const FreshnessSchema = object({
  fresh: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds for which an answer is served without asking again.' })),
  revalidate: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds after that for which it is served while the hub asks in the background.' })),
  on_error: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds for which it is served, marked stale, when the system cannot answer.' }))
}, { description: 'Overrides what the adapter says about one resource.' })

const ChangesSchema = object({
  every_seconds: Type.Integer({ minimum: 5, maximum: 86_400, description: 'How often the hub looks for changes of the resource, to tell of them as events. It does not without this.' })
})

/** The resources whose changes are told as events. */
const watchedNames = ['complaints', 'licence-applications', 'licences', 'tax-bills', 'information-requests', 'incidents', 'announcements', 'datasets'] as const satisfies readonly ResourceName[]

const HoursSchema = object({
  days: several(oneOf(weekdays, 'A day.'), 'On these days; every day when left out.', { minItems: 1, default: [...weekdays] }),
  from: coded('^([01]\\d|2[0-3]):[0-5]\\d$', '06:00', 'Time of day in the city.'),
  to: coded('^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', '22:00', 'Time of day; on the next day when it is not after `from`.')
})

const milliseconds = (description: string) => Type.Optional(Type.Integer({ minimum: 1, description }))

export const LimitsSchema = object({
  concurrency: atLeast(1, 4, 'Calls to the system at the same time.'),
  queue: atLeast(0, 64, 'Calls that may wait for their turn, in each process. Consumers take turns.'),
  rate: Type.Optional({ ...Rate, description: 'Most calls in a time, evenly spread; without it as many as `concurrency` lets through.' }),
  timeout_ms: atLeast(1, 5_000, 'Whole time a call may take, waiting included.'),
  connect_ms: milliseconds("Time for a connection to be made, in place of the connector's own."),
  first_byte_ms: milliseconds("Time for the answer to begin (HTTP), in place of the connector's own."),
  hours: Type.Optional(several(HoursSchema, 'When the system may be asked; always when left out.', { minItems: 1 })),
  closed: Type.Optional(several(HoursSchema, 'When it may not, as while it is backed up.', { minItems: 1 })),
  breaker: object({
    failures: atLeast(1, 5, 'Failures in a row after which the system is left alone.'),
    cooldown_ms: atLeast(1, 5_000, 'How long it is left alone before one call tries again; twice as long after each try that fails, up to 20000.')
  }, { default: {} })
}, { default: {} })

export const SnapshotSchema = object({
  poll_seconds: atLeast(1, 60, 'How often the hub looks for a newer version.'),
  min_share: Type.Number({ minimum: 0, maximum: 1, default: 0.7, description: 'A version with fewer records than this share of the last one is refused.' }),
  timeout_ms: atLeast(1_000, 600_000, 'Whole time that reading a version may take.')
}, { default: {}, description: 'For systems whose data come whole, as files do.' })

export const SystemSchema = object({
  adapter: text('Product: the name of a folder under `adapters/`.'),
  name: text('Name for people.'),
  prefix: coded('^[A-Z][A-Z0-9]{3,7}$', 'HAYU', 'Begins the ids of its records; unique; never changed.'),
  agency: Type.Optional(text('Code of the agency that owns it.')),
  url: Type.Optional(coded('^https?://', 'http://10.20.0.4:8080/api', 'Base address, http or https, without credentials. Required unless the product has none.')),
  resources: Type.Optional(several(oneOf(resourceNames, 'A resource.'), 'Only these of the resources that the adapter serves.', { minItems: 1 })),
  settings: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object', default: {}, description: "What the adapter's own schema asks for; see its README." }),
  tls: Type.Optional(SystemTlsSchema),
  limits: LimitsSchema,
  snapshot: SnapshotSchema,
  passthrough: Type.Optional(object({
    paths: several(coded('^/[A-Za-z0-9/._~-]*(/\\*)?$', '/api/*', 'A path of the system, or all below it (`/api/*`).'), 'What callers with the scope `systems:raw` may ask for.', { minItems: 1 }),
    methods: several(oneOf(httpMethods, 'A method.'), 'How they may ask.', { minItems: 1, default: ['GET'] })
  }, { description: "Opens the system's own HTTP interface at `/systems/<id>/raw/`. Closed without it." })),
  freshness: Type.Unsafe<Readonly<Partial<Record<ResourceName, Static<typeof FreshnessSchema>>>>>({
    type: 'object', default: {}, propertyNames: { enum: resourceNames }, additionalProperties: FreshnessSchema
  }),
  changes: Type.Unsafe<Readonly<Partial<Record<ResourceName, { every_seconds: number }>>>>({
    type: 'object', default: {}, propertyNames: { enum: watchedNames }, additionalProperties: ChangesSchema
  }),
  contact: Type.Optional(object({
    name: text('Person or desk.'),
    email: Type.Optional(coded('^[^@\\s]+@[^@\\s]+$', 'meja.ti@example.go.id', 'Mail address.')),
    phone: Type.Optional(coded('^\\+?[0-9 ()-]{5,20}$', '022-4200000', 'Phone number. Quote it.'))
  }, { description: 'Whom to call when it is ill.' }))
})

const WriteRule = object({
  system: text('Id of the system that takes it.'),
  services: Type.Optional(several(text('A code or an id.'), 'Only for these services, by `service_code` or `service_id`; `HAYU-*` is every one that begins so.', { minItems: 1 })),
  districts: Type.Optional(several(coded('^\\d{2}\\.\\d{2}\\.\\d{2}$', '32.73.02', 'A Kemendagri code.'), 'Only in these districts.', { minItems: 1 })),
  kinds: Type.Optional(several(text('A kind.'), 'Only for these kinds, of incidents and applications.', { minItems: 1 })),
  agencies: Type.Optional(several(text('Code of an agency.'), 'Only for what is sent to these agencies.', { minItems: 1 }))
})

const Open311Schema = object({
  jurisdiction_id: Type.Optional(text('Id of the city among others, as clients send it. Any other is a 404; without it none is looked at.')),
  contact: Type.Optional(text('Whom developers may ask.')),
  key_service: Type.Optional(text('How they come by an API key.'))
}, { default: {}, description: 'What the Open311 face says of itself.' })

const CatalogueSchema = object({
  title: Type.Optional(text('What the catalogue of open data is called; `Data <name of the city>` without it.')),
  description: Type.Optional(text('What it holds, in a sentence.'))
}, { default: {}, description: 'What the CKAN and DCAT faces say of the catalogue of open data.' })

/** What a config file may hold. */
export const FileSchema = object({
  city: CitySchema,
  hub: HubSchema,
  routes: Type.Unsafe<Readonly<Partial<Record<ResourceName, readonly string[]>>>>({
    type: 'object', default: {}, additionalProperties: false,
    description: 'The systems that answer for a resource, such as `licences: [licensing-a, transport]`; without an entry all that serve it do. The line that switches a resource from an old system to its successor.',
    properties: Object.fromEntries(resourceNames.map(name => [name, several(text('Id of a system.'), 'Systems.', { minItems: 1 })]))
  }),
  writes: Type.Unsafe<Readonly<Partial<Record<(typeof writable)[number], readonly Static<typeof WriteRule>[]>>>>({
    type: 'object', default: {}, additionalProperties: false,
    description: 'Which system takes what is new, such as `complaints: [{ system: complaints }]`: the first rule that fits. Without an entry it is the system of the service that is asked for, or the only one that can.',
    properties: Object.fromEntries(writable.map(name => [name, Type.Array(WriteRule, { minItems: 1, description: 'Rules, the first that fits counts.' })]))
  }),
  identity: IdentitySchema,
  open311: Open311Schema,
  catalogue: CatalogueSchema,
  datasets: keyed(DATASET_NAME, DatasetSchema, 'The open data of the city, by the name that stands in addresses. Never changed.', { default: {} }),
  consumers: keyed('^[a-z][a-z0-9-]{1,31}$', ConsumerSchema, 'The applications that may call the hub, by id (the `sub` of the tokens that the hub signs itself).'),
  systems: keyed('^[a-z][a-z0-9-]{1,31}$', SystemSchema, 'The registered legacy applications, by id.')
})

/** A config file after defaults, before what belongs together is joined. */
export type ConfigFile = Static<typeof FileSchema>

export type CityConfig = Static<typeof CitySchema>
export type HolidayYearConfig = CityConfig['holidays'][number]
export type DistrictConfig = CityConfig['districts'][number]
export type AgencyConfig = CityConfig['agencies'][number]
export type HubConfig = Static<typeof HubSchema>
export type RateConfig = HubConfig['rate']['anonymous']
export type LimitsConfig = Static<typeof LimitsSchema>
export type WriteRuleConfig = Static<typeof WriteRule>
export type SnapshotConfig = Static<typeof SnapshotSchema>
export type FreshnessConfig = Static<typeof FreshnessSchema>

export type IdentityConfig = Static<typeof IdentitySchema>
export type IssuerConfig = IdentityConfig['issuers'][string]

export type DatasetsConfig = Readonly<Record<string, DatasetConfig>>

export interface ConsumerConfig extends Omit<Static<typeof ConsumerSchema>, 'rate'> {
  id: string
  /** Its own or the hub's. */
  rate: RateConfig
}

export interface SystemConfig extends Omit<Static<typeof SystemSchema>, 'url' | 'resources' | 'tls'> {
  id: string
  /** Without a slash at the end; empty for a product that has no address. */
  url: string
  /** What its files hold; undefined when it is reached as every host is. */
  tls?: SystemTlsConfig
  /** What it serves: as configured, else all that its adapter does. Empty when the adapter could not be loaded. */
  resources: readonly ResourceName[]
  /** Why the adapter could not be loaded. The system is disabled then and its settings were not checked. */
  adapterError?: Error
}

/** All that the config file says, checked and deep-frozen. */
export interface Config {
  /** The file as it was named. */
  file: string
  city: CityConfig
  hub: HubConfig
  /** What the files of `hub.tls` hold; undefined: callers come over plain HTTP. */
  tls?: ServerTls
  identity: IdentityConfig
  open311: ConfigFile['open311']
  catalogue: ConfigFile['catalogue']
  /** In the order of the file; has no prototype, so any text can be looked up. */
  datasets: DatasetsConfig
  routes: ConfigFile['routes']
  writes: ConfigFile['writes']
  /** By id; has no prototype, so any text can be looked up. */
  consumers: Readonly<Record<string, ConsumerConfig>>
  /** In the order of the file. */
  systems: readonly SystemConfig[]
}
