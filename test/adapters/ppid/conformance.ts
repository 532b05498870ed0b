import { createDemoCity } from '../../../demo/city/city.ts'
import { createPpidSystem } from '../../../demo/systems/ppid.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  start: () => standInOf(createPpidSystem(createDemoCity()), ({ PPID_USER, PPID_PASSWORD }) => ({ user: PPID_USER, password: PPID_PASSWORD }))
})
