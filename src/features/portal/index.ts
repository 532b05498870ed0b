import { defineFeature } from '../feature.ts'

export type { Language } from './portal-texts.ts'
export { PAGE_CSP, shell } from './shell.ts'
export { PAGE_ICON } from './shell.ts'

/** What people read in a browser: first page, API reference, a page for each error. */
export const portal = defineFeature({
  name: 'portal',
  routes: {
    home: { rule: 'open', requests: ['GET /'] },
    docs: { rule: 'open', requests: ['GET /docs/'] },
    openapi: { rule: 'open', requests: ['GET /openapi.json', 'GET /openapi-3.0.json'] },
    problems: { rule: 'open', requests: ['GET /problems/{code}'] }
  },
  plugin: () => import('./register.ts')
})
