import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { certificatesOf } from '../../platform/config/certificates-used.ts'
import { keptForDays } from '../../platform/telemetry/retention.ts'
import type { FiguresApi } from '../figures/index.ts'
import { createAlerts } from './alerts.ts'
import { forgetAlerts, forgetNotices } from './forget.ts'
import { createAdminAlerts } from './operations.ts'
import { createPanel } from './panel.ts'

/** Tells people when something is wrong, and when it is over. */
export function register(
  app: FastifyInstance,
  { store, jobs, events, journal, served, environment, log: { logger }, config, registry, city, operators, metrics,
    answer, validation, record, forgetByAge, addPanel }: Hub,
  { figures }: { figures?: FiguresApi | undefined }
): void {
  const alerts = createAlerts({
    store,
    jobs,
    events,
    journal,
    served,
    environment,
    log: logger,
    dataDir: environment.dataDir,
    config,
    registry,
    agencies: () => city().agencies,
    certificates: () => certificatesOf(config()),
    isInMaintenance: operators.quietFor,
    overdue: async () => figures?.late() ?? new Map()
  })
  metrics.gather(alerts.families)
  forgetByAge(
    keptForDays('alerts', () => config().hub.retention.event_days, forgetAlerts),
    keptForDays('alert_notices', () => config().hub.retention.webhook_days, forgetNotices)
  )
  answer(createAdminAlerts({ validation, record, alerts }))
  addPanel(createPanel(alerts))
  app.addHook('onClose', alerts.close)
}
