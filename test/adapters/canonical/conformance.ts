import { defineConformance } from '../../../src/conformance/index.ts'
import { startCity } from '../../suites/demo-city.ts'

/** Another hub is the nearest application that speaks the contract. */
export const conformance = defineConformance({
  resources: ['agencies', 'services'],
  async start() {
    const city = await startCity()
    const { authorization } = city.authorization(['agencies:read', 'services:read'])
    return { url: city.url, settings: { token: authorization.replace('Bearer ', '') }, stop: () => city.close() }
  }
})
