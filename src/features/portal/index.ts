import { defineFeature } from '../feature.ts'
import { track } from '../track/index.ts'

export { type Html, html, type Part } from './html.ts'
export { PAGE_CSP, shell } from './shell.ts'

/** What people read in a browser: first page, API reference, a page for each error. */
export const portal = defineFeature({
  name: 'portal',
  uses: { track },
  routes: {
    home: { rule: 'open', requests: ['GET /'] },
    docs: { rule: 'open', requests: ['GET /docs/'] },
    openapi: { rule: 'open', requests: ['GET /openapi.json', 'GET /openapi-3.0.json'] },
    problems: { rule: 'open', requests: ['GET /problems/{code}'] }
  },
  plugin: () => import('./register.ts')
})
