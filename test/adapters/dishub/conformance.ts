import { createDemoCity } from '../../../demo/city/city.ts'
import { createTransportSystem } from '../../../demo/systems/transport.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISHUB',
  start: () => standInOf(createTransportSystem(createDemoCity()), ({ TRANSPORT_USER, TRANSPORT_PASSWORD }) => ({ user: TRANSPORT_USER, password: TRANSPORT_PASSWORD }))
})
