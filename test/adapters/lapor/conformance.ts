import { createDemoCity } from '../../../demo/city/city.ts'
import { createComplaintsSystem } from '../../../demo/systems/complaints.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  start: () => standInOf(createComplaintsSystem(createDemoCity()), ({ COMPLAINTS_KEY }) => ({ api_key: COMPLAINTS_KEY }))
})
