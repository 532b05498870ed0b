import { defineConformance } from '../../../src/conformance/index.ts'
import { until } from '../../services/wait.ts'
import { startCity } from '../../suites/demo-city.ts'

const resources = ['agencies', 'licences', 'complaints', 'incidents'] as const
/** Two of each kind that differ: systems that sort by themselves and others, one that pushes. */
const SYSTEMS = ['register', 'licensing-a', 'transport', 'complaints', 'panic-button']

/** Another hub is the nearest application that speaks the contract. */
export const conformance = defineConformance({
  resources,
  async start() {
    const city = await startCity({ change: config => ({ ...config, systems: config.systems.filter(({ id }) => SYSTEMS.includes(id)) }) })
    const { authorization } = city.authorization(resources.map(resource => `${resource}:read`))
    const isWhole = async (resource: string): Promise<boolean> => (await city.get(`/v1/${resource}?require=all`)).status === 200
    await until(async () => (await Promise.all(resources.map(isWhole))).every(Boolean), { what: 'an answer of all systems' })
    return { url: city.url, settings: { token: authorization.replace('Bearer ', '') }, stop: () => city.close() }
  }
})
