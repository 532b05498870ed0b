import type { AdapterTable } from '../src/config/adapters.ts'

/** Every product that the hub knows. Each is loaded only when it is asked for. */
export const adapters: AdapterTable = {
  canonical: () => import('./canonical/index.ts'),
  dishub: () => import('./dishub/index.ts'),
  lapor: () => import('./lapor/index.ts'),
  register: () => import('./register/index.ts'),
  siak: () => import('./siak/index.ts'),
  sicantik: () => import('./sicantik/index.ts')
}
