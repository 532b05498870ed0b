import type { AdapterTable } from '../src/config/adapters.ts'

/** Every product that the hub knows. Each is loaded only when it is asked for. */
export const adapters: AdapterTable = {
  register: () => import('./register/index.ts')
}
