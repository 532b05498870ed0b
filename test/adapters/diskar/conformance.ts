import { createDemoCity } from '../../../demo/city/city.ts'
import { createRegister } from '../../../demo/systems/fire-register.ts'
import { createFireSystem } from '../../../demo/systems/fire.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

const city = createDemoCity()
/** A correction is a further row of the same number. */
const turnOuts = [...new Map(createRegister(city).map(row => [row.NO_KEJADIAN.trim(), row])).values()]

export const conformance = defineConformance({
  agency: 'DISKAR',
  start: async () => ({
    ...await standInOf(createFireSystem(city),
      ({ FIRE_FTP_URL: url, FIRE_FTP_USER: user, FIRE_FTP_PASSWORD: password }) => ({
        files: { url, user, password }
      })),
    isCounted: true,
    holds: { incidents: turnOuts.filter(({ KD_JENIS }) => KD_JENIS !== 'P').length },
    // Who reported it, and what clerks noted.
    protectedTexts: createRegister(city).slice(0, 200).flatMap((
      { PELAPOR, TELP_PELAPOR, KETERANGAN }
    ) => [PELAPOR, TELP_PELAPOR, KETERANGAN]).filter(text => text.length > 8)
  })
})
