import { createDemoCity } from '../../../demo/city/city.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createTaxSystem } from '../../../demo/systems/tax.ts'
import { taxDistricts } from '../../../demo/systems/tax-tables.ts'
import { defineConformance } from '../../../src/conformance/index.ts'

export const conformance = defineConformance({
  agency: 'BAPENDA',
  async start() {
    const system = await startLegacySystem(createTaxSystem(createDemoCity()))
    const district_codes = Object.fromEntries(Object.entries(taxDistricts).map(([code, tax]) => [tax, code]))
    return { url: '', settings: { files: { url: system.url }, district_codes }, stop: () => system.stop() }
  }
})
