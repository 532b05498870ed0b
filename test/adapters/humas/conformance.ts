import { createDemoCity } from '../../../demo/city/city.ts'
import { createHumasSystem } from '../../../demo/systems/humas.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'BAG-HUMAS',
  start: () => standInOf(createHumasSystem(createDemoCity()), () => ({ dates: 'local', archive: 'wordpress' }))
})
