import { createDemoCity } from '../../../demo/city/city.ts'
import { createPackages } from '../../../demo/systems/open-data-datasets.ts'
import { createOpenDataSystem } from '../../../demo/systems/open-data.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  async start() {
    const standIn = await standInOf(createOpenDataSystem(createDemoCity()), () => ({}))
    const datasets = createPackages().filter(({ type, state, private: isPrivate }) =>
      type === 'dataset' && state === 'active' && !isPrivate
    )
    return { ...standIn, holds: { datasets: datasets.length } }
  }
})
