import { defineConformance } from '../../../src/testing/index.ts'

export const conformance = defineConformance({
  start: async city => ({ url: '', settings: { as_of: '2016-12-30' }, holds: { agencies: city.agencies.length },
    stop: async () => {} })
})
