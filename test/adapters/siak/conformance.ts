import { createDemoCity } from '../../../demo/city/city.ts'
import { createPopulationSystem } from '../../../demo/systems/population.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISDUKCAPIL',
  async start() {
    const city = createDemoCity()
    const standIn = await standInOf(createPopulationSystem(city), ({ POPULATION_USER, POPULATION_PASSWORD }) => ({
      user: POPULATION_USER,
      password: POPULATION_PASSWORD,
      consumer: 'satu',
      region: '32-73',
      ip: '10.73.1.20'
    }))
    return { ...standIn, keys: { residents: city.people.slice(0, 200).map(({ nik }) => nik) } }
  }
})
