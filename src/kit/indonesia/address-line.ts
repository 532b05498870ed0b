import type { Regions } from './regions.ts'

export interface AddressParts {
  address?: string | undefined
  rt?: string | undefined
  rw?: string | undefined
  village_code?: string | undefined
  district_code?: string | undefined
  postal_code?: string | undefined
}

/**
 * An address on one line, as clerks type it and the field reader reads it again:
 * `Jl. Ir. H. Juanda No. 100 RT 003 RW 005 Kel. Dago Kec. Coblong 40135`. Empty when there is none. A village or
 * district outside of the city is left out.
 */
export function addressLine(parts: AddressParts | undefined, regions: Regions): string {
  const { address, rt, rw, village_code, district_code, postal_code } = parts ?? {}
  const village = village_code && regions.village(village_code).value?.name
  const district = (district_code ?? village_code?.slice(0, 8)) &&
    regions.district(district_code ?? village_code?.slice(0, 8)).value?.name
  return [
    address?.replace(/\s+/g, ' ').trim(),
    rt && `RT ${rt}`,
    rw && `RW ${rw}`,
    village && `Kel. ${village}`,
    district && `Kec. ${district}`,
    postal_code
  ].filter(Boolean).join(' ')
}
