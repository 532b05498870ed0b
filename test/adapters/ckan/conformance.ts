import { createDemoCity } from '../../../demo/city/city.ts'
import { createOpenDataSystem } from '../../../demo/systems/open-data.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  start: () => standInOf(createOpenDataSystem(createDemoCity()), () => ({}))
})
