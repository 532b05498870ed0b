import type { AdapterTable } from '../src/platform/config/adapters.ts'

/** Every product that the hub knows. Each is loaded only when it is asked for. */
export const adapters: AdapterTable = {
  'bmkg': () => import('./bmkg/index.ts'),
  'canonical': () => import('./canonical/index.ts'),
  'ckan': () => import('./ckan/index.ts'),
  'diskar': () => import('./diskar/index.ts'),
  'dishub': () => import('./dishub/index.ts'),
  'humas': () => import('./humas/index.ts'),
  'lapor': () => import('./lapor/index.ts'),
  'musrenbang': () => import('./musrenbang/index.ts'),
  'panic-button': () => import('./panic-button/index.ts'),
  'pbb': () => import('./pbb/index.ts'),
  'ppid': () => import('./ppid/index.ts'),
  'register': () => import('./register/index.ts'),
  'siak': () => import('./siak/index.ts'),
  'sicantik': () => import('./sicantik/index.ts'),
  'simda': () => import('./simda/index.ts'),
  'webhook': () => import('./webhook/index.ts')
}
