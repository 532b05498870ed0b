import type { City } from '../../kit/adapter.ts'
import { toId } from '../../kit/ids.ts'
import { createRegions } from '../../kit/indonesia/regions.ts'
import { createWorkingDays, type WorkingDays } from '../../kit/indonesia/working-days.ts'
import type { CityConfig, Config } from '../../platform/config/schema.ts'
import { weekdays } from '../../platform/config/week.ts'
import { readVillages } from './villages.ts'

/** Product whose system holds the city's own list of agencies. */
export const REGISTER_PRODUCT = 'register'

/** The city's reference data in the form that adapters use. */
export function createCity({ city, systems }: Config): City {
  const prefix = systems.find(system => system.adapter === REGISTER_PRODUCT)?.prefix ?? 'SKPD'
  const villages = readVillages(city.regency)
  return {
    name: city.name,
    box: city.box,
    phoneArea: city.phone_area,
    regions: createRegions({
      province: { code: city.province, name: '' },
      regency: { code: city.regency, name: city.name },
      districts: city.districts.map(district => ({ ...district, villages: villages.get(district.code) ?? [] }))
    }),
    agencies: city.agencies.map(({ parent, ...agency }) => ({
      ...agency,
      id: toId(prefix, agency.code),
      skpd_codes: [...agency.skpd_codes],
      aliases: [...agency.aliases],
      ...(parent === undefined ? {} : { parent_id: toId(prefix, parent) })
    }))
  }
}

/** The days on which the city's offices work. */
export function workingDaysOf({ office, holidays }: Pick<CityConfig, 'office' | 'holidays'>): WorkingDays {
  return createWorkingDays({
    weekdays: office.days.map(day => weekdays.indexOf(day) + 1),
    closes: office.closes,
    holidays: holidays.map(({ year, national, collective_leave }) => ({ year,
      dates: [...national, ...collective_leave].map(({ date }) => date) })
    )
  })
}
