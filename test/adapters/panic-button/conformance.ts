import { defineConformance } from '../../../src/testing/index.ts'
import { fixture, KEY, parameters, pushed } from './surroundings.ts'

/** Every fixture as one alert, each of a telephone of its own. */
const alerts = Object.values(fixture('alerts') as Record<string, Record<string, string>>).map((given, index) =>
  pushed(parameters({ ...given, id: `PB20261120${index}`, imei: `99000086247${1000 + index}` }))
)

export const conformance = defineConformance({
  agency: 'DISKOMINFO',
  start: async () => ({
    url: '',
    settings: { key: KEY },
    protectedTexts: ['081300000017', '99000086247', '6,884', '107,614'],
    pushes: { incidents: alerts },
    stop: async () => {}
  })
})
