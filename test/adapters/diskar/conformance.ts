import { createDemoCity } from '../../../demo/city/city.ts'
import { createFireSystem } from '../../../demo/systems/fire.ts'
import { createRegister } from '../../../demo/systems/fire-register.ts'
import { defineConformance } from '../../../src/conformance/index.ts'
import { standInOf } from '../../suites/conformance.ts'

const city = createDemoCity()

export const conformance = defineConformance({
  agency: 'DISKAR',
  start: async () => ({
    ...await standInOf(createFireSystem(city), ({ FIRE_FTP_URL: url, FIRE_FTP_USER: user, FIRE_FTP_PASSWORD: password }) => ({ files: { url, user, password } })),
    // Who reported it, and what clerks noted.
    protectedTexts: createRegister(city).slice(0, 200).flatMap(({ PELAPOR, TELP_PELAPOR, KETERANGAN }) => [PELAPOR, TELP_PELAPOR, KETERANGAN]).filter(text => text.length > 8)
  })
})
