import type { City, CityAgency } from './adapter.ts'

/** Finds the id of an agency by any of its names; undefined when nobody in the city's register has it. */
export type AgencyFinder = (name: string) => string | undefined

/**
 * Reads agency names as people type them: present, former and short names and codes, in any case and punctuation, with
 * `&` for `dan` and with or without the city's name behind.
 * @param local further names that one system uses, each with the code of the agency
 * @throws Error when `local` names an agency that the city does not have
 */
export function createAgencyFinder(city: City, local: Readonly<Record<string, string>> = {}): AgencyFinder {
  const suffixes = [keyOf(`kota ${city.name}`), keyOf(city.name)]
  const short = (key: string): string => {
    const suffix = suffixes.find(suffix => key.endsWith(suffix) && key.length > suffix.length)
    return suffix === undefined ? key : key.slice(0, -suffix.length)
  }
  const ids = new Map<string, string>()
  // A present name wins over another agency's former one.
  for (const names of [presentNames, formerNames]) {
    for (const agency of city.agencies) {
      for (const name of names(agency)) {
        const key = short(keyOf(name))
        if (key !== '' && !ids.has(key)) ids.set(key, agency.id)
      }
    }
  }
  for (const [name, code] of Object.entries(local)) ids.set(short(keyOf(name)), agencyIdOf(city, code))
  return name => ids.get(short(keyOf(name)))
}

/** The id of the agency with this code. @throws Error when the city has none */
export function agencyIdOf(city: City, code: string): string {
  const agency = city.agencies.find(agency => agency.code === code)
  if (agency === undefined) throw new Error(`the city has no agency with the code ${code}`)
  return agency.id
}

function presentNames({ code, name, short_name }: CityAgency): string[] {
  return [name, code, ...(short_name === undefined ? [] : [short_name])]
}

function formerNames({ aliases = [] }: CityAgency): string[] {
  return aliases
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('&', 'dan').replace(/[^a-z0-9]/g, '')
}
