import { listed } from './problems.ts'

/** How spans are sampled. */
export interface SamplerSettings {
  /** Of the traces that begin here, from 0 to 1; of all where the caller is not followed. */
  readonly ratio: number
  /** A caller's decision, as it stands in `traceparent`, is the hub's too. */
  readonly followsCaller: boolean
}

/** Where traces go to, and which. */
export interface TracingSettings {
  /** As it is posted to, `/v1/traces` included. */
  readonly url: string
  /** Sent with each post; may hold credentials. */
  readonly headers: Readonly<Record<string, string>>
  readonly sampler: SamplerSettings
  readonly serviceName: string
  /** Said of this hub beside its name. */
  readonly resource: Readonly<Record<string, string>>
}

export const tracingVariables = [
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', fallback: '',
    description:
      'Base address of a collector that takes OTLP over HTTP, such as `http://collector:4318`. Traces go to ' +
      '`/v1/traces` below it. Without it nothing is traced.' },
  { name: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', fallback: '',
    description: 'The whole address for traces, in place of the one above.' },
  { name: 'OTEL_EXPORTER_OTLP_HEADERS', fallback: '', secret: true,
    description: 'Headers for the collector, `name=value` separated by commas, values encoded as in a URL.' },
  { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', fallback: 'http/json',
    description: '`http/json` is what the hub speaks: collectors take it where they take `http/protobuf`.' },
  { name: 'OTEL_TRACES_SAMPLER', fallback: 'parentbased_always_on',
    description:
      '`always_on`, `always_off`, `traceidratio`, or the same with `parentbased_` before it: then a caller whose ' +
      '`traceparent` says so is traced or not, and the rule is for others.' },
  { name: 'OTEL_TRACES_SAMPLER_ARG', fallback: '1',
    description: 'Which share of the traces a `traceidratio` keeps, from 0 to 1.' },
  { name: 'OTEL_SERVICE_NAME', fallback: 'satu', description: 'Name of this hub in traces.' },
  { name: 'OTEL_RESOURCE_ATTRIBUTES', fallback: '',
    description: 'What else is said of it, `name=value` separated by commas.' },
  { name: 'OTEL_SDK_DISABLED', fallback: 'false', description: '`true` traces nothing, whatever else is set.' }
] as const

type TracingVariable = (typeof tracingVariables)[number]['name']

const rules = ['always_on', 'always_off', 'traceidratio']
const samplers = [...rules, ...rules.map(rule => `parentbased_${rule}`)]
/** On which collectors take gRPC. */
const GRPC_PORT = '4317'
const TOKEN = /^[!#$%&'*+.^_`|~\da-z-]+$/i
/** What the exporter says itself. */
const OWN_HEADERS = ['content-type', 'content-length', 'host', 'connection', 'transfer-encoding', 'user-agent']

export interface TracingSource {
  text(name: TracingVariable): string
  secret(name: 'OTEL_EXPORTER_OTLP_HEADERS'): string | undefined
  report(name: TracingVariable, message: string, shown?: string): void
  remark(name: TracingVariable, message: string): void
}

/**
 * Reads the variables that OpenTelemetry has for this. Undefined when nothing is traced: then nothing else of them is
 * looked at.
 */
export function readTracing({ text, secret, report, remark }: TracingSource): TracingSettings | undefined {
  const disabled = text('OTEL_SDK_DISABLED')
  if (!/^(true|false)$/i.test(disabled)) report('OTEL_SDK_DISABLED', 'must be true or false', disabled)
  const url = urlOf('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', '') ?? urlOf('OTEL_EXPORTER_OTLP_ENDPOINT', '/v1/traces')
  if (url === undefined || /^true$/i.test(disabled)) return undefined

  const protocol = text('OTEL_EXPORTER_OTLP_PROTOCOL')
  if (protocol !== 'http/json')
    report('OTEL_EXPORTER_OTLP_PROTOCOL', 'must be http/json: the hub speaks no other', protocol)
  const sampler = text('OTEL_TRACES_SAMPLER')
  if (!samplers.includes(sampler)) report('OTEL_TRACES_SAMPLER', `must be one of ${listed(samplers)}`, sampler)
  const share = text('OTEL_TRACES_SAMPLER_ARG')
  const ratio = Number(share)
  if (!/^\d*\.?\d+$/.test(share) || ratio > 1) report('OTEL_TRACES_SAMPLER_ARG', 'must be a number from 0 to 1', share)
  const headers = pairsOf('OTEL_EXPORTER_OTLP_HEADERS', secret('OTEL_EXPORTER_OTLP_HEADERS') ?? '')
  for (const [name, value] of Object.entries(headers)) {
    if (!TOKEN.test(name) || OWN_HEADERS.includes(name.toLowerCase()) || !/^[\x20-\x7e]*$/.test(value))
      report('OTEL_EXPORTER_OTLP_HEADERS', 'has a header that cannot be sent')
  }
  return {
    url,
    headers,
    sampler: { ratio: sampler.endsWith('always_on') ? 1 : sampler.endsWith('always_off') ? 0 : ratio,
      followsCaller: sampler.startsWith('parentbased_') },
    serviceName: text('OTEL_SERVICE_NAME'),
    resource: pairsOf('OTEL_RESOURCE_ATTRIBUTES', text('OTEL_RESOURCE_ATTRIBUTES'))
  }

  function urlOf(name: TracingVariable, below: string): string | undefined {
    const given = text(name)
    if (given === '') return undefined
    const base = URL.parse(given)
    // Never shown again: in a wrong one there may be a password.
    if (base === null || !/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '' ||
      base.hash !== '' || base.search !== '')
    {
      report(name, 'must be an address like http://collector:4318, without credentials, query and fragment')
      return undefined
    }
    if (base.port === GRPC_PORT)
      remark(name, `has the port ${GRPC_PORT}, which is that of gRPC: the hub speaks HTTP, for which it is mostly 4318`)
    return base.href.replace(/\/$/, '') + below
  }

  function pairsOf(name: TracingVariable, list: string): Record<string, string> {
    const pairs: Record<string, string> = {}
    for (const pair of list.split(',')) {
      if (pair.trim() === '') continue
      const at = pair.indexOf('=')
      try {
        if (at < 1) throw new URIError('no name')
        pairs[decodeURIComponent(pair.slice(0, at).trim())] = decodeURIComponent(pair.slice(at + 1).trim())
      } catch {
        report(name, 'must be name=value, separated by commas, values encoded as in a URL')
        return {}
      }
    }
    return pairs
  }
}
