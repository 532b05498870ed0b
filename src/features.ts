import { admin } from './features/admin/index.ts'
import { alerts } from './features/alerts/index.ts'
import { catalogue } from './features/catalogue/index.ts'
import { ckan } from './features/ckan/index.ts'
import { commandCenter } from './features/command-center/index.ts'
import { dcat } from './features/dcat/index.ts'
import { deadlines } from './features/deadlines/index.ts'
import { disagreements } from './features/disagreements/index.ts'
import { drift } from './features/drift/index.ts'
import { type Feature, migrationsOf } from './features/feature.ts'
import { figures } from './features/figures/index.ts'
import { jobs } from './features/jobs/index.ts'
import { matching } from './features/matching/index.ts'
import { migrations } from './features/migrations/index.ts'
import { mirror } from './features/mirror/index.ts'
import { openData } from './features/open-data/index.ts'
import { open311 } from './features/open311/index.ts'
import { overview } from './features/overview/index.ts'
import { passThrough } from './features/pass-through/index.ts'
import { portal } from './features/portal/index.ts'
import { routesOf } from './features/registration.ts'
import { search } from './features/search/index.ts'
import { track } from './features/track/index.ts'
import { webhooks } from './features/webhooks/index.ts'
import { coreRoutes, type RouteTable } from './http/access.ts'
import type { ConfigSection } from './platform/config/section.ts'

/**
 * Every feature of the product, in the order in which they are registered: what a feature needs or uses stands above
 * it. To remove one, delete its line here and its folder.
 */
export const features: readonly Feature[] = [
  admin,
  jobs,
  figures,
  matching,
  mirror,
  deadlines,
  search,
  disagreements,
  overview,
  migrations,
  track,
  open311,
  openData,
  catalogue,
  ckan,
  dcat,
  webhooks,
  drift,
  alerts,
  passThrough,
  portal,
  commandCenter
]

/** Steps of features that were removed, such as `027 parking`: a store that has taken them opens. */
const retiredSteps: readonly string[] = []

/** Names of all steps that this version knows, of features that are on, off or gone. */
export const knownSteps: readonly string[] = [...Object.keys(migrationsOf(features)), ...retiredSteps]

/** What each of them has in the city's file: the list that `readConfig` takes. */
export const sections: readonly ConfigSection[] = features.map(({ name, needs, section }) => ({ ...section, name,
  needs: Object.values(needs).map(need => need.name) })
)

/** What stands beside the contract when all are on, with who may use it. */
export const routes: RouteTable = { ...coreRoutes, ...routesOf(features) }
