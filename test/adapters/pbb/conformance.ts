import { createDemoCity } from '../../../demo/city/city.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createTaxLedger } from '../../../demo/systems/tax-bills.ts'
import { createTaxRegister } from '../../../demo/systems/tax-objects.ts'
import { taxDistricts } from '../../../demo/systems/tax-tables.ts'
import { createTaxSystem } from '../../../demo/systems/tax.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { failing } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'BAPENDA',
  async start() {
    const city = createDemoCity()
    const system = await startLegacySystem(createTaxSystem(city))
    const { objects } = createTaxRegister(city)
    const bills = createTaxLedger(objects).bills.filter(({ deleted }) => !deleted)
    // A bill that was issued again counts once.
    const holds = { 'tax-objects': objects.filter(({ deleted }) => !deleted).length,
      'tax-bills': new Set(bills.map(({ object, year }) => `${object.nop.join('')} ${year}`)).size }
    const district_codes = Object.fromEntries(Object.entries(taxDistricts).map(([code, tax]) => [tax, code]))
    return { url: '', settings: { files: { url: system.url }, district_codes }, holds, isCounted: true,
      fail: failing(system), stop: () => system.stop() }
  }
})
