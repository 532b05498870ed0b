import { createDemoCity } from '../../../demo/city/city.ts'
import { createWeatherSystem } from '../../../demo/systems/weather.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  // The suite asks more in a minute than BMKG allows, and wants each answer to be BMKG's own.
  start: () => standInOf(createWeatherSystem(createDemoCity(), { perMinute: 1_000_000 }), () => ({ remember_seconds: 0 }))
})
