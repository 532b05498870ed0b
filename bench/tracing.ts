import { join } from 'node:path'
import { compare, type Contender } from './compare.ts'
import { authorization, root, startHub, startLegacySystems } from './hub.ts'
import { cores } from './machine.ts'
import type { Options } from './options.ts'
import { print } from './print.ts'
import { startSpeaking } from './server.ts'

const PATH = '/v1/licences?limit=2'
const CONNECTIONS = 64
/** Of a caller who records its own trace. */
const CALLER = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }

/** A cached read with tracing off, and on: what is recorded goes to a collector on the load's core. */
export async function measureTracing({ rounds, seconds }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  const collector = await startSpeaking({ command: [process.execPath, join(root, 'bench/contenders/otlp-collector.ts')],
    core: cores.load })
  const traced = (
    name: string,
    env: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {}
  ): Contender => ({
    name,
    start: () => startHub({ ...legacy, env }),
    request: url => ({ url: url + PATH, headers: { ...authorization(), ...headers }, connections: CONNECTIONS })
  })
  const on = (share: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: share })
  const off = traced('off', {})
  try {
    await compare({
      title: 'Cached read, traced',
      rounds,
      seconds,
      reference: off.name,
      contenders: [
        off,
        traced('off, asked with a traceparent', {}, CALLER),
        traced('on, 10 % sampled', on('0.1')),
        traced('on, all sampled', on('1'))
      ]
    })
    print('\nBar: at most 5 % with 10 % sampled.')
  } finally {
    await collector.stop()
    await legacy.stop()
  }
}
