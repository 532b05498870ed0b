import { createDemoCity } from '../../../demo/city/city.ts'
import { createFinanceSystem } from '../../../demo/systems/finance.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'BKAD',
  start: async () => ({
    ...(await standInOf(createFinanceSystem(createDemoCity()),
      ({ FINANCE_FILES_URL: url }) => ({ files: { url }, first_year: 2015 }))),
    isCounted: true
  })
})
