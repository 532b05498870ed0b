import { defineFeature } from '../feature.ts'
import { openData } from '../open-data/index.ts'
import { CatalogueSchema } from './settings.ts'

export { type About, aboutOf } from './about.ts'
export { type Catalogue, compare } from './catalogue.ts'
export type { Catalogues } from './catalogues.ts'
export type { Opened } from './catalogues.ts'
export type { Entry, File, Sdi, Translations, Variable } from './entry.ts'
export { type Group, groupOfTheme } from './groups.ts'
export { uuidOf } from './ids.ts'
export { type Licence, licences } from './licences.ts'
export type { Organization } from './organizations.ts'
export { countFacets } from './search/facets.ts'
export { QueryError } from './search/query-error.ts'
export { findEntries, type Search } from './search/search.ts'
export { DEFAULT_SORT } from './search/sort.ts'
export { readInstant } from './search/times.ts'
export { describe, isKnown, sendEncoded } from './send.ts'

/** The datasets of all portals as one catalogue. */
export const catalogue = defineFeature({
  name: 'catalogue',
  section: { top: { catalogue: CatalogueSchema } },
  needs: { openData },
  plugin: () => import('./register.ts')
})
