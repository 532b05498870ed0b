import { Type } from 'typebox'
import { environments } from './environment.ts'
import { coded, date, Enumeration, object, oneOf, Rate, several, text } from './schema-parts.ts'
import { personalFields, purposes, scopes } from './scopes.ts'

const ApiKey = object({
  prefix: coded('^satu_[0-9a-z]{8}$', 'satu_7k2m9x4p',
    'Begins the key and tells it from others; may be shown and logged.'),
  sha256: coded('^[0-9a-f]{64}$', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'SHA-256 of the whole key, in hex. Quote it.'),
  expires: date('Last day on which it is taken.'),
  scopes: Type.Optional(
    several(oneOf(scopes, 'A scope.'), 'Only these of the scopes of its consumer.', { minItems: 1 })
  )
})

const Certificate = object({
  sha256: Type.Optional(
    coded('^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      'SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` prints it. Quote it.')
  ),
  subject: Type.Optional(Type.Unsafe<Readonly<Record<string, string>>>({
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: '^[A-Za-z]{1,64}$' },
    additionalProperties: { type: 'string', minLength: 1 },
    description: 'What its subject must say, such as `{ CN: kiosk-1, O: DPMPTSP }`; what else it says does not matter.'
  }))
})

/** An application that may call the hub. */
export const ConsumerSchema = object({
  name: text('Name for people.'),
  agency: Type.Optional(text('Code of the agency that answers for it.')),
  scopes: several(oneOf(scopes, 'A scope.'), 'What it may do.', { minItems: 1 }),
  environments: several(oneOf(environments, 'An environment.'), 'Where it is let in.', { minItems: 1,
    default: [...environments] }),
  rate: Type.Optional({ ...Rate, description: 'Its own limit, in place of `hub.rate.consumer`.' }),
  purposes: several(oneOf(purposes, 'A purpose.'), 'What it may ask for personal data for, by its agreement.', {
    default: []
  }),
  fields: several(oneOf(personalFields, 'A class.'),
    'Classes of personal data that its agreement opens to it; needs an agreement and a purpose.', { default: [] }),
  agreement: Type.Optional(object({
    number: text('Number of the cooperation agreement.'),
    expires: date('Last day on which it holds. After it the consumer is closed.')
  }, { description: 'What it may use the hub by.' })),
  quota: Type.Optional(
    object({ day: Type.Integer({ minimum: 1, description: 'Requests allowed within a day of the city.' }) })
  ),
  enumeration: Type.Optional({ ...Enumeration, description: 'Its own limit, in place of `hub.enumeration`.' }),
  clients: Type.Unsafe<Readonly<Record<string, readonly string[]>>>({
    type: 'object',
    default: {},
    propertyNames: { pattern: '^[a-z][a-z0-9-]{1,31}$' },
    additionalProperties: several(text('A client.'), 'Clients.', { minItems: 1 }),
    description:
      'The client ids that stand for it at each of `identity.issuers`, such as `city: [kiosk-hall-1]`. Only tokens ' +
      'of these clients are its own.'
  }),
  certificates: several(Certificate,
    'Client certificates that stand for it, by what they are or by what their authority calls it.', { default: [],
    maxItems: 20 }),
  needs_certificate: Type.Boolean({ default: false,
    description: 'A certificate alone lets nobody in: its tokens and keys are taken over connections with one of its ' +
      'certificates, and over no others.' }),
  keys: several(ApiKey,
    'API keys, as `satu key new` prints them. Several are taken at once, so that a new one can replace an old one ' +
      'without a pause.', { default: [], maxItems: 10 })
})
