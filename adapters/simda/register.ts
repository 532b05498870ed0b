import { type City, type CityAgency, createAgencyFinder } from '../../src/kit/index.ts'
import type { UnitCode } from './wire.ts'

/** What the city's own register of agencies says of a unit. */
export interface Register {
  /** The agency that has this name, or had it. */
  find(name: string): CityAgency | undefined
  /** The agency under whose record the register tells of this code itself. */
  teller(unit: UnitCode): CityAgency | undefined
  /** The same text for all spellings of one unit's name. */
  identify(name: string): string
}

/** @param names further names, each with the code of an agency */
export function createRegister(city: City, names: Readonly<Record<string, string>>): Register {
  const agencies = new Map(city.agencies.map(agency => [agency.id, agency]))
  const findId = createAgencyFinder(city, names)
  const find = (name: string): CityAgency | undefined => agencies.get(findId(spelledOut(name)) ?? '')
  return {
    find,
    teller({ Kode, Tahun_Akhir, Nm_Sub_Unit }) {
      const agency = Tahun_Akhir === null ? find(Nm_Sub_Unit) : undefined
      return agency?.skpd_codes?.includes(Kode) ? agency : undefined
    },
    identify: name => find(name)?.id ?? plain(name)
  }
}

function plain(name: string): string {
  return spelledOut(name).toLowerCase().replaceAll('&', 'dan').replace(/[^a-z0-9]/g, '')
}

function spelledOut(name: string): string {
  return name.replace(/^kec\. /i, 'Kecamatan ').replace(/^kel\. /i, 'Kelurahan ')
}
