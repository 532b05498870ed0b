import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import type { FiguresApi } from '../figures/index.ts'
import { createPictures } from './picture.ts'
import { addCommandCenter } from './routes.ts'

/** Serves the live page for operators, with what the features that are on have to show. */
export function register(
  app: FastifyInstance,
  { events, journal, served, registry, city, cityOf, current, panels, jobs }: Hub,
  { figures }: { figures?: FiguresApi | undefined }
): void {
  const pictures = createPictures({ events, journal, served, figures, panels, registry, jobs,
    agencies: () => city().agencies })
  addCommandCenter(app, { pictures, panels, streams: events.streams, current, cityOf })
  // A stream would hold the closing up.
  app.addHook('preClose', async () => pictures.close())
}
