import { defineFeature } from '../feature.ts'
import { matching } from '../matching/index.ts'
import { mirror } from '../mirror/index.ts'

/** What every system knows of a person, a business or a piece of land. */
export const overview = defineFeature({
  name: 'overview',
  needs: { mirror, matching },
  operations: ['overviewResident', 'getResidentOverview', 'getBusinessOverview', 'getParcelOverview'],
  plugin: () => import('./register.ts')
})
