import { createDemoCity } from '../../../demo/city/city.ts'
import { createLicensingData } from '../../../demo/systems/licensing-data.ts'
import { deployments, permitTypes } from '../../../demo/systems/licensing-tables.ts'
import { createLicensingSystem } from '../../../demo/systems/licensing.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DPMPTSP',
  async start() {
    const city = createDemoCity()
    const id = 'licensing-a'
    const { applications, decrees } = createLicensingData(city, deployments.find(deployment => deployment.id === id)!)
    const standIn = await standInOf(createLicensingSystem(city, { id }), ({ LICENSING_A_KEY }) => ({ api_key: LICENSING_A_KEY }))
    return { ...standIn, holds: { 'licence-applications': applications.length, licences: decrees.length, services: permitTypes.length } }
  }
})
