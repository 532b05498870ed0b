import t from 'tap'
import { readEnvironment } from '../../../src/platform/config/environment.ts'
import { ConfigError } from '../../../src/platform/config/problems.ts'
import { testFolder } from '../../suites/folder.ts'

const read = (more: NodeJS.ProcessEnv) =>
  readEnvironment({ SATU_ENV: 'development', SATU_DATA_DIR: testFolder(), ...more })
const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }

t.test('without a collector nothing is traced', async t => {
  t.equal(read({}).tracing, undefined)
  t.equal(read({ OTEL_TRACES_SAMPLER: 'always_on', OTEL_SERVICE_NAME: 'satu' }).tracing, undefined)
  t.equal(read({ ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }).tracing, undefined)
})

t.test('the variables of OpenTelemetry say where traces go, and which', async t => {
  t.same(read(ENDPOINT).tracing, { url: 'http://collector:4318/v1/traces', headers: {},
    sampler: { ratio: 1, followsCaller: true }, serviceName: 'satu', resource: {} })
  t.same(read({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/in',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20YTpi, x-scope=city',
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
    OTEL_SERVICE_NAME: 'satu-bandung',
    OTEL_RESOURCE_ATTRIBUTES: 'region=west,rack=4'
  }).tracing, {
    url: 'https://traces.example/in',
    headers: { 'authorization': 'Basic YTpi', 'x-scope': 'city' },
    sampler: { ratio: 0.1, followsCaller: false },
    serviceName: 'satu-bandung',
    resource: { region: 'west', rack: '4' }
  })
  t.equal(read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/otlp/' }).tracing?.url,
    'http://collector:4318/otlp/v1/traces')
  t.match(read({ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'parentbased_always_off' }).tracing, {
    sampler: { ratio: 0, followsCaller: true }
  })
  t.match(read({ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '.5' }).tracing,
    { sampler: { ratio: 0.5, followsCaller: true } })
})

t.test('each wrong value is named, and none that may be secret is shown', async t => {
  const problemsOf = (more: NodeJS.ProcessEnv): string[] => {
    try {
      read({ ...ENDPOINT, ...more })
      return []
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      return error.problems.map(({ path, message }) => `${path} ${message}`)
    }
  }
  const address = 'must be an address like http://collector:4318, without credentials, query and fragment'
  for (const [name, value, message] of [
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', address],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:geheim@collector', address],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'https://collector/?key=geheim', address],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', 'must be http/json: the hub speaks no other (is "grpc")'],
    ['OTEL_TRACES_SAMPLER', 'sometimes',
      'must be one of always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off or ' +
      'parentbased_traceidratio (is "sometimes")'],
    ['OTEL_TRACES_SAMPLER_ARG', '10', 'must be a number from 0 to 1 (is "10")'],
    ['OTEL_TRACES_SAMPLER_ARG', '-1', 'must be a number from 0 to 1 (is "-1")'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'geheim', 'must be name=value, separated by commas, values encoded as in a URL'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a=%', 'must be name=value, separated by commas, values encoded as in a URL'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization=a%0Ab', 'has a header that cannot be sent'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'Content-Length=5', 'has a header that cannot be sent'],
    ['OTEL_RESOURCE_ATTRIBUTES', '=west', 'must be name=value, separated by commas, values encoded as in a URL'],
    ['OTEL_SDK_DISABLED', 'no', 'must be true or false (is "no")']
  ] as const) t.same(problemsOf({ [name]: value }), [`${name} ${message}`], `${name}=${value}`)
  t.match(read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' }).remarks, [{
    path: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    message: /4317, which is that of gRPC/
  }])
})
