import { type Static, Type } from 'typebox'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { type AlertsConfig, AlertsSchema } from '../../features/alerts/settings.ts'
import { CommandCenterSchema } from '../../features/command-center/settings.ts'
import { type DisagreementsConfig, DisagreementsSchema } from '../../features/disagreements/settings.ts'
import { type SuccessionConfig, SuccessionSchema } from '../../features/migrations/settings.ts'
import { DATASET_NAME, type DatasetConfig, DatasetSchema } from '../../features/open-data/settings.ts'
import type { DistrictShape } from './boundaries.ts'
import { CitySchema } from './city-schema.ts'
import { ConsumerSchema } from './consumer-schema.ts'
import { HubSchema } from './hub-schema.ts'
import { IdentitySchema } from './identity-schema.ts'
import { coded, keyed, object, several, text } from './schema-parts.ts'
import { writable } from './scopes.ts'
import { type FreshnessSchema, type LimitsSchema, type SnapshotSchema, SystemSchema } from './system-schema.ts'
import type { ServerTls, SystemTlsConfig } from './tls.ts'

const WriteRule = object({
  system: text('Id of the system that takes it.'),
  services: Type.Optional(
    several(text('A code or an id.'),
      'Only for these services, by `service_code` or `service_id`; `HAYU-*` is every one that begins so.', {
      minItems: 1
    })
  ),
  districts: Type.Optional(
    several(coded('^\\d{2}\\.\\d{2}\\.\\d{2}$', '32.73.02', 'A Kemendagri code.'), 'Only in these districts.', {
      minItems: 1
    })
  ),
  kinds: Type.Optional(
    several(text('A kind.'), 'Only for these kinds, of incidents and applications.', { minItems: 1 })
  ),
  agencies: Type.Optional(
    several(text('Code of an agency.'), 'Only for what is sent to these agencies.', { minItems: 1 })
  )
})

const Open311Schema = object({
  jurisdiction_id: Type.Optional(
    text('Id of the city among others, as clients send it. Any other is a 404; without it none is looked at.')
  ),
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
    type: 'object',
    default: {},
    additionalProperties: false,
    description:
      'The systems that answer for a resource, such as `licences: [licensing-a, transport]`; without an entry all ' +
      'that serve it do. The line that switches a resource from an old system to its successor.',
    properties: Object.fromEntries(
      resourceNames.map(name => [name, several(text('Id of a system.'), 'Systems.', { minItems: 1 })])
    )
  }),
  writes: Type.Unsafe<Readonly<Partial<Record<(typeof writable)[number], readonly Static<typeof WriteRule>[]>>>>({
    type: 'object',
    default: {},
    additionalProperties: false,
    description:
      'Which system takes what is new, such as `complaints: [{ system: complaints }]`: the first rule that fits. ' +
      'Without an entry it is the system of the service that is asked for, or the only one that can.',
    properties: Object.fromEntries(
      writable.map(
        name => [name, Type.Array(WriteRule, { minItems: 1, description: 'Rules, the first that fits counts.' })]
      )
    )
  }),
  identity: IdentitySchema,
  open311: Open311Schema,
  catalogue: CatalogueSchema,
  successions: keyed('^[a-z][a-z0-9-]{1,31}$', SuccessionSchema,
    'Systems that replace others, resource by resource, by ids of your choice.', { default: {} }),
  command_center: CommandCenterSchema,
  alerts: AlertsSchema,
  datasets: keyed(DATASET_NAME, DatasetSchema,
    'The open data of the city, by the name that stands in addresses. Never changed.', { default: {} }),
  disagreements: DisagreementsSchema,
  consumers: keyed('^[a-z][a-z0-9-]{1,31}$', ConsumerSchema,
    'The applications that may call the hub, by id (the `sub` of the tokens that the hub signs itself).'),
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
  command_center: ConfigFile['command_center']
  alerts: AlertsConfig
  /** What the file of `command_center.boundaries` holds. */
  boundaries?: readonly DistrictShape[]
  /** In the order of the file; has no prototype, so any text can be looked up. */
  datasets: DatasetsConfig
  /** What should agree across systems. Its rules have no prototype. */
  disagreements: DisagreementsConfig
  routes: ConfigFile['routes']
  /** In the order of the file. */
  successions: readonly SuccessionConfig[]
  writes: ConfigFile['writes']
  /** By id; has no prototype, so any text can be looked up. */
  consumers: Readonly<Record<string, ConsumerConfig>>
  /** In the order of the file. */
  systems: readonly SystemConfig[]
}
