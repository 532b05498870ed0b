import { defineConformance } from '../../../src/conformance/index.ts'

export const conformance = defineConformance({
  start: async () => ({ url: '', settings: { as_of: '2016-12-30' }, stop: async () => {} })
})
