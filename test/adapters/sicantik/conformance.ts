import { createDemoCity } from '../../../demo/city/city.ts'
import { createLicensingSystem } from '../../../demo/systems/licensing.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DPMPTSP',
  start: () => standInOf(createLicensingSystem(createDemoCity(), { id: 'licensing-a' }), ({ LICENSING_A_KEY }) => ({ api_key: LICENSING_A_KEY }))
})
