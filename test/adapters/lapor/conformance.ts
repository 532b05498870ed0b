import { createDemoCity } from '../../../demo/city/city.ts'
import { createReports } from '../../../demo/systems/complaints-records.ts'
import { topics } from '../../../demo/systems/complaints-topics.ts'
import { createComplaintsSystem } from '../../../demo/systems/complaints.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  async start() {
    const city = createDemoCity()
    const standIn = await standInOf(createComplaintsSystem(city), ({ COMPLAINTS_KEY }) => ({ api_key: COMPLAINTS_KEY }))
    // LAPOR keeps secret reports to itself.
    return { ...standIn, holds: { complaints: createReports(city).filter(({ _rahasia }) => !_rahasia).length, services: topics.length } }
  }
})
