import { type Static, Type } from 'typebox'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { atLeast, coded, object, oneOf, path, Rate, several, text } from './schema-parts.ts'
import { HoursSchema } from './week-schema.ts'

const SystemTlsSchema = object({
  ca: Type.Optional(
    path(
      'PEM file with the authorities that may have signed its certificate, in place of the public ones. Beside the ' +
        'config file, as the others.'
    )
  ),
  certificate: Type.Optional(path('PEM file with the certificate that the hub shows it.')),
  key: Type.Optional(path('PEM file with the private key of that certificate.')),
  server_name: Type.Optional(
    coded('^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$', 'perizinan.example.go.id',
      'Name that its certificate must have, in place of the host of its address.')
  )
}, { description: 'How the hub reaches it over TLS.' })

export const FreshnessSchema = object({
  fresh: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Seconds for which an answer is served without asking again.' })
  ),
  revalidate: Type.Optional(
    Type.Integer({ minimum: 0,
      description: 'Seconds after that for which it is served while the hub asks in the background.' })
  ),
  on_error: Type.Optional(
    Type.Integer({ minimum: 0,
      description: 'Seconds for which it is served, marked stale, when the system cannot answer.' })
  )
}, { description: 'Overrides what the adapter says about one resource.' })

const ChangesSchema = object({
  every_seconds: Type.Integer({ minimum: 5, maximum: 86_400,
    description:
      'How often the hub looks for changes of the resource, to tell of them as events. It does not without this.' })
})

const ProbeSchema = object({
  idle_seconds: atLeast(1, 60,
    'A system that nobody has asked for so long is asked by the hub whether it is well. Less finds sooner one that ' +
      'takes connections and does not answer.'),
  connect_seconds: atLeast(0, 3,
    'How often a connection is made to the host of its address, and closed again, while nobody asks it: one that ' +
      'fails has it asked at once. 0: never.')
}, { default: {}, description: 'How the hub finds out that it is ill while nobody asks it.' })

/** The resources whose changes are told as events. */
const watchedNames = ['complaints', 'licence-applications', 'licences', 'tax-bills', 'information-requests',
  'incidents', 'announcements', 'datasets'] as const satisfies readonly ResourceName[]

const milliseconds = (description: string) => Type.Optional(Type.Integer({ minimum: 1, description }))

export const LimitsSchema = object({
  concurrency: atLeast(1, 4, 'Calls to the system at the same time.'),
  queue: atLeast(0, 64, 'Calls that may wait for their turn, in each process. Consumers take turns.'),
  rate: Type.Optional({ ...Rate,
    description: 'Most calls in a time, evenly spread; without it as many as `concurrency` lets through.' }),
  queue_ms: milliseconds('How long a call may wait for its turn. As long as `timeout_ms` when left out.'),
  timeout_ms: atLeast(1, 5_000, 'Whole time a call may take from when it is sent.'),
  connect_ms: milliseconds("Time for a connection to be made, in place of the connector's own."),
  first_byte_ms: milliseconds("Time for the answer to begin (HTTP), in place of the connector's own."),
  hours: Type.Optional(several(HoursSchema, 'When the system may be asked; always when left out.', { minItems: 1 })),
  closed: Type.Optional(several(HoursSchema, 'When it may not, as while it is backed up.', { minItems: 1 })),
  breaker: object({
    failures: atLeast(1, 5, 'Failures in a row after which the system is left alone.'),
    cooldown_ms: atLeast(1, 5_000,
      'How long it is left alone before one call tries again; twice as long after each try that fails, up to 20000.')
  }, { default: {} })
}, { default: {} })

export const SnapshotSchema = object({
  poll_seconds: atLeast(1, 60, 'How often the hub looks for a newer version.'),
  min_share: Type.Number({ minimum: 0, maximum: 1, default: 0.7,
    description: 'A version with fewer records than this share of the last one is refused.' }),
  timeout_ms: atLeast(1_000, 600_000, 'Whole time that reading a version may take.')
}, { default: {}, description: 'For systems whose data come whole, as files do.' })

/** What the core has in the entry of a system; features add their keys. */
export const SystemSchema = object({
  adapter: text('Product: the name of a folder under `adapters/`.'),
  name: text('Name for people.'),
  prefix: coded('^[A-Z][A-Z0-9]{3,7}$', 'HAYU', 'Begins the ids of its records; unique; never changed.'),
  agency: Type.Optional(text('Code of the agency that owns it.')),
  url: Type.Optional(
    coded('^https?://', 'http://10.20.0.4:8080/api',
      'Base address, http or https, without credentials. Required unless the product has none.')
  ),
  resources: Type.Optional(
    several(oneOf(resourceNames, 'A resource.'), 'Only these of the resources that the adapter serves.', {
      minItems: 1
    })
  ),
  settings: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object', default: {},
    description: "What the adapter's own schema asks for; see its README." }),
  tls: Type.Optional(SystemTlsSchema),
  limits: LimitsSchema,
  probe: ProbeSchema,
  slow_ms: milliseconds('A call that takes longer has a line in the log. Half of `limits.timeout_ms` when left out.'),
  snapshot: SnapshotSchema,
  freshness: Type.Unsafe<Readonly<Partial<Record<ResourceName, Static<typeof FreshnessSchema>>>>>({
    type: 'object',
    default: {},
    propertyNames: { enum: resourceNames },
    additionalProperties: FreshnessSchema
  }),
  changes: Type.Unsafe<Readonly<Partial<Record<ResourceName, { every_seconds: number }>>>>({
    type: 'object',
    default: {},
    propertyNames: { enum: watchedNames },
    additionalProperties: ChangesSchema
  }),
  contact: Type.Optional(object({
    name: text('Person or desk.'),
    email: Type.Optional(coded('^[^@\\s]+@[^@\\s]+$', 'meja.ti@example.go.id', 'Mail address.')),
    phone: Type.Optional(coded('^\\+?[0-9 ()-]{5,20}$', '022-4200000', 'Phone number. Quote it.'))
  }, { description: 'Whom to call when it is ill.' }))
})
