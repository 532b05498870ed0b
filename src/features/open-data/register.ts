import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { keptForDays } from '../../platform/telemetry/retention.ts'
import type { OpenData } from './model.ts'
import { createOpenData } from './open-data.ts'
import { addData } from './routes.ts'

/** Makes the city's datasets anew from the records of its systems, and publishes them at /data. */
export function register(
  app: FastifyInstance,
  { contract, cityOf, events, store, jobs, environment, log: { logger }, walk, config, metrics, prepareConfiguration,
    forgetByAge, apis }: Hub
): OpenData {
  const openData = createOpenData({ config: config(), contract, cityOf, events, store, dataDir: environment.dataDir,
    jobs, log: logger, walk })
  prepareConfiguration(openData.declare)
  forgetByAge(keptForDays('editions', () => config().hub.retention.edition_days, openData.forget, { isLocal: true }))
  metrics.gather(openData.families)
  addData(app, openData)
  apis.push({ path: '/data', title: 'Open data: files', desc: [{ href: '/data', type: 'application/json' }] })
  app.addHook('onClose', openData.close)
  return openData
}
