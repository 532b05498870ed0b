import { Type } from 'typebox'
import { atLeast, coded, Enumeration, object, path, Rate, several } from './schema-parts.ts'

export const clientCertificates = ['none', 'optional', 'required'] as const

const HubTlsSchema = object({
  certificate: path(
    'PEM file with the certificate of the hub, first, and those between it and its authority. Beside the config ' +
      'file, as the others.'
  ),
  key: path('PEM file with its private key, without a passphrase.'),
  min_version: Type.Unsafe<'1.2' | '1.3'>({ type: 'string', enum: ['1.2', '1.3'], default: '1.2',
    description: 'Oldest version of TLS that is spoken. Quote it.' }),
  client_certificates: Type.Unsafe<(typeof clientCertificates)[number]>({ type: 'string', enum: clientCertificates,
    default: 'none',
    description: 'Whether callers are asked for a certificate, and refused without one. Taken at the start.' }),
  client_ca: Type.Optional(path('PEM file with the authorities whose client certificates are believed.'))
}, {
  description:
    'Callers reach the hub over TLS. Without it over plain HTTP: then something in front of it has to speak TLS.'
})

/** What the core has below `hub`; features add their keys. */
export const HubSchema = object({
  rate: object({
    anonymous: { ...Rate, default: { requests: 600, seconds: 60 },
      description: 'For each address that shows no credential, or one that is refused.' },
    consumer: { ...Rate, default: { requests: 6_000, seconds: 60 },
      description: 'For each consumer without a limit of its own.' }
  }, { default: {} }),
  max_body_bytes: atLeast(1_024, 1_048_576, 'Largest request body. Taken at the start.'),
  max_upload_bytes: atLeast(1_024, 10_485_760,
    'Largest request body with photos in it. Each photo may have half of it.'),
  public_url: Type.Optional(
    coded('^https?://[^/]+(/[^?#]*[^?#/])?$', 'https://api.example.go.id',
      'Address under which the world sees the hub, without a slash at its end, for links that leave it. Without it ' +
        'a link leads where the request came to.')
  ),
  max_scan: atLeast(100, 2_000,
    'Most rows read from one system to fill one page, which ends in any case when `reads.wait_ms` is over.'),
  cache: object({ max_mb: atLeast(1, 64, 'Memory of the cache in the process, in MiB. Taken at the start.') }, {
    default: {}
  }),
  reads: object({
    wait_ms: atLeast(1, 10_000, 'How long a read waits for its systems, from its start. What is late is kept.')
  }, { default: {} }),
  writes: object({
    wait_ms: atLeast(0, 5_000,
      'How long a write waits for systems, from when it is whole, before it is answered with 202.'),
    max_sends: atLeast(1, 12,
      'After so many sends of a write that came to nothing, a person has to look. Taken at the start.'),
    max_file_bytes: atLeast(1_024, 5_242_880, 'Largest file that may be attached.'),
    max_waiting_files: atLeast(1, 20, 'Files of one record that may be on their way at once.')
  }, { default: {} }),
  enumeration: { ...Enumeration, default: { people: 600, misses: 60, seconds: 3_600 },
    description: 'How many people a consumer may ask for: whoever tries out NIKs is stopped and told of.' },
  retention: object({
    submission_body_days: atLeast(1, 7,
      'Days for which the hub keeps what was written, once the write has ended: delivered, refused by the system, ' +
        'or abandoned.'),
    submission_days: atLeast(1, 365, 'Days for which it keeps that there was a write, and its steps.'),
    pushed_days: atLeast(1, 90,
      'Days for which it keeps what systems push, such as the positions of people in distress.'),
    access_log_days: atLeast(1, 1_826, 'Days for which it keeps who saw whose personal data.'),
    action_days: atLeast(1, 1_826, 'Days for which it keeps what operators did, and why.'),
    event_days: atLeast(1, 30, 'Days for which it keeps events: who comes back later has to read the records anew.'),
    media_days: atLeast(1, 365, 'Days for which it keeps and shows photos that were sent with a complaint.'),
    edition_days: atLeast(0, 365, 'Days for which it keeps and serves former editions of the open data.'),
    webhook_days: atLeast(1, 30, 'Days for which it keeps what became of each message to a receiver of events.'),
    mirror_days: atLeast(1, 90,
      'Days for which it keeps the last known record of a system that has not been seen there since.')
  }, { default: {} }),
  events: object({
    max_streams: atLeast(1, 500, 'Streams of events that one consumer may have open, in each process.')
  }, { default: {} }),
  times: object({
    headers_ms: atLeast(100, 10_000, 'For the head of a request to come.'),
    request_ms: atLeast(100, 30_000, 'For a whole request to come.'),
    read_ms: atLeast(100, 30_000, 'For which a caller may leave an answer unread.'),
    idle_ms: atLeast(1_000, 72_000,
      'For which a connection without a request is kept: longer than the balancer in front keeps it (60 s mostly), ' +
        'so that the balancer closes first.'),
    drain_ms: atLeast(0, 1_000,
      'For which a connection must have been silent to be closed when the hub stops: who asked a moment ago may ' +
        'have the next request on its way.')
  }, { default: {}, description: 'How patient the hub is with slow callers. Taken at the start.' }),
  tls: Type.Optional(HubTlsSchema),
  trusted_proxies: several(coded('^[0-9A-Fa-f.:]+(/\\d{1,3})?$', '10.0.0.0/8', 'An address or a network.'),
    'Proxies in front of the hub whose `X-Forwarded-For` is believed. Nobody is unless named: whoever may write it ' +
      'can pass for any address.', { default: [] }),
  cors: object({
    origins: several(coded('^(\\*|https?://[^/*]+)$', 'https://app.example.go.id', 'An origin, or `*` for every one.'),
      'Sites whose pages may read answers in a browser. None unless named.', { default: [] })
  }, { default: {} })
}, { default: {} })
