import { createDemoCity } from '../../../demo/city/city.ts'
import { createRequests } from '../../../demo/systems/ppid-requests.ts'
import { createPpidSystem } from '../../../demo/systems/ppid.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  async start() {
    const city = createDemoCity()
    const standIn = await standInOf(createPpidSystem(city), ({ PPID_USER, PPID_PASSWORD }) => ({ user: PPID_USER, password: PPID_PASSWORD }))
    return { ...standIn, holds: { 'information-requests': createRequests(city).length } }
  }
})
