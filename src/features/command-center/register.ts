import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import type { Alerts } from '../alerts/index.ts'
import type { Drifts } from '../drift/index.ts'
import type { FiguresApi } from '../figures/index.ts'
import { createPictures } from './picture.ts'
import { addCommandCenter } from './routes.ts'

/** Serves the live page for operators, with what the features that are on have to show. */
export function register(
  app: FastifyInstance,
  { events, journal, served, registry, city, cityOf, current }: Hub,
  { figures, alerts, drift }: { figures?: FiguresApi | undefined; alerts?: Alerts | undefined;
    drift?: Drifts | undefined }
): void {
  const pictures = createPictures({ events, journal, served, drifts: drift, alerts, figures, registry,
    agencies: () => city().agencies })
  addCommandCenter(app, { pictures, streams: events.streams, current, cityOf })
  // A stream would hold the closing up.
  app.addHook('preClose', async () => pictures.close())
}
