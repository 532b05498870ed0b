import { randomUUID } from 'node:crypto'
import type { TracingSettings } from '../../config/tracing.ts'
import type { Logger } from '../log.ts'
import type { Family } from '../metrics.ts'
import { createSpanExporter } from './exporter.ts'
import type { Tracing } from './trace.ts'
import { createTracer } from './tracer.ts'

export interface StartOptions {
  settings: TracingSettings
  environment: string
  /** Over which callers come. */
  scheme: 'http' | 'https'
  /** Of the hub. */
  version: string
  log: Pick<Logger, 'info' | 'warn'>
}

export interface StartedTracing {
  tracing: Tracing
  families(): Family[]
  /** Sends what is left, for at most two seconds. */
  close(): Promise<void>
}

/** Traces requests, calls and deliveries, and brings them to a collector. */
export function startTracing({ settings, environment, scheme, version, log }: StartOptions): StartedTracing {
  const { serviceName, resource, sampler } = settings
  const exporter = createSpanExporter({
    settings,
    version,
    log,
    resource: {
      'service.name': serviceName,
      'service.version': version,
      'service.instance.id': randomUUID(),
      'deployment.environment.name': environment,
      'process.pid': process.pid,
      ...resource
    }
  })
  return { tracing: createTracer({ sampler, scheme, add: exporter.add }), families: exporter.families,
    close: exporter.close }
}
