import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { CitySchema } from './city-schema.ts'
import { ConsumerSchema } from './consumer-schema.ts'
import { HubSchema } from './hub-schema.ts'
import { IdentitySchema } from './identity-schema.ts'
import { coded, keyed, object, several, text, withKeys } from './schema-parts.ts'
import { writable } from './scopes.ts'
import type { SectionKeys } from './section-keys.ts'
import type { Switches } from './switches.ts'
import { type LimitsSchema, type SnapshotSchema, SystemSchema } from './system-schema.ts'
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

const SYSTEM_ID = '^[a-z][a-z0-9-]{1,31}$'
const SYSTEMS = 'The registered legacy applications, by id.'

/** What the core has at the top of a config file; features add their keys. */
const CoreSchema = object({
  city: CitySchema,
  hub: HubSchema,
  routes: Type.Unsafe<Readonly<Partial<Record<ResourceName, readonly string[]>>>>({
    type: 'object',
    default: {},
    additionalProperties: false,
    description:
      'The systems that answer for a resource, such as `licences: [licensing-a, transport]`; without an entry all ' +
      'that serve it do.',
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
  consumers: keyed('^[a-z][a-z0-9-]{1,31}$', ConsumerSchema,
    'The applications that may call the hub, by id (the `sub` of the tokens that the hub signs itself).'),
  systems: keyed(SYSTEM_ID, SystemSchema, SYSTEMS)
})

const featuresSchema = (names: readonly string[]) =>
  Type.Unsafe<Switches>({
    type: 'object',
    default: {},
    ...(names.length === 0 ? { maxProperties: 0 } : { propertyNames: { enum: names, title: 'feature' } }),
    additionalProperties: { type: 'boolean' },
    description:
      'What is switched off, such as `{ search: false }`: a feature that is not named is on, and one that needs ' +
      `another is off with it. There are ${names.map(name => `\`${name}\``).join(', ')}.`
  })

/** What a config file may hold: the keys of the core, and those of the features. */
export function fileSchemaOf(sections: readonly (SectionKeys & { name: string })[]): TObject {
  const hub = withKeys(HubSchema, keysOf(sections, 'hub'), 'times')
  const system = withKeys(SystemSchema, keysOf(sections, 'system'), 'contact')
  const file = object({ ...CoreSchema.properties, hub, systems: keyed(SYSTEM_ID, system, SYSTEMS) })
  return withKeys(file, { features: featuresSchema(sections.map(({ name }) => name)), ...keysOf(sections, 'top') },
    'consumers')
}

/** @throws Error when two features have the same key */
function keysOf(sections: readonly SectionKeys[], part: 'top' | 'hub' | 'system'): Record<string, TSchema> {
  const keys: Record<string, TSchema> = {}
  for (const [key, schema] of sections.flatMap(section => Object.entries(section[part] ?? {}))) {
    if (Object.hasOwn(keys, key)) throw new Error(`two features have the key "${key}"`)
    keys[key] = schema
  }
  return keys
}

export type CityConfig = Static<typeof CitySchema>

/** Features merge the types of their keys into it. */
export interface HubConfig extends Static<typeof HubSchema> {}
export type RateConfig = HubConfig['rate']['anonymous']
export type LimitsConfig = Static<typeof LimitsSchema>
export type WriteRuleConfig = Static<typeof WriteRule>
export type SnapshotConfig = Static<typeof SnapshotSchema>

export type IdentityConfig = Static<typeof IdentitySchema>
export type IssuerConfig = IdentityConfig['issuers'][string]

export interface ConsumerConfig extends Omit<Static<typeof ConsumerSchema>, 'rate'> {
  id: string
  /** Its own or the hub's. */
  rate: RateConfig
}

/** The entry of a system, and what belongs to it. Features merge the types of their keys into it. */
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

/** The entry of a system as it stands in the file, after defaults. */
export type SystemEntry =
  & Omit<SystemConfig, 'id' | 'url' | 'resources' | 'tls' | 'adapterError'>
  & Pick<Static<typeof SystemSchema>, 'url' | 'resources' | 'tls'>

/**
 * A config file after defaults, before what belongs together is joined. Features merge the types of their keys into
 * it.
 */
export interface ConfigFile extends Omit<Static<typeof CoreSchema>, 'hub' | 'systems'> {
  hub: HubConfig
  features: Switches
  systems: Readonly<Record<string, SystemEntry>>
}

/** All that the config file says, checked and deep-frozen. Features merge the types of what is theirs into it. */
export interface Config {
  /** The file as it was named. */
  file: string
  city: CityConfig
  hub: HubConfig
  /** What the files of `hub.tls` hold; undefined: callers come over plain HTTP. */
  tls?: ServerTls
  identity: IdentityConfig
  /** What is switched off, or on, by name. */
  features: Switches
  routes: ConfigFile['routes']
  writes: ConfigFile['writes']
  /** By id; has no prototype, so any text can be looked up. */
  consumers: Readonly<Record<string, ConsumerConfig>>
  /** In the order of the file. */
  systems: readonly SystemConfig[]
}
